using Amiable.Accounts;
using Amiable.Communications;
using Amiable.Contacts;
using Amiable.Invoices;
using Amiable.LatePayment;
using Amiable.Organizations;
using Amiable.Tasks;
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

    /// <summary>The documents of open invoices that there are.</summary>
    public IReadOnlyDictionary<InvoiceId, DocumentFact> Documents { get; init; } = new Dictionary<InvoiceId, DocumentFact>();

    /// <summary>What left and did not come back, or was skipped, oldest first: what the plan counts from.</summary>
    public required IReadOnlyList<HistoryLine> History { get; init; }

    /// <summary>The last of all that left or was skipped, whatever became of it: the next step is named after it.</summary>
    public CommunicationId? LastStep { get; init; }

    /// <summary>Whether a message is on its way out: within moments it has left, or waits again. What follows is planned then, for only one waits.</summary>
    public bool IsSending { get; init; }

    /// <summary>The agent's message that waits; null for none.</summary>
    public Communication? Waiting { get; init; }

    /// <summary>A message was refused by the mail server and nobody has looked at it yet: nothing new is planned meanwhile.</summary>
    public Failure? Failure { get; init; }
    public bool HasUnsolvedFailure => Failure is not null;

    /// <summary>Of which kinds there are tasks about the account, open ones and others: of most kinds there are none, and nothing to look up.</summary>
    public IReadOnlyList<TasksOfKind> Tasks { get; init; } = [];

    /// <summary>Whether a task about the account is open.</summary>
    public bool HasOpenTasks => Tasks.Any(t => t.IsOpen);

    /// <summary>Whether a task of one of these kinds is open.</summary>
    public bool HasOpen(IReadOnlyCollection<TaskKind> kinds) => Tasks.Any(t => t.IsOpen && kinds.Contains(t.Kind));

    /// <summary>Whether the customer promised or announced a payment that is waited for.</summary>
    public bool HasOpenDeclarations { get; init; }

    /// <summary>Whether the customer wrote something that a person should read before the agent writes again.</summary>
    public bool HasUnreadAnswer { get; init; }

    /// <summary>What is claimed for paying late; null unless a member decided so.</summary>
    public LateTerms? Late { get; init; }

    public required BusinessCalendar Calendar { get; init; }
    public required TimeZoneInfo Zone { get; init; }

    /// <summary>The first day on which something could still be sent there.</summary>
    public required DateOnly FirstDay { get; init; }

    /// <summary>Words that a language model proposed for situations of this account, by their key.</summary>
    public IReadOnlyDictionary<string, ModelWording> Wordings { get; init; } = new Dictionary<string, ModelWording>();

    public FollowUpPolicy Policy => Organization.Policy;

    public FollowUpPlan Plan() => FollowUpPlanner.Plan(Situation, Policy, Calendar, FirstDay);

    /// <summary>
    /// The person a message goes to: the primary contact, else whoever may be chased and has been known longest. Of somebody who is away the stand-in, when
    /// that is a contact, too: to nobody else is written meanwhile.
    /// </summary>
    public Contact? Recipient => RecipientAmong(Contacts, FirstDay);

    internal static Contact? RecipientAmong(IEnumerable<Contact> contacts, DateOnly day)
    {
        var reachable = contacts.Where(c => c.MayBeChased).OrderByDescending(c => c.IsPrimary).ThenBy(c => c.Id.Value).ToList();
        var first = reachable.FirstOrDefault();
        return first is { StandIn: { } address } && first.IsAwayOn(day)
            ? reachable.Find(c => !c.IsAwayOn(day) && string.Equals(c.Email, address, StringComparison.OrdinalIgnoreCase)) ?? first
            : first;
    }

    /// <summary>Who gets a copy of what the agent writes to the recipient, as the notes about them ask for.</summary>
    public IEnumerable<Contact> InCopy =>
        Contacts.Where(c => c.CanReceive && c.Use == ContactUse.CopyOnly && c.Id != Recipient?.Id).OrderBy(c => c.Id.Value);

    /// <summary>Whom a letter is for: the primary contact, else the first one, whatever became of their e-mail address; nobody who is not to be chased.</summary>
    public Contact? Addressee =>
        Contacts.Where(c => c.MayBeAsked).OrderByDescending(c => c.IsPrimary).ThenBy(c => c.Id.Value).FirstOrDefault();

    /// <summary>Contact, else account, else country, else organization.</summary>
    public string Language =>
        Languages.For((Recipient ?? Addressee)?.Language, Account.Details.Language, Account.Details.Country, Organization.Language);

    /// <summary>The words proposed for what this brief says; null to write the built-in ones.</summary>
    public ModelWording? WordingFor(MessageBrief brief) =>
        Wordings.Count == 0 || Waiting is { ApprovedBy: not null } && !ModelWording.IsSourceOf(Waiting.Facts.Template)
            ? null
            : Wordings.GetValueOrDefault(new WordingBrief(brief).Key);

    /// <summary>Whether a message can still reach whom it is for.</summary>
    public bool CanStillReceive(Communication message) =>
        message.IsText ? message.Recipients.All(CanBeTexted)
        : !message.IsLetter ? CanStillReceive(message.Recipients)
        : message.Origin == Origin.Member ? HasPostalAddress
        : Situation.Reach == Channel.Letter;

    /// <summary>Whether a letter would arrive, whoever can receive mail there.</summary>
    public bool HasPostalAddress => AddressLines.IsEnough(Account.Details.Address);

    private bool CanBeTexted(Recipient recipient) =>
        Contacts.Any(c => c.Id == recipient.Contact && c.NoTextsSince is null && PhoneNumber.WithCountry(c.Phone) == recipient.Address);

    /// <summary>Whether every recipient is still a contact at that address that may be written to.</summary>
    private bool CanStillReceive(IReadOnlyList<Recipient> recipients) =>
        recipients.Count > 0
        && recipients.All(r =>
            Contacts.Any(c => c.Id == r.Contact && c.CanReceive && string.Equals(c.Email, r.Address, StringComparison.OrdinalIgnoreCase))
        );

    /// <summary>Whether every document that goes with a message is still there.</summary>
    public bool HasStill(IReadOnlyList<AttachedFile> files) =>
        files.All(f => f.IsStatement || Documents.Values.Any(d => d.Id == f.Document));

    /// <summary>How a message waits as far as the organization lets the agent work by itself. One that observes sends nothing, approved or not.</summary>
    public CommunicationStatus MayWaitAs(Communication? message = null) =>
        Organization.Autonomy switch
        {
            Autonomy.Observe => CommunicationStatus.Draft,
            _ when message?.ApprovedBy is not null => CommunicationStatus.Scheduled,
            Autonomy.Approve => CommunicationStatus.AwaitingApproval,
            _ => CommunicationStatus.Scheduled,
        };

    /// <summary>
    /// The moment of that day at which this account's message leaves: the same each time it is asked, another for each account and day. None is in the
    /// last minutes of the window: the job that sends it comes a little later, and would find the window closed and the message a day late.
    /// </summary>
    public DateTimeOffset? MomentOn(DateOnly day, DateTimeOffset notBefore)
    {
        var window = Policy.Window;
        var early = window with { Closes = window.Closes.Add(-Margin) };
        return (window.Closes - window.Opens > 2 * Margin ? early.At(day, Zone, Seed(day), notBefore) : null)
            ?? window.At(day, Zone, Seed(day), notBefore);
    }

    /// <summary>That moment if it is inside the hours of sending there, else one in the hours that come next.</summary>
    public DateTimeOffset FirstMomentFrom(DateTimeOffset at)
    {
        var day = SendWindow.LocalDay(at, Zone);
        if (Calendar.IsOpen(day) && Policy.Window.Contains(at, Zone))
            return at;
        if (Calendar.IsOpen(day) && MomentOn(day, at) is { } later)
            return later;
        day = Calendar.OnOrAfter(day.AddDays(1));
        return MomentOn(day, at) ?? Policy.Window.At(day, Zone, 0);
    }

    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(10);

    // Not GetHashCode: every process must choose the same minute.
    private ulong Seed(DateOnly day) => unchecked(BitConverter.ToUInt64(Account.Id.Value.ToByteArray(), 8) * 31 + (ulong)day.DayNumber);
}

/// <summary>One earlier message, as far as planning and wording look back at it.</summary>
public sealed record HistoryLine(CommunicationId Id, PastMessage Message);

/// <summary>A message that was refused or came back, and why.</summary>
public sealed record Failure(CommunicationId Id, string Reason, bool CameBack);

/// <summary>The document of an invoice.</summary>
/// <param name="Link">Where the customer can download it; null when this installation does not know its own address.</param>
public sealed record DocumentFact(InvoiceDocumentId Id, string FileName, string MediaType, int Size, string? Link);

/// <summary>That there are tasks of a kind.</summary>
/// <param name="IsOpen">Whether these are open; of one kind there may be both.</param>
public sealed record TasksOfKind(TaskKind Kind, bool IsOpen);
