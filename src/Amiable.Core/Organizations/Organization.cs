using Amiable.FollowUp;
using Amiable.Replies;

namespace Amiable.Organizations;

/// <summary>How much the agent may do without a member.</summary>
public enum Autonomy
{
    /// <summary>Plans only; sends nothing.</summary>
    Observe,

    /// <summary>A member approves each message.</summary>
    Approve,

    /// <summary>Sends by itself what passes the gate.</summary>
    Auto,
}

/// <summary>The workspace of one creditor company: who writes, in whose name, and under which policy.</summary>
public sealed class Organization
{
    /// <summary>Identity.</summary>
    public OrganizationId Id { get; private init; }

    /// <summary>The name customers know; used in messages.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The registered name where it differs from <see cref="Name"/>.</summary>
    public string? LegalName { get; private set; }

    /// <summary>Both names where they differ: "Duvernay Conseil (Duvernay Conseil SAS)".</summary>
    public string FullName => LegalName is null ? Name : $"{Name} ({LegalName})";

    /// <summary>Its domain on the Internet, in lower case: "duvernay-conseil.fr".</summary>
    public string? Domain { get; private set; }

    /// <summary>Street and number.</summary>
    public string? Street { get; private set; }

    /// <summary>Postal code.</summary>
    public string? PostalCode { get; private set; }

    /// <summary>Town.</summary>
    public string? City { get; private set; }

    /// <summary>As it is to be read in messages, with the register: "812 345 678 RCS Lyon", "HRB 1234, Amtsgericht München".</summary>
    public string? RegistrationNumber { get; private set; }

    /// <summary>VAT identification number, in capitals without spaces.</summary>
    public string? VatNumber { get; private set; }

    /// <summary>Names the bytes of the logo, for its address; null without a logo. Kept here so that no page asks twice.</summary>
    public string? LogoHash { get; private set; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string Country { get; private set; } = "";

    /// <summary>ISO 3166-2 subdivision without the country ("BY", "67"); decides regional holidays.</summary>
    public string? Region { get; private set; }

    /// <summary>IANA time zone; what "today" and "overdue" mean here.</summary>
    public string TimeZone { get; private set; } = "";

    /// <summary>ISO 639-1; the last resort for messages.</summary>
    public string Language { get; private set; } = "";

    /// <summary>ISO 4217; for documents that name none.</summary>
    public string Currency { get; private set; } = "";

    /// <summary>Where customers pay; null until entered.</summary>
    public BankDetails? Bank { get; private set; }

    /// <summary>The agent's given name.</summary>
    public string AgentName { get; private set; } = "Camille";

    /// <summary>Lines under the agent's name: telephone, address.</summary>
    public string? Signature { get; private set; }

    /// <summary>The address the agent writes from.</summary>
    public string AgentEmail { get; private set; } = "";

    /// <summary>A new organization has each message approved.</summary>
    public Autonomy Autonomy { get; private set; } = Autonomy.Approve;

    /// <summary>What differs from <see cref="FollowUpPolicy.Standard"/>; null for nothing.</summary>
    public FollowUpPolicy? OwnPolicy { get; private set; }

    /// <summary>The policy in force.</summary>
    public FollowUpPolicy Policy => OwnPolicy ?? FollowUpPolicy.Standard;

    /// <summary>What differs from <see cref="ReplyRules.Standard"/>; null for nothing.</summary>
    public ReplyRules? OwnReplyRules { get; private set; }

    /// <summary>What the agent does about replies.</summary>
    public ReplyRules ReplyRules => OwnReplyRules ?? ReplyRules.Standard;

    /// <summary>Days on which the agent sends nothing, beside weekends and holidays.</summary>
    public IReadOnlyList<DateOnly> BlackoutDays { get; private set; } = [];

    /// <summary>Whether this is the demo, which a visitor may enter from the same machine.</summary>
    public bool IsDemo { get; private init; }

    /// <summary>How long an organization that is to be deleted can still be kept.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromDays(30);

    /// <summary>From when on it is deleted with all that it owns; null for never. Until then the agent plans and sends nothing for it.</summary>
    public DateTimeOffset? DeletionDueAt { get; private set; }

    /// <summary>Whether it is to be deleted, and so the agent rests.</summary>
    public bool IsLeaving => DeletionDueAt is not null;

    /// <summary>Counts the saves.</summary>
    public int Version { get; private set; }

    private Organization() { }

    /// <summary>Founds an organization.</summary>
    public Organization(
        OrganizationId id,
        string name,
        string country,
        string timeZone,
        string language,
        string currency,
        bool isDemo = false
    )
    {
        (Id, Name, Country, TimeZone, Language, Currency, IsDemo) = (id, name, country, timeZone, language, currency, isDemo);
        AgentEmail = "agent@localhost";
    }

    /// <summary>All of it that a member describes.</summary>
    public OrganizationProfile Profile =>
        new()
        {
            Name = Name,
            LegalName = LegalName,
            Domain = Domain,
            Street = Street,
            PostalCode = PostalCode,
            City = City,
            Country = Country,
            Region = Region,
            RegistrationNumber = RegistrationNumber,
            VatNumber = VatNumber,
            TimeZone = TimeZone,
            Language = Language,
            Bank = Bank,
        };

    /// <summary>Changes who the organization is, from the next message on.</summary>
    public Problem? Describe(OrganizationProfile profile)
    {
        var tidy = profile.Tidy();
        if (tidy.Fault is { } fault)
            return fault;
        (Name, LegalName, Domain, Bank) = (tidy.Name, tidy.LegalName, tidy.Domain, tidy.Bank);
        (Street, PostalCode, City, Country, Region) = (tidy.Street, tidy.PostalCode, tidy.City, tidy.Country, tidy.Region);
        (RegistrationNumber, VatNumber) = (tidy.RegistrationNumber, tidy.VatNumber);
        (TimeZone, Language) = (tidy.TimeZone, tidy.Language);
        return null;
    }

    /// <summary>Is to be deleted when the <see cref="Grace"/> is over. Asked again, the first day stands.</summary>
    public Problem? Leave(string typedName, DateTimeOffset now)
    {
        if (IsDemo)
            return new Refused("deletion.demo", "The demo is not deleted here: ./run demo --remove does it at once.");
        if (!string.Equals(typedName.Trim(), Name, StringComparison.Ordinal))
            return new Invalid(nameof(typedName), "deletion.typed-name", "Type the name exactly as it is written above.");
        DeletionDueAt ??= now + Grace;
        return null;
    }

    /// <summary>Stays after all.</summary>
    public void Stay() => DeletionDueAt = null;

    /// <summary>Whether nothing of it may be left any more: its grace is over. The demo can be made again at any time.</summary>
    public bool MayBeDeleted(DateTimeOffset now) => IsDemo || DeletionDueAt <= now;

    /// <summary>Shows this logo; null for none.</summary>
    public void Wear(Logo? logo) => LogoHash = logo?.Hash;

    /// <summary>Names the agent and the address it writes from.</summary>
    public void Introduce(string agentName, string agentEmail, string? signature) =>
        (AgentName, AgentEmail, Signature) = (agentName, agentEmail, signature);

    /// <summary>Changes in whose name the agent writes, and the lines under it, from the next message on.</summary>
    public Problem? SignAs(string agentName, string? signature)
    {
        var name = agentName.Trim();
        var lines = (signature ?? "").ReplaceLineEndings("\n").Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0).ToList();
        if (name.Length is 0 or > MostInAgentName || name.Any(char.IsControl))
            return new Invalid(
                nameof(AgentName),
                "agent.name",
                $"Give the agent a name, on one line of at most {MostInAgentName} characters."
            )
            {
                Values = [MostInAgentName],
            };
        if (lines.Count > MostSignatureLines || lines.Any(l => l.Length > OrganizationProfile.Longest || l.Any(char.IsControl)))
            return new Invalid(nameof(Signature), "agent.signature", $"A signature has at most {MostSignatureLines} short lines.")
            {
                Values = [MostSignatureLines, OrganizationProfile.Longest],
            };
        (AgentName, Signature) = (name, lines.Count == 0 ? null : string.Join('\n', lines));
        return null;
    }

    // It stands in the header of each mail, and in its last lines.
    private const int MostInAgentName = 60;
    private const int MostSignatureLines = 5;

    /// <summary>Lets the agent do more, or less, by itself.</summary>
    public void Trust(Autonomy autonomy) => Autonomy = autonomy;

    /// <summary>Follows this policy from now on; null returns to the standard.</summary>
    public Problem? Follow(FollowUpPolicy? policy)
    {
        if (policy?.Fault is { } fault)
            return fault;
        OwnPolicy = policy?.IsSameAs(FollowUpPolicy.Standard) == true ? null : policy;
        return null;
    }

    /// <summary>Answers replies by these rules from now on.</summary>
    public Problem? AnswerBy(ReplyRules rules)
    {
        if (rules.Fault is { } fault)
            return fault;
        OwnReplyRules = rules.IsSameAs(ReplyRules.Standard) ? null : rules;
        return null;
    }

    /// <summary>Keeps quiet on these days.</summary>
    public void KeepQuietOn(IEnumerable<DateOnly> days) => BlackoutDays = [.. days.Distinct().Order()];
}
