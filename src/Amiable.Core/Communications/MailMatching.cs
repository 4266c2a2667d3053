namespace Amiable.Communications;

/// <summary>Why a mail belongs to an account, or why nobody knows to which.</summary>
public enum MatchReason
{
    /// <summary>The address it was sent to carries the signed tag of a message of ours.</summary>
    Tag,

    /// <summary>It answers a message of the conversation.</summary>
    Thread,

    /// <summary>Its sender is a contact there, and nowhere else.</summary>
    Sender,

    /// <summary>Its sender is a contact at several accounts; the invoices it names belong to this one.</summary>
    SenderAndInvoice,

    /// <summary>It names invoices of it, and comes from its domain.</summary>
    DomainAndInvoice,

    /// <summary>It comes from the domain of its contacts, and of nobody else's.</summary>
    Domain,

    /// <summary>It names invoices of it: nothing else speaks for it.</summary>
    Invoice,

    /// <summary>A member, or somebody in charge of an account, wrote it.</summary>
    OwnTeam,

    /// <summary>Nothing in it leads to an account.</summary>
    Unknown,
}

/// <summary>What a mail that came in shows of where it belongs. All of it is of one organization.</summary>
public sealed record MailClues
{
    /// <summary>The account of the message whose signed tag it was sent to; null without one, or when that message is gone.</summary>
    public AccountId? Tagged { get; init; }

    /// <summary>The account of the message it answers by its header.</summary>
    public AccountId? Answered { get; init; }

    /// <summary>The accounts at which its sender is a contact.</summary>
    public IReadOnlyList<AccountId> OfSender { get; init; } = [];

    /// <summary>The accounts of the invoices it names.</summary>
    public IReadOnlyList<AccountId> OfInvoices { get; init; } = [];

    /// <summary>The accounts with a contact at the domain of its sender; none for a domain that anybody can have an address at.</summary>
    public IReadOnlyList<AccountId> OfDomain { get; init; } = [];

    /// <summary>Whether a member or a referent of ours wrote it.</summary>
    public bool IsFromOwnTeam { get; init; }
}

/// <summary>An account that a mail may belong to.</summary>
public sealed record MatchCandidate(AccountId Account, MatchReason Reason);

/// <summary>To which account a mail belongs; null when a person has to say.</summary>
/// <param name="Account">The account.</param>
/// <param name="Reason">Why it, or why none.</param>
/// <param name="Candidates">Which it may be, the likeliest first, when it is none for sure.</param>
public sealed record MailMatch(AccountId? Account, MatchReason Reason, IReadOnlyList<MatchCandidate> Candidates);

/// <summary>
/// Decides to which account a mail belongs, in the order of certainty. A mail filed with the wrong customer is worse than one that waits for a person: what
/// is not certain is only proposed.
/// </summary>
public static class MailMatching
{
    private const int MostCandidates = 5;

    /// <summary>The one account it belongs to, or those it may.</summary>
    public static MailMatch Of(MailClues clues)
    {
        if (clues.IsFromOwnTeam)
            return new(null, MatchReason.OwnTeam, CandidatesOf(clues));
        if (clues.Tagged is { } tagged)
            return Certain(tagged, MatchReason.Tag);
        if (clues.Answered is { } answered)
            return Certain(answered, MatchReason.Thread);
        if (clues.OfSender is [var only])
            return Certain(only, MatchReason.Sender);
        if (clues.OfSender.Count > 1)
            return Both(clues.OfSender, clues.OfInvoices) is { } named
                ? Certain(named, MatchReason.SenderAndInvoice)
                : new(null, MatchReason.Unknown, CandidatesOf(clues));
        if (clues.OfInvoices.Count == 1 && Both(clues.OfInvoices, clues.OfDomain) is { } invoiced)
            return Certain(invoiced, MatchReason.DomainAndInvoice);
        // A colleague of several customers' contacts, or one who names somebody else's invoice, is nobody's for sure.
        if (clues.OfDomain is [var there] && clues.OfInvoices.All(a => a == there))
            return Certain(there, MatchReason.Domain);
        return new(null, MatchReason.Unknown, CandidatesOf(clues));
    }

    private static MailMatch Certain(AccountId account, MatchReason reason) => new(account, reason, []);

    private static AccountId? Both(IReadOnlyList<AccountId> some, IReadOnlyList<AccountId> others) =>
        some.Intersect(others).Take(2).ToList() is [var one] ? one : null;

    private static List<MatchCandidate> CandidatesOf(MailClues clues) =>
        [
            .. new[]
            {
                (clues.Tagged is { } tagged ? [tagged] : [], MatchReason.Tag),
                (clues.Answered is { } answered ? [answered] : [], MatchReason.Thread),
                (clues.OfSender.Intersect(clues.OfInvoices), MatchReason.SenderAndInvoice),
                (clues.OfSender, MatchReason.Sender),
                (clues.OfInvoices.Intersect(clues.OfDomain), MatchReason.DomainAndInvoice),
                (clues.OfInvoices, MatchReason.Invoice),
                (clues.OfDomain, MatchReason.Domain),
            }
                .SelectMany(some => some.Item1.Select(account => new MatchCandidate(account, some.Item2)))
                .DistinctBy(c => c.Account)
                .Take(MostCandidates),
        ];
}
