using Amiable.FollowUp;

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

    /// <summary>Days on which the agent sends nothing, beside weekends and holidays.</summary>
    public IReadOnlyList<DateOnly> BlackoutDays { get; private set; } = [];

    /// <summary>Whether this is the demo, which a visitor may enter from the same machine.</summary>
    public bool IsDemo { get; private init; }

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

    /// <summary>Changes who the organization is, from the next message on.</summary>
    public Problem? Describe(string name, string? legalName, BankDetails? bank)
    {
        if (string.IsNullOrWhiteSpace(name))
            return new Invalid(nameof(name), "organization.no-name", "Give the name customers know you by.");
        if (bank is not null && !bank.IbanIsValid)
            return new Invalid(nameof(bank), "organization.iban", "This IBAN has a typing error: its check digits do not fit.");

        (Name, LegalName, Bank) = (name.Trim(), string.IsNullOrWhiteSpace(legalName) ? null : legalName.Trim(), bank);
        return null;
    }

    /// <summary>Names the agent and the address it writes from.</summary>
    public void Introduce(string agentName, string agentEmail, string? signature) =>
        (AgentName, AgentEmail, Signature) = (agentName, agentEmail, signature);

    /// <summary>Lets the agent do more, or less, by itself.</summary>
    public void Trust(Autonomy autonomy) => Autonomy = autonomy;

    /// <summary>Follows this policy from now on; null returns to the standard.</summary>
    public Problem? Follow(FollowUpPolicy? policy)
    {
        if (policy?.Fault is { } fault)
            return fault;
        OwnPolicy = policy;
        return null;
    }

    /// <summary>Keeps quiet on these days.</summary>
    public void KeepQuietOn(IEnumerable<DateOnly> days) => BlackoutDays = [.. days.Distinct().Order()];
}

/// <summary>Where customers pay.</summary>
/// <param name="Holder">Who holds the bank account.</param>
/// <param name="Iban">Without spaces, in capitals (ISO 13616).</param>
/// <param name="Bic">ISO 9362, or null.</param>
/// <param name="BankName">For the reader's eye, or null.</param>
public sealed record BankDetails(string Holder, string Iban, string? Bic = null, string? BankName = null)
{
    /// <summary>
    /// Whether the check digits fit (ISO 13616: the number, its first four characters moved to the end, is 1 modulo 97). They run from 02 to 98: 00, 01
    /// and 99 would pass for 97, 98 and 02.
    /// </summary>
    public bool IbanIsValid
    {
        get
        {
            if (Iban.Length is < 15 or > 34 || !Iban.All(c => char.IsAsciiDigit(c) || char.IsAsciiLetterUpper(c)))
                return false;
            if (Iban[..2].Any(char.IsAsciiDigit) || !int.TryParse(Iban.AsSpan(2, 2), out var check) || check is < 2 or > 98)
                return false;
            var remainder = 0;
            foreach (var c in Iban[4..] + Iban[..4])
                remainder = char.IsAsciiDigit(c) ? (remainder * 10 + (c - '0')) % 97 : (remainder * 100 + (c - 'A' + 10)) % 97;
            return remainder == 1;
        }
    }
}
