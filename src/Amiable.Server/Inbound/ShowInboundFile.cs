using Amiable.Communications;
using Amiable.Mail.Mime;

namespace Amiable.Inbound;

/// <summary>A file that came with a mail.</summary>
public sealed class ShowInboundFile(AppDb db)
{
    public sealed record InboundFile(AttachedFile File, ReadOnlyMemory<byte> Content);

    /// <param name="id">Of the mail, or of the communication that was made of it.</param>
    /// <param name="number">Which one, the first is 1.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<InboundFile>> Run(Guid id, int number, CancellationToken ct)
    {
        if (await db.InboundMails.BytesOf(id, ct) is not { } bytes)
            return new NotFound("mail");
        var files = MailFiles.Of(MimeMessage.Parse(bytes));
        return number >= 1 && number <= files.Count
            ? new InboundFile(files[number - 1].File, files[number - 1].Content)
            : new NotFound("file");
    }
}
