using System.Text;

namespace Amiable.Inbound;

/// <summary>What a file is by its first bytes: its name and what the sender calls it may lie.</summary>
public static class FileKind
{
    public const string Unknown = "application/octet-stream";

    private const int Head = 1024;

    private static readonly (byte[] Start, string Type)[] Starts =
    [
        ("%PDF-"u8.ToArray(), "application/pdf"),
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "image/png"),
        ([0xFF, 0xD8, 0xFF], "image/jpeg"),
        ("GIF87a"u8.ToArray(), "image/gif"),
        ("GIF89a"u8.ToArray(), "image/gif"),
        ([0x49, 0x49, 0x2A, 0x00], "image/tiff"),
        ([0x4D, 0x4D, 0x00, 0x2A], "image/tiff"),
        // The compound file of Word, Excel and Outlook before 2007.
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "application/x-ole-storage"),
        ("{\\rtf"u8.ToArray(), "application/rtf"),
        ("BEGIN:VCALENDAR"u8.ToArray(), "text/calendar"),
    ];

    private static readonly (string Entry, string Type)[] Office =
    [
        ("word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ];

    private static readonly Dictionary<string, string> Extensions = new()
    {
        ["application/pdf"] = ".pdf",
        ["image/png"] = ".png",
        ["image/jpeg"] = ".jpg",
        ["image/gif"] = ".gif",
        ["image/tiff"] = ".tif",
        ["application/zip"] = ".zip",
        ["application/rtf"] = ".rtf",
        ["text/calendar"] = ".ics",
        ["text/html"] = ".html",
        ["text/xml"] = ".xml",
        ["text/plain"] = ".txt",
        ["message/rfc822"] = ".eml",
        [Office[0].Type] = ".docx",
        [Office[1].Type] = ".xlsx",
        [Office[2].Type] = ".pptx",
    };

    /// <summary>How a file of that type is called that came without a name.</summary>
    public static string ExtensionOf(string type) => Extensions.GetValueOrDefault(type, ".bin");

    public static string Of(ReadOnlySpan<byte> bytes)
    {
        var start = bytes.StartsWith((byte[])[0xEF, 0xBB, 0xBF]) ? bytes[3..] : bytes;
        start = start.TrimStart(" \t\r\n"u8);
        foreach (var (known, type) in Starts)
            if (start.StartsWith(known))
                return type;
        if (bytes.StartsWith("PK\x03\x04"u8))
            return OfZip(bytes);
        return OfText(start[..Math.Min(start.Length, Head)]);
    }

    // The names of the entries stand in the clear.
    private static string OfZip(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IndexOf("[Content_Types].xml"u8) >= 0)
            foreach (var (entry, type) in Office)
                if (bytes.IndexOf(Encoding.ASCII.GetBytes(entry)) >= 0)
                    return type;
        return "application/zip";
    }

    private static string OfText(ReadOnlySpan<byte> head)
    {
        if (head.IsEmpty || head.IndexOfAnyExcept(Printable) >= 0)
            return Unknown;
        var text = Encoding.Latin1.GetString(head).ToLowerInvariant();
        if (text.StartsWith("<!doctype html", StringComparison.Ordinal) || text.Contains("<html", StringComparison.Ordinal))
            return "text/html";
        if (text.StartsWith("<?xml", StringComparison.Ordinal))
            return "text/xml";
        if (IsMessage(text))
            return "message/rfc822";
        return HasTag(text) ? "text/html" : "text/plain";
    }

    private static bool IsMessage(string text) =>
        text.StartsWith("return-path:", StringComparison.Ordinal)
        || text.StartsWith("received:", StringComparison.Ordinal)
        || (text.Contains("\nfrom:", StringComparison.Ordinal) || text.StartsWith("from:", StringComparison.Ordinal))
            && text.Contains("\nsubject:", StringComparison.Ordinal);

    private static bool HasTag(string text) =>
        ((string[])["<script", "<body", "<head", "<iframe", "<svg", "<img", "<div", "<table"]).Any(tag =>
            text.Contains(tag, StringComparison.Ordinal)
        );

    private static readonly System.Buffers.SearchValues<byte> Printable = System.Buffers.SearchValues.Create([
        (byte)'\t',
        (byte)'\n',
        (byte)'\r',
        (byte)'\f',
        0x1B, // ISO-2022-JP
        .. Enumerable.Range(32, 95).Select(b => (byte)b),
        .. Enumerable.Range(128, 128).Select(b => (byte)b),
    ]);
}
