using Amiable.Platform.Audit;
using Amiable.Replies;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Amiable.Insights;

/// <summary>
/// What takes longer to add up than one waits: reckoned now and then, and read as a whole. What is owed today is not in it: that is kept as it changes.
/// </summary>
public sealed class InsightFigures : Owned
{
    public InsightFiguresId Id { get; private init; }

    /// <summary>When it was reckoned.</summary>
    public DateTimeOffset MadeAt { get; private set; }

    /// <summary>How long that took: what costs much is done seldom.</summary>
    public int Milliseconds { get; private set; }
    public Figures Figures { get; private set; } = new();

    /// <summary>A member asked for new ones: they are reckoned at the next beat of the job.</summary>
    public bool IsWanted { get; private set; }

    private InsightFigures() { }

    public InsightFigures(InsightFiguresId id) => Id = id;

    public void Are(Figures figures, DateTimeOffset now, TimeSpan took) =>
        (Figures, MadeAt, Milliseconds, IsWanted) = (figures, now, (int)took.TotalMilliseconds, false);

    public void AreWanted() => IsWanted = true;

    /// <summary>Whether somebody may wait for it before a screen.</summary>
    public bool IsQuick => Milliseconds < 2000;

    /// <summary>At most a thousandth of the time is spent on it, and at most once in a quarter of an hour.</summary>
    public bool IsFreshAt(DateTimeOffset now) =>
        !IsWanted && now - MadeAt < TimeSpan.FromMilliseconds(Math.Max(900_000, Milliseconds * 1000L));
}

/// <summary>The figures of an organization over the last year.</summary>
public sealed record Figures
{
    /// <summary>The organization's day on which they were reckoned.</summary>
    public DateOnly On { get; init; }
    public IReadOnlyList<CurrencyFigures> Currencies { get; init; } = [];
    public WorkFigures Work { get; init; } = new();

    /// <summary>From how many settled invoices the days of payment were learnt.</summary>
    public int LearntFrom { get; init; }
}

/// <summary>What came in and is to come in, in one currency.</summary>
public sealed record CurrencyFigures
{
    public string Currency { get; init; } = "";
    public IReadOnlyList<MonthlySales> Sales { get; init; } = [];
    public IReadOnlyList<WeekSum> Collected { get; init; } = [];
    public IReadOnlyList<CashWeek> Expected { get; init; } = [];

    /// <summary>The largest that are expected this week and next.</summary>
    public IReadOnlyList<ExpectedInvoice> Largest { get; init; } = [];

    /// <summary>Open, but nobody can say when it comes: contested, or without a due date.</summary>
    public Money? NotForeseen { get; init; }
}

/// <summary>What came in in a week.</summary>
public sealed record WeekSum(DateOnly Monday, Money Sum);

/// <summary>When one invoice is expected, and why.</summary>
/// <param name="DaysLate">How late its account pays on average; null when that is not looked at.</param>
/// <param name="KnownInvoices">Of how many invoices.</param>
public sealed record ExpectedInvoice(
    Guid Id,
    Guid AccountId,
    string Number,
    string AccountName,
    Money Open,
    DateOnly Likely,
    DateOnly Early,
    DateOnly Late,
    int? DaysLate,
    int KnownInvoices
);

/// <summary>How well follow-ups work.</summary>
public sealed record WorkFigures
{
    public int PromisesKept { get; init; }
    public int PromisesBroken { get; init; }
    public IReadOnlyList<RepliesOfIntent> Replies { get; init; } = [];

    /// <summary>Messages whose seven days are over.</summary>
    public int Messages { get; init; }

    /// <summary>Of these, those after which the account paid.</summary>
    public int MessagesPaid { get; init; }

    /// <summary>What they bring, measured; null while nothing is held back.</summary>
    public HoldOutFigures? HoldOut { get; init; }

    /// <summary>How long a question of the agent waits for a person, in minutes; null when none was answered.</summary>
    public int? AnswerMinutes { get; init; }
    public int Answers { get; init; }

    /// <summary>At most <see cref="ReckonWork.MostSilent"/>.</summary>
    public int Silent { get; init; }
    public IReadOnlyList<SilentLine> LongestSilent { get; init; } = [];
}

/// <summary>Steps drawn by lot: those written as planned and those held back, and after how many of each the account paid meanwhile.</summary>
public sealed record HoldOutFigures(DateOnly Since, int Percent, int BusinessDays, int Sent, int SentPaid, int Held, int HeldPaid)
{
    /// <summary>Null while there are too few to say.</summary>
    public DifferenceOfShares? Effect =>
        Math.Min(Sent, Held) < DifferenceOfShares.Fewest ? null : DifferenceOfShares.Of(SentPaid, Sent, HeldPaid, Held);
}

public sealed record RepliesOfIntent(ReplyIntent Intent, int Count);

public sealed record SilentLine(Guid AccountId, string Name, int Messages, IReadOnlyList<Money> Owed);

internal sealed class InsightFiguresTable : IEntityTypeConfiguration<InsightFigures>
{
    public void Configure(EntityTypeBuilder<InsightFigures> figures)
    {
        figures.ToTable("insight_figures");
        figures.IsNotAudited("They are added up from invoices, payments and messages, which are audited.");
        figures.Property(f => f.Figures).AsJson();
        figures.HasIndex(f => f.OrganizationId).IsUnique();
    }
}
