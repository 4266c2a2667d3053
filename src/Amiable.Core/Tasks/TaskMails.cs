namespace Amiable.Tasks;

/// <summary>Which mails about tasks a member wants, and when.</summary>
public sealed record TaskMails
{
    /// <summary>Critical tasks, as soon as they are raised.</summary>
    public bool AtOnce { get; init; } = true;

    /// <summary>All the others, once a day.</summary>
    public bool Digest { get; init; } = true;

    /// <summary>The hour of that, on the organization's clock: 0 to 23.</summary>
    public int Hour { get; init; } = 8;

    /// <summary>Kinds that are not written about.</summary>
    public IReadOnlyList<TaskKind> Without { get; init; } = [];

    /// <summary>What applies until somebody chooses.</summary>
    public static TaskMails Standard { get; } = new();

    /// <summary>No mail at all.</summary>
    public TaskMails None() => this with { AtOnce = false, Digest = false };

    /// <summary>No mail about this kind any more.</summary>
    public TaskMails No(TaskKind kind) => Without.Contains(kind) ? this : this with { Without = [.. Without, kind] };

    /// <summary>Whether a task of this kind is told the moment it is raised.</summary>
    public bool WantsAtOnce(TaskKind kind) => AtOnce && kind.IsCritical() && !Without.Contains(kind);

    /// <summary>Whether it stands in the mail of the day. A critical one that was not told at once does, unless nothing of the kind is wanted.</summary>
    public bool WantsInDigest(TaskKind kind) => Digest && !Without.Contains(kind);

    /// <summary>
    /// When the mail of that day leaves (UTC): the hour on that clock, the later one where the clock shows it twice, an hour on where it skips it.
    /// </summary>
    public DateTimeOffset DigestAt(DateOnly day, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(new TimeOnly(Hour, 0));
        return new(TimeZoneInfo.ConvertTimeToUtc(zone.IsInvalidTime(local) ? local.AddHours(1) : local, zone), TimeSpan.Zero);
    }

    /// <summary>What is wrong with the choice; null when nothing is.</summary>
    public Problem? Fault => Hour is < 0 or > 23 ? new Invalid(nameof(Hour), "task-mails.hour", "Choose an hour between 0 and 23.") : null;
}
