using System.Text;

namespace Amiable.Import.Csv;

/// <summary>Recognises, by its first bytes, the file somebody took by mistake for a CSV.</summary>
internal static class FileSigns
{
    private const string SaveAsCsv = "open it and save it as XLSX without a password, or the sheet as CSV (UTF-8).";

    private static readonly (byte[] Start, string Code, string Message)[] Known =
    [
        ([0xD0, 0xCF, 0x11, 0xE0], "file-is-workbook", $"This is an Excel workbook of before 2007, or one under a password: {SaveAsCsv}"),
        ([.. "%PDF"u8], "file-is-pdf", "This is a PDF, not a CSV. Upload it as an invoice document instead."),
        ([0x89, .. "PNG"u8], "file-is-image", "This is an image, not a CSV."),
        ([0xFF, 0xD8, 0xFF], "file-is-image", "This is an image, not a CSV."),
        ([.. "GIF8"u8], "file-is-image", "This is an image, not a CSV."),
        ([.. "II*\0"u8], "file-is-image", "This is an image, not a CSV."),
        ([.. "MM\0*"u8], "file-is-image", "This is an image, not a CSV."),
        ([0x1F, 0x8B], "file-is-archive", "This file is compressed (gzip). Unpack it and upload the CSV itself."),
        ([.. "7z"u8, 0xBC, 0xAF], "file-is-archive", "This file is compressed (7-Zip). Unpack it and upload the CSV itself."),
        ([.. "Rar!\x1A"u8], "file-is-archive", "This file is compressed (RAR). Unpack it and upload the CSV itself."),
        ([0x28, 0xB5, 0x2F, 0xFD], "file-is-archive", "This file is compressed (Zstandard). Unpack it and upload the CSV itself."),
        ([0xFD, .. "7zXZ"u8], "file-is-archive", "This file is compressed (xz). Unpack it and upload the CSV itself."),
        ([.. "BZh91AY&SY"u8], "file-is-archive", "This file is compressed (bzip2). Unpack it and upload the CSV itself."),
        ([.. "{\\rtf"u8], "file-is-document", "This is a text document (RTF), not a CSV."),
        ([0x7F, .. "ELF"u8], "file-is-binary", "This is a program, not a CSV."),
        ([.. "SQLite format 3"u8], "file-is-binary", "This is a database file, not a CSV."),
    ];

    /// <summary>Why these first bytes are not those of a CSV; null when they may be. A few kilobytes are enough.</summary>
    public static Problem? Refusal(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith("PK\x03\x04"u8) || start.StartsWith("PK\x05\x06"u8))
            return Zip(start[..Math.Min(start.Length, 4096)]);
        foreach (var (sign, code, message) in Known)
        {
            if (start.StartsWith(sign))
                return new Invalid("file", code, message);
        }
        return Markup(start);
    }

    // An XLSX is taken in: whether it is one is known when all of it is there.
    private static Invalid? Zip(ReadOnlySpan<byte> start)
    {
        if (start.IndexOf("opendocument.spreadsheet"u8) >= 0)
            return new("file", "file-is-workbook", $"This is a workbook (ODS), neither XLSX nor CSV: {SaveAsCsv}");
        return start.IndexOf("[Content_Types].xml"u8) >= 0 || start.IndexOf("xl/"u8) >= 0 || start.IndexOf("docProps/"u8) >= 0
            ? null
            : new("file", "file-is-archive", "This file is compressed (zip). Unpack it and upload the CSV or XLSX itself.");
    }

    private static Invalid? Markup(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith(Encoding.UTF8.Preamble))
            start = start[3..];
        start = start.TrimStart(" \t\r\n"u8);
        if (start.StartsWith("<"u8))
            return new("file", "file-is-markup", "This is XML or a web page, not a CSV. Upload an XML invoice as an invoice document.");
        return start.StartsWith("{\""u8) || start.StartsWith("[{"u8)
            ? new("file", "file-is-json", "This is JSON, not a CSV. Use the API to send JSON.")
            : null;
    }
}
