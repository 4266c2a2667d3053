using Amiable.Accounts;
using Amiable.Communications;
using Amiable.FollowUp;
using Amiable.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Amiable.Replays;

/// <summary>One replay of the last twelve months. The last one that came to its end is shown; what came of one before is deleted with it.</summary>
public sealed class Replay : Owned
{
    public ReplayId Id { get; private init; }
    public DateTimeOffset StartedAt { get; private init; }

    /// <summary>Null while it goes on, or when it broke off.</summary>
    public DateTimeOffset? DoneAt { get; private set; }
    public ReplayFigures Figures { get; private set; } = new();

    private Replay() { }

    public Replay(ReplayId id, DateTimeOffset now) => (Id, StartedAt) = (id, now);

    public void IsDone(ReplayFigures figures, DateTimeOffset now) => (Figures, DoneAt) = (figures, now);
}

/// <summary>A message that would have left. It holds no words and no names: both are of the moment somebody looks.</summary>
public sealed class ReplayedMessage : Owned
{
    public ReplayedMessageId Id { get; private init; }
    public ReplayId ReplayId { get; private init; }
    public AccountId AccountId { get; private init; }
    public DateOnly On { get; private init; }
    public Stage Stage { get; private init; }
    public Tone Tone { get; private init; }

    /// <summary>The number of its <see cref="Weight"/>, by which lists are sorted from an index.</summary>
    public int Rank { get; private init; }
    public Weight Weight => (Weight)Rank;
    public ReplayedFacts Facts { get; private init; } = new();

    private ReplayedMessage() { }

    public ReplayedMessage(ReplayedMessageId id, ReplayId replay, AccountId account, Replayed replayed) =>
        (Id, ReplayId, AccountId, On, Stage, Tone, Rank, Facts) = (
            id,
            replay,
            account,
            replayed.On,
            replayed.Message.Stage,
            replayed.Message.Tone,
            (int)WeightOf(replayed),
            ReplayedFacts.Of(replayed)
        );

    internal static Weight WeightOf(Replayed replayed) =>
        replayed.Wrongs.Count == 0 ? Weight.Fine
        : replayed.Wrongs.All(w => IsOfTheDay(w, replayed.On)) ? Weight.SameDay
        : Weight.Wrong;

    /// <summary>Whether a fact is dated or was entered on the very day of a message.</summary>
    internal static bool IsOfTheDay(Wrong wrong, DateOnly day) => wrong.On == day || wrong.Entered == day;
}

/// <summary>How wrong a message would have been.</summary>
public enum Weight
{
    Fine,

    /// <summary>Only by facts that are dated or were entered on the same day: what the agent knew of them depends on the hour.</summary>
    SameDay,

    /// <summary>By a fact of a day before that was entered on a day after.</summary>
    Wrong,
}

/// <summary>What a message would have said, and what was wrong with it.</summary>
public sealed record ReplayedFacts
{
    public IReadOnlyList<Asked> About { get; init; } = [];
    public IReadOnlyList<Asked> Upcoming { get; init; } = [];
    public IReadOnlyList<Money> Credit { get; init; } = [];
    public DateOnly? PromisedOn { get; init; }
    public IReadOnlyList<Reason> Because { get; init; } = [];
    public int Variant { get; init; }
    public IReadOnlyList<Wrong> Wrongs { get; init; } = [];

    /// <summary>What it would have asked for, one amount a currency.</summary>
    public IReadOnlyList<Money> Sums =>
        [
            .. About
                .GroupBy(i => i.Outstanding.Currency)
                .Select(g => g.Select(i => i.Outstanding).Sum(g.Key) - Credit.Where(c => c.Currency == g.Key).Sum(g.Key)),
        ];

    public static ReplayedFacts Of(Replayed replayed) =>
        new()
        {
            About = [.. replayed.Message.About.Select(i => new Asked(i.Id, i.Outstanding))],
            Upcoming = [.. replayed.Message.Upcoming.Select(i => new Asked(i.Id, i.Outstanding))],
            Credit = replayed.Credit,
            PromisedOn = replayed.Message.Stage == Stage.PromiseBroken ? replayed.Message.About[0].PromisedOn : null,
            Because = replayed.Message.Because,
            Variant = replayed.Variant,
            Wrongs = replayed.Wrongs,
        };
}

internal sealed class ReplayTable : IEntityTypeConfiguration<Replay>, IEntityTypeConfiguration<ReplayedMessage>
{
    public void Configure(EntityTypeBuilder<Replay> replay)
    {
        replay.ToTable("replays");
        replay.IsNotAudited("It only looks at what happened; the errand that did it is kept.");
        replay.Property(r => r.Figures).AsJson();
        replay.HasIndex(r => r.OrganizationId);
    }

    public void Configure(EntityTypeBuilder<ReplayedMessage> message)
    {
        message.ToTable("replayed_messages");
        message.IsNotAudited("Messages that never left: nothing comes of them.");
        message.Property(m => m.Facts).AsJson();
        message.HasOne<Replay>().WithMany().HasForeignKey(m => m.ReplayId).OnDelete(DeleteBehavior.Cascade);
        message.HasOne<Account>().WithMany().HasForeignKey(m => m.AccountId).OnDelete(DeleteBehavior.Cascade);
        // The gravest first, then the latest.
        message.HasIndex(
            m => new
            {
                m.OrganizationId,
                m.ReplayId,
                m.Rank,
                m.On,
                m.Id,
            },
            "IX_replayed_messages_order"
        );
    }
}
