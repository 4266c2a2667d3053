using Amiable.FollowUp;

namespace Amiable.Replays;

/// <summary>What a replay adds up to. All of it is of the accounts it looked at.</summary>
public sealed record ReplayFigures
{
    /// <summary>The first day.</summary>
    public DateOnly From { get; init; }

    /// <summary>The last day: the one before it was asked for.</summary>
    public DateOnly To { get; init; }

    /// <summary>The policy it followed.</summary>
    public FollowUpPolicy Policy { get; init; } = FollowUpPolicy.Standard;

    /// <summary>How many accounts there are; more than were looked at where a sample was drawn.</summary>
    public int AllAccounts { get; init; }

    /// <summary>How many accounts were looked at.</summary>
    public int Accounts { get; init; }

    /// <summary>To how many of them something would have been written.</summary>
    public int Written { get; init; }

    /// <summary>How many cannot be reached today, and so were written nothing.</summary>
    public int Unreachable { get; init; }
    public IReadOnlyList<ReplayedWeek> Weeks { get; init; } = [];
    public IReadOnlyList<ReplayedKind> Kinds { get; init; } = [];
    public IReadOnlyList<WrongCount> Wrongs { get; init; } = [];

    /// <summary>Of the wrong ones: those that are wrong only by facts dated or entered on the same day.</summary>
    public int SameDay { get; init; }
    public LeftOutOfReplay Left { get; init; } = new();

    /// <summary>How many messages are kept, to be listed.</summary>
    public int Listed { get; init; }

    public int Messages => Weeks.Sum(w => w.Messages);
    public int Wrong => Weeks.Sum(w => w.Wrong);
    public bool IsSample => Accounts < AllAccounts;
}

/// <summary>The messages of a week.</summary>
public sealed record ReplayedWeek(DateOnly Monday, int Messages, int Wrong);

/// <summary>The messages of one kind.</summary>
public sealed record ReplayedKind(Stage Stage, Tone Tone, int Messages, int Wrong);

/// <summary>Messages by the gravest thing that was wrong with them.</summary>
public sealed record WrongCount(WrongKind Kind, int Messages);

/// <summary>What the ledger does not tell enough of.</summary>
public sealed record LeftOutOfReplay
{
    /// <summary>Invoices that came in paid, without the day of the payment.</summary>
    public int PaidOnUnknownDay { get; init; }

    /// <summary>Invoices that follow-ups leave out today: since when, nobody noted.</summary>
    public int Excluded { get; init; }

    /// <summary>Invoices without a due date.</summary>
    public int WithoutDueDate { get; init; }

    /// <summary>Disputes that are over, nobody noted when: they are taken as going on.</summary>
    public int DisputesWithoutEnd { get; init; }

    public static LeftOutOfReplay operator +(LeftOutOfReplay a, LeftOutOfReplay b) =>
        new()
        {
            PaidOnUnknownDay = a.PaidOnUnknownDay + b.PaidOnUnknownDay,
            Excluded = a.Excluded + b.Excluded,
            WithoutDueDate = a.WithoutDueDate + b.WithoutDueDate,
            DisputesWithoutEnd = a.DisputesWithoutEnd + b.DisputesWithoutEnd,
        };
}
