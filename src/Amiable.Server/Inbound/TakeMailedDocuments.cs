using Amiable.Documents.Containers;
using Amiable.Import.Dropped;
using Amiable.Mail.DeliveryReports;
using Amiable.Mail.Mime;

namespace Amiable.Inbound;

/// <summary>
/// A mail to the agent with which a member, proven to be one, forwards invoices: what is attached is read as if it had been dropped, and waits to be looked at.
/// </summary>
public sealed class TakeMailedDocuments(AppDb db, FindMailWriter findMailWriter, TakeFiles takeFiles, CurrentMember currentMember)
{
    /// <returns>Whether it was one.</returns>
    public async Task<bool> Run(InboundMail mail, MimeMessage message, CancellationToken ct)
    {
        var files = MailFiles.Of(message).Where(f => IsDocument(f.Content) || HoldsDocument(f.Content)).ToList();
        if (files.Count == 0 || AutomaticAnswer.Is(message))
            return false;
        if (await findMailWriter.Run(message, ct) is not { Member: { } member } writer)
            return false;
        mail.BecomeDocuments();
        if ((await db.Save(ct)).Problem is not null)
            return true;
        currentMember.Is(member, writer.Name);
        await takeFiles.Run([.. files.Select(f => new IncomingFile(f.File.FileName, f.Content))], ct, TimeSpan.Zero);
        return true;
    }

    // A picture may be a signature's; a scan comes as a PDF, or is dropped.
    private static bool IsDocument(ReadOnlyMemory<byte> file) =>
        FileShapes.Of(file.Span) is FileShape.Pdf or FileShape.Xml or FileShape.SignedFile or FileShape.Zip;

    // Forwarded as an attachment; a mail without a document in it is a conversation.
    private static bool HoldsDocument(ReadOnlyMemory<byte> file) =>
        FileShapes.Of(file.Span) == FileShape.Mail && MailFiles.Of(MimeMessage.Parse(file)).Any(f => IsDocument(f.Content));
}
