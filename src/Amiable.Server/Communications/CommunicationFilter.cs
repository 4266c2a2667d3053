using System.Linq.Expressions;
using Amiable.Accounts;
using Amiable.Ui;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Communications;

/// <summary>Which communications a list shows.</summary>
public enum CommunicationsShown
{
    All,
    ToApprove,
    Scheduled,
    Draft,
    Sent,

    /// <summary>Came in.</summary>
    Received,

    /// <summary>Refused, uncertain, or held back until a person does something.</summary>
    NeedsAttention,
    Cancelled,
}

/// <summary>What somebody asked to see. Days are those of the organization, both included.</summary>
public sealed record CommunicationFilter(
    CommunicationsShown Shown = CommunicationsShown.All,
    AccountId? Account = null,
    DateOnly? From = null,
    DateOnly? To = null,
    string? Search = null
)
{
    // Named one by one up to here: each status of the list looks them up again.
    private const int MostFound = 3000;

    // What else holds a message back passes by itself: outside the hours, too soon after the last one, the most of an hour. An index names the same: whoever
    // changes this, migrates that.
    internal static readonly string[] NeedsAPerson =
    [
        "outdated",
        "unexplained-figure",
        "StaleLedger",
        "UnusualVolume",
        "UnreadAnswer",
        "EarlierFailed",
        "FactsChanged",
        "Paused",
        "Observing",
        "mail-server",
    ];

    private static readonly CommunicationStatus[] Waiting =
    [
        CommunicationStatus.AwaitingApproval,
        CommunicationStatus.Scheduled,
        CommunicationStatus.Draft,
    ];

    private static readonly CommunicationStatus[] Left =
    [
        CommunicationStatus.Sent,
        CommunicationStatus.Delivered,
        CommunicationStatus.Bounced,
        CommunicationStatus.Complained,
    ];

    /// <summary>Reads what stands behind the address of the list; what it does not know is as if it were not there.</summary>
    public static CommunicationFilter OfQuery(string? query)
    {
        var asked = QueryHelpers.ParseQuery(query);
        string? Of(string key) => asked.GetValueOrDefault(key) is [{ Length: > 0 } text, ..] ? text : null;
        return new(
            Typed.Choice<CommunicationsShown>(Of("show")),
            Guid.TryParse(Of("account"), out var account) ? new AccountId(account) : null,
            Typed.Day(Of("from")),
            Typed.Day(Of("to")),
            Of("q")
        );
    }

    /// <summary>Each status on the way out, and each one after.</summary>
    private (CommunicationStatus[] Ahead, CommunicationStatus[] Past) Statuses =>
        Shown switch
        {
            CommunicationsShown.ToApprove => ([CommunicationStatus.AwaitingApproval], []),
            CommunicationsShown.Scheduled => ([CommunicationStatus.Scheduled, CommunicationStatus.Sending], []),
            CommunicationsShown.Draft => ([CommunicationStatus.Draft], []),
            CommunicationsShown.Sent => ([], Left),
            CommunicationsShown.Received => ([], [CommunicationStatus.Received]),
            CommunicationsShown.NeedsAttention => (Waiting, [CommunicationStatus.Failed, CommunicationStatus.Uncertain]),
            CommunicationsShown.Cancelled => ([], [CommunicationStatus.Cancelled]),
            _ => (
                [.. Waiting, CommunicationStatus.Sending],
                [
                    .. Left,
                    CommunicationStatus.Failed,
                    CommunicationStatus.Uncertain,
                    CommunicationStatus.Cancelled,
                    CommunicationStatus.Received,
                ]
            ),
        };

    // What is searched for, once it was looked up: those that match, or how to tell them.
    private IReadOnlyList<CommunicationId>? _found;
    private Expression<Func<Communication, bool>>? _matches;
    private CommunicationStatus[]? _foundStatuses;

    /// <summary>
    /// The same, with what is searched for looked up: by a part of the account's name, or what a word of the subject begins with. Comes before the rows are
    /// read.
    /// </summary>
    internal async Task<CommunicationFilter> LookUp(AppDb db, CancellationToken ct)
    {
        if (SoughtWords.Of(Search) is not { Text: { Length: > 0 } text })
            return this;
        var called = await AccountsCalled.Find(db, text, ct);
        var begins = FullText.HasBeginning(text) ? LikePattern.WordBeginning<Communication>(c => c.Subject, text) : _ => false;
        var matching = called.All;
        var all = this with { _matches = begins.Or(c => matching.Any(a => a.Id == c.AccountId)) };
        if (called.Few is not { } accounts)
            return all;
        List<CommunicationId>? likely = FullText.HasBeginning(text)
            ? await new FullText(db).Beginning<CommunicationId>(Searchable.Communications, text, AccountsCalled.Most, ct, "subjects")
            : [];
        if (likely is null)
            return all;
        var found = await db
            .Communications.Where(c => EF.Parameter(accounts).Contains(c.AccountId))
            .Select(c => new { c.Id, c.Status })
            .Union(db.Communications.Where(c => EF.Parameter(likely).Contains(c.Id)).Where(begins).Select(c => new { c.Id, c.Status }))
            .OrderBy(c => c.Id)
            .Take(MostFound + 1)
            .ToListAsync(ct);
        return found.Count > MostFound
            ? all
            : this with
            {
                _found = [.. found.Select(c => c.Id)],
                _foundStatuses = [.. found.Select(c => c.Status).Distinct()],
            };
    }

    /// <summary>What waits, the soonest first; then what is past, the newest first.</summary>
    internal IReadOnlyList<Lane<CommunicationId>> Lanes(AppDb db, TimeZoneInfo zone)
    {
        var rows = Rows(db, zone);
        var (ahead, past) = Statuses;
        return [Lane(rows, ahead, earliestFirst: true), Lane(rows, past, earliestFirst: false)];
    }

    internal static int LaneOf(CommunicationStatus status) => status.IsWaiting() || status == CommunicationStatus.Sending ? 0 : 1;

    /// <summary>All but the choice of statuses; what is searched for was looked up before.</summary>
    internal IQueryable<Communication> Rows(AppDb db, TimeZoneInfo zone)
    {
        var rows = db.Communications.AsNoTracking();
        if (Account is { } account)
            rows = rows.Where(c => c.AccountId == account);
        if (From is { } from && Start(from, zone) is var start)
            rows = rows.Where(c => c.SendAt >= start);
        if (To is { } to && Start(to.AddDays(1), zone) is var end)
            rows = rows.Where(c => c.SendAt < end);
        if (_found is { } ids)
            rows = rows.Where(c => EF.Parameter(ids).Contains(c.Id));
        else if (_matches is { } matches)
            rows = rows.Where(matches);
        return rows;
    }

    /// <summary>Those it shows that are in one of these states, whenever they leave.</summary>
    internal IQueryable<Communication> Shows(AppDb db, TimeZoneInfo zone, IReadOnlyCollection<CommunicationStatus> among)
    {
        CommunicationStatus[] shown = [.. Statuses.Ahead.Concat(Statuses.Past).Where(among.Contains)];
        var rows = Rows(db, zone).Where(c => shown.Contains(c.Status));
        return Shown == CommunicationsShown.NeedsAttention ? ThatNeedAPerson(rows) : rows;
    }

    /// <summary>Whether it waits, but not for its moment: somebody has to do something first.</summary>
    public static bool NeedsPerson(CommunicationStatus status, string? reason) => status.IsWaiting() && NeedsAPerson.Contains(reason);

    internal static IQueryable<Communication> ThatNeedAPerson(IQueryable<Communication> waiting) =>
        waiting.Where(c => NeedsAPerson.Contains(c.StatusReason));

    private Lane<CommunicationId> Lane(IQueryable<Communication> rows, CommunicationStatus[] statuses, bool earliestFirst) =>
        new(
            earliestFirst,
            [
                .. statuses
                    .Where(status => _foundStatuses?.Contains(status) != false)
                    .Select(status =>
                    {
                        var some = rows.Where(c => c.Status == status);
                        if (Shown == CommunicationsShown.NeedsAttention && status.IsWaiting())
                            some = ThatNeedAPerson(some);
                        return some.Select(c => new Mark<CommunicationId> { Id = c.Id, At = c.SendAt });
                    }),
            ]
        );

    private static DateTimeOffset Start(DateOnly day, TimeZoneInfo zone)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUniversalTime();
    }
}
