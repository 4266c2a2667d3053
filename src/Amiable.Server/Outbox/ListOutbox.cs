using Amiable.Communications;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Outbox;

/// <summary>One page of what left, the newest first: every message of which the exact bytes are kept.</summary>
public sealed class ListOutbox(AppDb db)
{
    public const int PageSize = 50;

    public async Task<OutboxList> Run(string? after, string? before, CancellationToken ct)
    {
        var page = await Lanes(db).ReadPage(after, before, PageSize, ct);
        var lines = await db
            .Communications.AsNoTracking()
            .Where(c => page.Ids.Contains(c.Id))
            .Select(c => new OutboxLine(
                c.Id,
                c.Recipients,
                c.Subject,
                c.SentAt!.Value,
                db.Accounts.Where(a => a.Id == c.AccountId).Select(a => a.Name).First(),
                db.ArchivedMimes.Where(m => m.CommunicationId == c.Id).Select(m => m.Bytes.Length).First()
            ))
            .ToDictionaryAsync(c => c.Id, ct);
        var leaves = await db.MailChannels.AnyAsync(c => c.Smtp != null, ct);
        return new([.. page.Ids.Where(lines.ContainsKey).Select(id => lines[id])], page.Previous, page.Next, leaves);
    }

    internal static IReadOnlyList<Lane<CommunicationId>> Lanes(AppDb db) =>
        [
            new(
                EarliestFirst: false,
                [
                    .. new[]
                    {
                        CommunicationStatus.Sent,
                        CommunicationStatus.Delivered,
                        CommunicationStatus.Bounced,
                        CommunicationStatus.Complained,
                    }.Select(status =>
                        db.Communications.AsNoTracking()
                            .Where(c => c.Status == status && db.ArchivedMimes.Any(m => m.CommunicationId == c.Id && m.ErasedAt == null))
                            .Select(c => new Mark<CommunicationId> { Id = c.Id, At = c.SendAt })
                    ),
                ]
            ),
        ];
}

/// <summary>What is shown of a page of the outbox.</summary>
/// <param name="HasServer">Whether messages leave by a mail server now.</param>
public sealed record OutboxList(IReadOnlyList<OutboxLine> Lines, string? Previous, string? Next, bool HasServer);

/// <summary>One message that left.</summary>
public sealed record OutboxLine(
    CommunicationId Id,
    IReadOnlyList<Recipient> Recipients,
    string Subject,
    DateTimeOffset SentAt,
    string AccountName,
    int Bytes
)
{
    public string To => string.Join(", ", Recipients.Select(r => r.Address));
}
