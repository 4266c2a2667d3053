namespace Amiable.Documents.Containers;

/// <summary>What a file is called against what it is, and what to say of a file that is nothing we read.</summary>
internal static class FileNames
{
    /// <summary>A name that says another kind of file than it is; null when it does not, or says nothing.</summary>
    public static DocumentProblem? Misleads(string name, FileShape shape)
    {
        var dot = name.LastIndexOf('.');
        var ending = dot < 0 || name.Length - dot > 6 ? "" : name[(dot + 1)..].ToLowerInvariant();
        FileShape[] meant = ending switch
        {
            "pdf" => [FileShape.Pdf],
            "xml" => [FileShape.Xml],
            "png" or "jpg" or "jpeg" or "tif" or "tiff" or "webp" => [FileShape.Picture, FileShape.OtherPicture],
            "zip" => [FileShape.Zip],
            "xlsx" => [FileShape.Workbook],
            "csv" => [FileShape.Text],
            "p7m" => [FileShape.SignedFile],
            "eml" => [FileShape.Mail],
            _ => [],
        };
        if (meant.Length == 0 || meant.Contains(shape) || shape is FileShape.Empty or FileShape.Unknown)
            return null;
        return new("name-misleads", $"The file is called .{ending}, but it is {Called(shape)}.") { Values = [ending, $"{shape}"] };
    }

    public static DocumentProblem Unreadable(FileShape shape) =>
        shape switch
        {
            FileShape.Empty => new("file-empty", "The file is empty.", Refuses: true),
            FileShape.Html => new("file-is-html", "This is a web page, not an invoice. Save the invoice itself as a PDF.", Refuses: true),
            FileShape.Json => new("file-is-json", "This is JSON, not a document. The API takes JSON.", Refuses: true),
            FileShape.Mail => new("file-is-mail", "This is an e-mail. Take its attachments out and give those.", Refuses: true),
            FileShape.OfficeDocument => new(
                "file-is-document",
                "This is an Office document (DOCX, ODT, ODS, PPTX). Save it as a PDF; a table as XLSX.",
                Refuses: true
            ),
            FileShape.OldOffice => new(
                "file-is-old-office",
                "This is a file of an old Office (XLS, DOC, MSG), or one under a password. Save it as XLSX or PDF, without a password.",
                Refuses: true
            ),
            FileShape.OtherArchive => new("file-is-archive", "This archive is not a zip. Unpack it, or pack it as a zip.", Refuses: true),
            FileShape.OtherPicture => new(
                "file-is-picture",
                "Pictures of this kind are not read. Save it as PNG, JPEG or PDF.",
                Refuses: true
            ),
            FileShape.Text or FileShape.Workbook => new(
                "file-is-table",
                "This may be a table of invoices. Import it as a table.",
                Refuses: true
            ),
            _ => new(
                "file-unknown",
                "This is no document that can be read here: PDF, e-invoice (XML), picture, zip or e-mail.",
                Refuses: true
            ),
        };

    private static string Called(FileShape shape) =>
        shape switch
        {
            FileShape.Xml => "XML",
            FileShape.Pdf => "a PDF",
            FileShape.Picture or FileShape.OtherPicture => "a picture",
            FileShape.Zip or FileShape.OtherArchive => "an archive",
            FileShape.Workbook => "an Excel workbook",
            FileShape.SignedFile => "a signed file",
            FileShape.Html => "a web page",
            FileShape.Json => "JSON",
            FileShape.Mail => "an e-mail",
            FileShape.OfficeDocument or FileShape.OldOffice => "an Office document",
            _ => "plain text",
        };
}
