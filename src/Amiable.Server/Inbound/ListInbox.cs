using Amiable.Communications;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Inbound;

/// <summary>One page of the mails that wait for a person to say to whom they belong, the newest first.</summary>
public sealed class ListInbox(AppDb db)
{
    public const int PageSize = 50;

    public async Task<Inbox> Run(string? after, string? before, CancellationToken ct)
    {
        var page = await Lanes(db).ReadPage(after, before, PageSize, ct);
        var mails = await db
            .InboundMails.AsNoTracking()
            .Where(m => page.Ids.Contains(m.Id))
            .Select(m => new
            {
                m.Id,
                m.FromName,
                m.FromAddress,
                m.Subject,
                m.Excerpt,
                m.ReceivedAt,
                m.Why,
                m.Candidates,
            })
            .ToDictionaryAsync(m => m.Id, ct);
        var names = await NamesOf(db, mails.Values.SelectMany(m => m.Candidates), ct);
        return new(
            [
                .. page
                    .Ids.Where(mails.ContainsKey)
                    .Select(id => mails[id])
                    .Select(m => new InboxLine(
                        m.Id,
                        m.FromName.Length > 0 ? m.FromName : m.FromAddress,
                        m.FromAddress,
                        m.Subject,
                        m.Excerpt,
                        m.ReceivedAt,
                        m.Why ?? MatchReason.Unknown,
                        Named(m.Candidates, names)
                    )),
            ],
            await db.InboundMails.CountAsync(m => m.State == InboundState.Unmatched, ct),
            page.Previous,
            page.Next
        );
    }

    internal static IReadOnlyList<Lane<InboundMailId>> Lanes(AppDb db) =>
        [
            new(
                EarliestFirst: false,
                [
                    db
                        .InboundMails.AsNoTracking()
                        .Where(m => m.State == InboundState.Unmatched)
                        .Select(m => new Mark<InboundMailId> { Id = m.Id, At = m.ReceivedAt }),
                ]
            ),
        ];

    internal static async Task<Dictionary<AccountId, string>> NamesOf(
        AppDb db,
        IEnumerable<MatchCandidate> candidates,
        CancellationToken ct
    )
    {
        var ids = candidates.Select(c => c.Account).Distinct().ToList();
        return await db
            .Accounts.Where(a => ids.Contains(a.Id))
            .Select(a => new { a.Id, a.Name })
            .ToDictionaryAsync(a => a.Id, a => a.Name, ct);
    }

    /// <summary>Without those that are gone.</summary>
    internal static IReadOnlyList<NamedCandidate> Named(IEnumerable<MatchCandidate> candidates, Dictionary<AccountId, string> names) =>
        [.. candidates.Where(c => names.ContainsKey(c.Account)).Select(c => new NamedCandidate(c.Account, names[c.Account], c.Reason))];
}

/// <summary>What is shown of a page of the inbox.</summary>
public sealed record Inbox(IReadOnlyList<InboxLine> Lines, int Count, string? Previous, string? Next);

/// <summary>A mail in it.</summary>
public sealed record InboxLine(
    InboundMailId Id,
    string From,
    string Address,
    string Subject,
    string Excerpt,
    DateTimeOffset ReceivedAt,
    MatchReason Why,
    IReadOnlyList<NamedCandidate> Candidates
);

/// <summary>An account it may belong to, and why.</summary>
public sealed record NamedCandidate(AccountId Account, string Name, MatchReason Reason);
