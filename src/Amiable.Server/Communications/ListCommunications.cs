using Amiable.FollowUp;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Communications;

/// <summary>One page of the communications: what waits, the soonest first, then what is past, the newest first.</summary>
public sealed class ListCommunications(AppDb db)
{
    public const int PageSize = 50;
    private const int CountedUpTo = 10_000;

    private static readonly CommunicationStatus[] Counted =
    [
        CommunicationStatus.Draft,
        CommunicationStatus.AwaitingApproval,
        CommunicationStatus.Scheduled,
        CommunicationStatus.Sending,
        CommunicationStatus.Failed,
        CommunicationStatus.Uncertain,
    ];

    public async Task<CommunicationList> Run(CommunicationFilter filter, string? after, string? before, CancellationToken ct)
    {
        var zone = await Zone(ct);
        var page = await (await filter.LookUp(db, ct)).Lanes(db, zone).ReadPage(after, before, PageSize, ct);
        var lines = await Lines(page.Ids, ct);
        var account = filter.Account is { } id
            ? await db.Accounts.Where(a => a.Id == id).Select(a => a.Name).SingleOrDefaultAsync(ct)
            : null;
        return new(
            [.. page.Ids.Where(lines.ContainsKey).Select(i => lines[i])],
            filter.Search is null ? await Counts(filter, zone, ct) : null,
            account,
            page.Previous,
            page.Next
        );
    }

    /// <summary>The lines of a piece of the list and where the next one begins, without what a page says beside them.</summary>
    internal async Task<(IReadOnlyList<CommunicationLine> Lines, string? Next)> Piece(
        CommunicationFilter filter,
        string? after,
        int size,
        CancellationToken ct
    )
    {
        var page = await (await filter.LookUp(db, ct)).Lanes(db, await Zone(ct)).ReadPage(after, null, size, ct);
        var lines = await Lines(page.Ids, ct);
        return ([.. page.Ids.Where(lines.ContainsKey).Select(i => lines[i])], page.Next);
    }

    private async Task<TimeZoneInfo> Zone(CancellationToken ct) => TimeZoneInfo.FindSystemTimeZoneById(await db.ReadTimeZone(ct));

    private async Task<Dictionary<CommunicationId, CommunicationLine>> Lines(IReadOnlyList<CommunicationId> ids, CancellationToken ct) =>
        await db
            .Communications.AsNoTracking()
            .Where(c => ids.Contains(c.Id))
            .Join(
                db.Accounts,
                c => c.AccountId,
                a => a.Id,
                (c, a) =>
                    new CommunicationLine(
                        c.Id,
                        c.Version,
                        a.Name,
                        c.Subject,
                        c.SendAt,
                        c.Status,
                        c.StatusReason,
                        c.Stage,
                        c.Tone,
                        c.Channel,
                        c.IsPinned,
                        c.Facts,
                        c.From,
                        c.IsAutomatic
                    )
            )
            .ToDictionaryAsync(c => c.Id, ct);

    // What waits or went wrong is counted; of all else more than so many is not worth counting each time.
    private async Task<IReadOnlyDictionary<CommunicationsShown, int?>> Counts(
        CommunicationFilter filter,
        TimeZoneInfo zone,
        CancellationToken ct
    )
    {
        var rows = filter.Rows(db, zone);
        var byStatus = await rows.Where(c => Counted.Contains(c.Status))
            .GroupBy(c => c.Status)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => (int?)g.Count, ct);
        foreach (var status in Enum.GetValues<CommunicationStatus>().Except(Counted))
        {
            var count = await rows.Where(c => c.Status == status).Select(c => c.SendAt).Order().Take(CountedUpTo + 1).CountAsync(ct);
            byStatus[status] = count > CountedUpTo ? null : count;
        }
        var held = await CommunicationFilter
            .ThatNeedAPerson(
                rows.Where(c =>
                    c.Status == CommunicationStatus.AwaitingApproval
                    || c.Status == CommunicationStatus.Scheduled
                    || c.Status == CommunicationStatus.Draft
                )
            )
            .CountAsync(ct);
        return Choices(byStatus, held);
    }

    /// <summary>What each choice would show; null where one of its statuses is not counted to its end.</summary>
    private static Dictionary<CommunicationsShown, int?> Choices(Dictionary<CommunicationStatus, int?> byStatus, int held)
    {
        int? Of(params IEnumerable<CommunicationStatus> statuses) =>
            statuses.Aggregate((int?)0, (sum, s) => sum + byStatus.GetValueOrDefault(s, 0));
        return new Dictionary<CommunicationsShown, int?>
        {
            [CommunicationsShown.All] = Of(Enum.GetValues<CommunicationStatus>()),
            [CommunicationsShown.ToApprove] = Of(CommunicationStatus.AwaitingApproval),
            [CommunicationsShown.Scheduled] = Of(CommunicationStatus.Scheduled, CommunicationStatus.Sending),
            [CommunicationsShown.Draft] = Of(CommunicationStatus.Draft),
            [CommunicationsShown.Sent] = Of(
                CommunicationStatus.Sent,
                CommunicationStatus.Delivered,
                CommunicationStatus.Bounced,
                CommunicationStatus.Complained
            ),
            [CommunicationsShown.Received] = Of(CommunicationStatus.Received),
            [CommunicationsShown.NeedsAttention] = held + Of(CommunicationStatus.Failed, CommunicationStatus.Uncertain),
            [CommunicationsShown.Cancelled] = Of(CommunicationStatus.Cancelled),
        };
    }
}

/// <summary>What is shown of a page of communications.</summary>
/// <param name="Counts">How many each choice would show, null for a number too large to count each time; none while something is searched for, when counting would take longer than looking.</param>
/// <param name="AccountName">Whose they are, when only those of one account are shown.</param>
public sealed record CommunicationList(
    IReadOnlyList<CommunicationLine> Lines,
    IReadOnlyDictionary<CommunicationsShown, int?>? Counts,
    string? AccountName,
    string? Previous,
    string? Next
)
{
    /// <summary>Whether a choice shows anything, as far as that is known.</summary>
    public bool MayHave(CommunicationsShown shown) => Counts is { } counts && counts[shown] is null or > 0;
}

/// <summary>One communication in a list.</summary>
public sealed record CommunicationLine(
    CommunicationId Id,
    int Version,
    string AccountName,
    string Subject,
    DateTimeOffset SendAt,
    CommunicationStatus Status,
    string? StatusReason,
    Stage? Stage,
    Tone Tone,
    Channel Channel,
    bool IsPinned,
    MessageFacts Facts,
    Sender? From,
    bool IsAutomatic
)
{
    public IReadOnlyList<Money> Asked => Facts.Asked;

    public bool CanBeCancelled => Status.IsWaiting();

    /// <summary>Whether it answers a customer, and so is due the moment somebody approves it.</summary>
    public bool LeavesOnceApproved => CanBeApproved && Stage is null && Facts.Answer is not null;

    public bool CanBeApproved => Status == CommunicationStatus.AwaitingApproval;
}
