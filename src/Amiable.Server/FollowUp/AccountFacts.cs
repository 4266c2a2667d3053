using Amiable.Accounts;
using Amiable.Communications;
using Amiable.Contacts;
using Amiable.Invoices;
using Amiable.Organizations;
using Amiable.Writing;

namespace Amiable.FollowUp;

/// <summary>One account with everything that planning, writing and the gate look at, read at one moment.</summary>
public sealed record AccountFacts
{
    public required Organization Organization { get; init; }
    public required Account Account { get; init; }
    public required Situation Situation { get; init; }
    public required IReadOnlyList<Contact> Contacts { get; init; }
    public required IReadOnlyDictionary<InvoiceId, Invoice> Invoices { get; init; }

    /// <summary>What left or was skipped, oldest first: what the plan counts from.</summary>
    public required IReadOnlyList<HistoryLine> History { get; init; }

    /// <summary>The agent's message that waits; null for none.</summary>
    public Communication? Waiting { get; init; }

    /// <summary>A message was refused by the mail server and nobody has looked at it yet: nothing new is planned meanwhile.</summary>
    public bool HasUnsolvedFailure { get; init; }

    public required BusinessCalendar Calendar { get; init; }
    public required TimeZoneInfo Zone { get; init; }

    /// <summary>The first day on which something could still be sent there.</summary>
    public required DateOnly FirstDay { get; init; }

    public FollowUpPolicy Policy => Organization.Policy;

    public FollowUpPlan Plan() => FollowUpPlanner.Plan(Situation, Policy, Calendar, FirstDay);

    /// <summary>The person a message goes to: the primary contact, else whoever can be reached and has been known longest.</summary>
    public Contact? Recipient =>
        Contacts.Where(c => c.CanReceive).OrderByDescending(c => c.IsPrimary).ThenBy(c => c.Id.Value).FirstOrDefault();

    /// <summary>Contact, else account, else country, else organization.</summary>
    public string Language => Languages.For(Recipient?.Language, Account.Details.Language, Account.Details.Country, Organization.Language);

    /// <summary>The moment of that day at which this account's message leaves: the same each time it is asked, another for each account and day.</summary>
    public DateTimeOffset? MomentOn(DateOnly day, DateTimeOffset notBefore) => Policy.Window.At(day, Zone, Seed(day), notBefore);

    // Not GetHashCode: every process must choose the same minute.
    private ulong Seed(DateOnly day) => unchecked(BitConverter.ToUInt64(Account.Id.Value.ToByteArray(), 8) * 31 + (ulong)day.DayNumber);
}

/// <summary>One earlier message, as far as planning and wording look back at it.</summary>
public sealed record HistoryLine(CommunicationId Id, PastMessage Message);
