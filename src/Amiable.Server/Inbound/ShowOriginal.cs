namespace Amiable.Inbound;

/// <summary>A mail exactly as it came.</summary>
public sealed class ShowOriginal(AppDb db)
{
    /// <param name="id">Of the mail, or of the communication that was made of it.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<byte[]>> Run(Guid id, CancellationToken ct) =>
        await db.InboundMails.BytesOf(id, ct) is { } bytes ? bytes : new NotFound("mail");
}
