namespace Amiable.Documents.Containers;

/// <summary>
/// The files within a file, each as if it had come alone: those of an archive, and those attached to an e-mail. An archive within an archive is refused; mails within
/// mails are opened a few deep. What comes out counts together, however it was packed, so that nothing small unfolds without end.
/// </summary>
public sealed class Unpacking
{
    private readonly ReadingOptions _options;
    private long _bytes;
    private int _files;

    private Unpacking(ReadingOptions options) =>
        (_options, _bytes, _files) = (options, options.Limits.MostUnpackedBytes, options.Limits.MostEntries);

    /// <summary>One by one; a file that holds no others is its own only one.</summary>
    /// <param name="name">As somebody calls it; what is within is called "archive.zip!mail.eml!file.pdf".</param>
    /// <param name="file">The whole file.</param>
    /// <param name="options">Limits, and what opens mails.</param>
    public static IEnumerable<ArchiveEntry> Open(string name, ReadOnlyMemory<byte> file, ReadingOptions options) =>
        new Unpacking(options).Within(new(name, file), archives: 0, mails: 0);

    private IEnumerable<ArchiveEntry> Within(ArchiveEntry file, int archives, int mails) =>
        FileShapes.Of(file.Bytes.Span) switch
        {
            FileShape.Zip when archives > 0 =>
            [
                Refused(file.Name, "archive-nested", "This is an archive within an archive. Unpack it, and give its files."),
            ],
            FileShape.Zip => OfArchive(file, archives + 1, mails),
            FileShape.Mail when _options.Mails is { } open => OfMail(file, open, archives, mails + 1),
            _ => [file],
        };

    private IEnumerable<ArchiveEntry> OfArchive(ArchiveEntry zip, int archives, int mails)
    {
        foreach (var entry in Archive.Open(zip.Bytes, _options.Limits with { MostUnpackedBytes = _bytes, MostEntries = _files }))
        {
            (_bytes, _files) = (_bytes - entry.Bytes.Length, _files - 1);
            var named = entry with { Name = entry.Name.Length == 0 ? zip.Name : $"{zip.Name}!{entry.Name}" };
            if (entry.Problem is not null)
                yield return named;
            else
                foreach (var within in Within(named, archives, mails))
                    yield return within;
        }
    }

    private IEnumerable<ArchiveEntry> OfMail(ArchiveEntry mail, MailOpener open, int archives, int mails)
    {
        var limits = _options.Limits;
        if (mails > limits.MostNestedMails)
        {
            yield return Refused(mail.Name, "mail-nested", "This e-mail lies too deep within others. Save it on its own.");
            yield break;
        }
        if (mail.Bytes.Length > limits.MostArchiveBytes)
        {
            yield return mail with
            {
                Bytes = default,
                Problem = Archive.FileTooLarge(limits),
            };
            yield break;
        }
        var any = false;
        foreach (var (name, bytes) in open(mail.Bytes))
        {
            any = true;
            if (--_files < 0 || (_bytes -= bytes.Length) < 0)
            {
                yield return Refused(
                    mail.Name,
                    "mail-too-much",
                    "This e-mail holds more than is read at once. Save its attachments and give those."
                );
                yield break;
            }
            foreach (var within in Within(new($"{mail.Name}!{name}", bytes), archives, mails))
                yield return within;
        }
        if (!any)
            yield return Refused(mail.Name, "mail-empty", "No file is attached to this e-mail. Save the invoice in it as a PDF.");
    }

    private static ArchiveEntry Refused(string name, string code, string message) => new(name, default, new(code, message, Refuses: true));
}
