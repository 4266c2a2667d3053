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
    // What else holds a message back passes by itself: outside the hours, too soon after the last one, the most of an hour.
    private static readonly string[] NeedsAPerson =
    [
        "outdated",
        "unexplained-figure",
        "StaleLedger",
        "UnusualVolume",
        "UnreadAnswer",
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

    /// <summary>What waits, the soonest first; then what is past, the newest first.</summary>
    internal IReadOnlyList<Lane<CommunicationId>> Lanes(AppDb db, TimeZoneInfo zone)
    {
        var rows = Rows(db, zone);
        var (ahead, past) = Statuses;
        return [Lane(rows, ahead, earliestFirst: true), Lane(rows, past, earliestFirst: false)];
    }

    internal static int LaneOf(CommunicationStatus status) => status.IsWaiting() || status == CommunicationStatus.Sending ? 0 : 1;

    /// <summary>All but the choice of statuses.</summary>
    internal IQueryable<Communication> Rows(AppDb db, TimeZoneInfo zone)
    {
        var rows = db.Communications.AsNoTracking();
        if (Account is { } account)
            rows = rows.Where(c => c.AccountId == account);
        if (From is { } from && Start(from, zone) is var start)
            rows = rows.Where(c => c.SendAt >= start);
        if (To is { } to && Start(to.AddDays(1), zone) is var end)
            rows = rows.Where(c => c.SendAt < end);
        if (!string.IsNullOrWhiteSpace(Search))
        {
            var like = LikePattern.Containing(Search.Trim());
            var key = LikePattern.Containing(CompanyName.MatchKey(Search));
            var accounts = db
                .Accounts.Where(a =>
                    EF.Functions.Like(a.Name, like, LikePattern.Escape)
                    || (key != LikePattern.Anything && EF.Functions.Like(a.MatchKey, key, LikePattern.Escape))
                )
                .Select(a => a.Id);
            rows = rows.Where(c => accounts.Contains(c.AccountId) || EF.Functions.Like(c.Subject, like, LikePattern.Escape));
        }
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
                .. statuses.Select(status =>
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
