using Amiable.Communications;
using Amiable.Inbound;
using Amiable.Mail.Mime;

namespace Amiable.Import;

/// <summary>The files attached to an e-mail that may be invoices: not the logo of a signature, nor what programs attach for programs.</summary>
internal static class AttachedDocuments
{
    public static IEnumerable<(string Name, ReadOnlyMemory<byte> Bytes)> Of(ReadOnlyMemory<byte> mail) =>
        MailFiles.Of(MimeMessage.Parse(mail)).Where(f => !IsForPrograms(f.File)).Select(f => (f.File.FileName, f.Content));

    private static bool IsForPrograms(AttachedFile file) =>
        file.MediaType == "text/calendar"
        || Path.GetExtension(file.FileName).ToLowerInvariant() is ".p7s" or ".asc" or ".sig" or ".vcf" or ".ics";
}
