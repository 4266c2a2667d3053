using Amiable.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Amiable.Errands;

/// <summary>What a member can ask for that takes longer than one waits.</summary>
public enum ErrandKind
{
    PauseAccounts,
    ResumeAccounts,
    ApproveMessages,
    CancelMessages,
    ImportFile,

    /// <summary>All accounts, after something changed for every one of them.</summary>
    PlanAnew,

    /// <summary>The language model reads replies whose meaning is known.</summary>
    MeasureModel,

    /// <summary>The invoices in files that were dropped.</summary>
    ReadDocuments,

    /// <summary>Those of them that need no look.</summary>
    TakeDocuments,

    /// <summary>Documents that a program sent: read, and taken where they need no look.</summary>
    ImportDocuments,

    /// <summary>What the agent would have written over the last twelve months.</summary>
    ReplayAgent,

    /// <summary>By the service that posts them.</summary>
    PostLetters,
}

public enum ErrandState
{
    Waiting,
    Running,
    Over,
}

/// <summary>Long work that a member asked for: it goes on while they do something else, says how far it is, and ends with a summary.</summary>
public sealed class Errand : Owned
{
    public ErrandId Id { get; private init; }
    public ErrandKind Kind { get; private init; }
    public ErrandState State { get; private set; }

    /// <summary>In whose name it is done.</summary>
    public MemberId MemberId { get; private init; }
    public string By { get; private init; } = "";
    public ErrandOrder Order { get; private init; } = new();
    public DateTimeOffset AskedAt { get; private init; }

    /// <summary>When whoever does it last said so.</summary>
    public DateTimeOffset? AliveAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>How many there are to do; 0 while that is not known.</summary>
    public int Total { get; private set; }

    /// <summary>How many were done.</summary>
    public int Done { get; private set; }

    /// <summary>The last one that was looked at: where to go on after an interruption.</summary>
    public Guid? Position { get; private set; }

    /// <summary>What was left out, and why.</summary>
    public ErrandLeft Left { get; private set; } = new();

    /// <summary>Whether somebody has read the summary; an errand that goes on is not seen yet.</summary>
    public bool IsSeen { get; private set; }

    private Errand() { }

    public Errand(ErrandId id, ErrandKind kind, MemberId member, string by, ErrandOrder order, DateTimeOffset now) =>
        (Id, Kind, MemberId, By, Order, AskedAt) = (id, kind, member, by, order, now);

    public bool IsOver => State == ErrandState.Over;

    /// <summary>Null while it is not known how much there is.</summary>
    public int? Percent =>
        IsOver ? 100
        : Total > 0 ? Math.Min(99, (int)(100L * (Done + Left.Count) / Total))
        : null;

    /// <summary>Whether it waits, or whoever did it has said nothing for that long.</summary>
    public bool IsToDo(DateTimeOffset deadSince) => State == ErrandState.Waiting || (State == ErrandState.Running && AliveAt < deadSince);

    public void Take(DateTimeOffset now) => (State, AliveAt) = (ErrandState.Running, now);

    /// <summary>The program ends: another one, or the next, goes on from here.</summary>
    public void PutBack() => State = ErrandState.Waiting;

    public void Advance(int total, int done, Guid? position, ErrandLeft left, DateTimeOffset now) =>
        (Total, Done, Position, Left, AliveAt) = (total, done, position, left, now);

    public void End(DateTimeOffset now) => (State, EndedAt) = (ErrandState.Over, now);

    public void WasSeen() => IsSeen = IsOver;
}

/// <summary>What was asked for.</summary>
public sealed record ErrandOrder
{
    /// <summary>The rows that were chosen; empty when everything that matches was.</summary>
    public IReadOnlyList<Chosen> Picked { get; init; } = [];

    /// <summary>What the list was asked, as behind its address; null when rows were chosen.</summary>
    public string? Matching { get; init; }

    /// <summary>What else was said: a reason, a day.</summary>
    public IReadOnlyDictionary<string, string> Answers { get; init; } = new Dictionary<string, string>();

    public string? Answer(string name) => Answers.TryGetValue(name, out var answer) ? answer : null;

    public bool IsEmpty => Picked.Count == 0 && Matching is null;
}

/// <summary>A row, as it was when it was chosen.</summary>
public sealed record Chosen(Guid Id, int? Version = null);

/// <summary>What was left out, by reason.</summary>
public sealed record ErrandLeft
{
    public IReadOnlyList<LeftFor> Reasons { get; init; } = [];

    public int Count => Reasons.Sum(r => r.Count);
}

/// <summary>How many were left out for one reason, and the first of them.</summary>
/// <param name="Values">What the sentence names.</param>
public sealed record LeftFor(string Code, string Message, IReadOnlyList<string> Values, int Count, IReadOnlyList<LeftOne> First)
{
    public Problem Why => new Refused(Code, Message) { Values = [.. Values] };
}

/// <param name="Href">Where it is.</param>
public sealed record LeftOne(string Name, string Href);

internal sealed class ErrandTable : IEntityTypeConfiguration<Errand>
{
    public void Configure(EntityTypeBuilder<Errand> errand)
    {
        errand.ToTable("errands");
        errand.IsNotAudited("Says how far it is, every second; what it does is audited.");
        errand.Property(e => e.By).HasMaxLength(200);
        errand.Property(e => e.Order).AsJson();
        errand.Property(e => e.Left).AsJson();
        errand.HasIndex(e => new { e.OrganizationId, e.IsSeen });
    }
}
