using System.Text;
using Amiable.Communications;
using Amiable.Mail.Mime;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Outbox;

/// <summary>One message as it would arrive, with the headers of its exact bytes.</summary>
public sealed class ShowOutboxMessage(AppDb db)
{
    public async Task<Result<OutboxMessage>> Run(CommunicationId id, CancellationToken ct)
    {
        var found = await db
            .Communications.AsNoTracking()
            .Where(c => c.Id == id && c.SentAt != null)
            .Select(c => new
            {
                Message = c,
                Account = db.Accounts.Where(a => a.Id == c.AccountId).Select(a => a.Name).First(),
                Mime = db.ArchivedMimes.Where(m => m.CommunicationId == id && m.ErasedAt == null).Select(m => m.Bytes).FirstOrDefault(),
            })
            .SingleOrDefaultAsync(ct);
        if (found?.Mime is null)
            return new NotFound("message in the outbox");
        var (previous, next) = await ListOutbox.Lanes(db).Beside(0, new() { Id = id, At = found.Message.SendAt }, ct);
        return new OutboxMessage(found.Message, found.Account, HeadersOf(found.Mime), previous, next)
        {
            From = MimeMessage.Parse(found.Mime).From.FirstOrDefault(),
        };
    }

    // RFC 5322 section 2.1: the header section ends at the first empty line.
    private static string HeadersOf(byte[] mime)
    {
        var end = mime.AsSpan().IndexOf("\r\n\r\n"u8);
        return Encoding.UTF8.GetString(end < 0 ? mime : mime.AsSpan(0, end)).ReplaceLineEndings("\n");
    }
}

/// <summary>What is shown of one message in the outbox.</summary>
public sealed record OutboxMessage(
    Communication Message,
    string AccountName,
    string Headers,
    CommunicationId? Previous,
    CommunicationId? Next
)
{
    /// <summary>The sender as the headers name it.</summary>
    public required Mailbox? From { get; init; }
}
