using Amiable.Communications;
using Amiable.FollowUp;

namespace Amiable.Accounts;

/// <summary>How an account stands, in one word: the first that applies.</summary>
public enum AccountState
{
    Paused,
    NothingOwed,

    /// <summary>Nobody can be written to by e-mail, and no letter is on its way instead.</summary>
    NoValidContact,
    InDispute,

    /// <summary>A payment is promised for a day that has not passed.</summary>
    Promised,
    InFollowUp,
}

/// <summary>One account in a list.</summary>
public sealed record AccountLine
{
    public required AccountId Id { get; init; }
    public required string Name { get; init; }
    public string? City { get; init; }
    public string? Country { get; init; }

    /// <summary>One amount a currency, never added up; negative when the account is owed.</summary>
    public IReadOnlyList<Money> Outstanding { get; init; } = [];
    public int OverdueInvoices { get; init; }
    public int OldestDaysOverdue { get; init; }

    /// <summary>What goes out next; null when nothing waits.</summary>
    public WaitingLine? Next { get; init; }
    public required AccountState State { get; init; }

    /// <summary>The last day of the pause, or the day of the promise.</summary>
    public DateOnly? StateUntil { get; init; }
}

/// <summary>A message that waits, as a list mentions it.</summary>
public sealed record WaitingLine(DateOnly SendOn, Stage Stage, Tone Tone, CommunicationStatus Status, Channel Channel);

/// <summary>A page of a list, with the places the next and the previous page start from.</summary>
/// <param name="Currency">The one the list is sorted by when it is sorted by what is owed.</param>
public sealed record AccountList(AccountFilter Filter, IReadOnlyList<AccountLine> Lines, string? Previous, string? Next, string Currency);
