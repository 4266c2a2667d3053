using Microsoft.EntityFrameworkCore;

namespace Amiable.Inbound;

/// <summary>Where the bytes of a mail are.</summary>
internal static class OriginalBytes
{
    /// <summary>As it came, by its own identity or by that of the communication made of it; null when it is not there, or was erased.</summary>
    public static async Task<byte[]?> BytesOf(this IQueryable<InboundMail> mails, Guid id, CancellationToken ct)
    {
        var (mail, communication) = (new InboundMailId(id), new CommunicationId(id));
        var bytes = await mails
            .AsNoTracking()
            .Where(m => m.Id == mail || m.CommunicationId == communication)
            .Select(m => m.Bytes)
            .FirstOrDefaultAsync(ct);
        return bytes is { Length: > 0 } ? bytes : null;
    }
}
