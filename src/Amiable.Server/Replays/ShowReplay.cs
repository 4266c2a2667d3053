using System.Globalization;
using Amiable.Accounts;
using Amiable.FollowUp;
using Amiable.Insights;
using Amiable.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Replays;

/// <summary>Which messages of a replay are listed; the address says it.</summary>
/// <param name="OnlyWrong">Only those that would have been wrong.</param>
/// <param name="Stage">Only those for that.</param>
/// <param name="Tone">Only those that speak so.</param>
/// <param name="Week">Only those of the week of that Monday.</param>
public sealed record ReplayFilter(bool OnlyWrong = false, Stage? Stage = null, Tone? Tone = null, DateOnly? Week = null)
{
    public static ReplayFilter Of(IQueryCollection query) =>
        new(
            query["show"] == "wrong",
            Read<Stage>(query["stage"]),
            Read<Tone>(query["tone"]),
            DateOnly.TryParseExact(query["week"], "yyyy-MM-dd", CultureInfo.InvariantCulture, default, out var week)
                ? ExpectedCash.MondayOf(week)
                : null
        );

    internal IQueryable<ReplayedMessage> On(IQueryable<ReplayedMessage> messages)
    {
        if (OnlyWrong)
            messages = messages.Where(m => m.Rank > 0);
        if (Stage is { } stage)
            messages = messages.Where(m => m.Stage == stage);
        if (Tone is { } tone)
            messages = messages.Where(m => m.Tone == tone);
        return Week is { } monday ? messages.Where(m => m.On >= monday && m.On <= monday.AddDays(6)) : messages;
    }

    private static T? Read<T>(string? text)
        where T : struct, Enum => Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : null;
}

/// <summary>A message that would have left, as a line.</summary>
public sealed record ReplayedLine(ReplayedMessage Message, string AccountName);

/// <param name="MadeAt">When it was replayed; null for never yet.</param>
/// <param name="IsOld">Whether the rhythm or the tones are others by now.</param>
public sealed record ReplayView(
    DateTimeOffset? MadeAt,
    ReplayFigures Figures,
    bool IsOld,
    Autonomy Autonomy,
    Page<ReplayedLine> List,
    ReplayFilter Filter
);

/// <summary>What the last replay found: its sums as they were kept, and its messages piece by piece, the wrong ones first.</summary>
public sealed class ShowReplay(AppDb db)
{
    private const int OnAPage = 50;

    private static readonly Keyset<ReplayedMessage> GravestFirst = new Keyset<ReplayedMessage>(descending: true)
        .By(m => m.Rank)
        .By(m => m.On)
        .By(m => m.Id);

    public async Task<ReplayView> Run(ReplayFilter filter, string? after, string? before, CancellationToken ct)
    {
        var organization = await db.Organizations.AsNoTracking().SingleAsync(ct);
        var replay = await Last(db, ct);
        if (replay is null)
            return new(null, new(), false, organization.Autonomy, new([], null, null), filter);
        var messages = filter.On(db.ReplayedMessages.AsNoTracking().Where(m => m.ReplayId == replay.Id));
        var page = await GravestFirst.Read(messages, after, before, OnAPage, ct);
        List<AccountId> ids = [.. page.Rows.Select(m => m.AccountId).Distinct()];
        var names = await db.Accounts.Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.Name, ct);
        return new(
            replay.DoneAt,
            replay.Figures,
            !replay.Figures.Policy.IsSameAs(organization.Policy with { HoldOut = replay.Figures.Policy.HoldOut }),
            organization.Autonomy,
            page.Select(m => new ReplayedLine(m, names[m.AccountId])),
            filter
        );
    }

    internal static Task<Replay?> Last(AppDb db, CancellationToken ct) =>
        db.Replays.AsNoTracking().Where(r => r.DoneAt != null).OrderByDescending(r => r.Id).FirstOrDefaultAsync(ct);
}
