using System.Buffers.Text;
using System.Text;
using System.Text.RegularExpressions;

namespace Amiable.Documents.Containers;

/// <summary>Tells what a file is from its bytes.</summary>
public static partial class FileShapes
{
    private const int LookedAt = 4_096;

    private static readonly byte[] SignedData = [0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02];

    private static readonly (byte[] Start, FileShape Shape)[] Signs =
    [
        ([0x89, .. "PNG"u8], FileShape.Picture),
        ([0xFF, 0xD8, 0xFF], FileShape.Picture),
        ([.. "II*\0"u8], FileShape.Picture),
        ([.. "MM\0*"u8], FileShape.Picture),
        ([.. "II+\0"u8], FileShape.OtherPicture),
        ([.. "MM\0+"u8], FileShape.OtherPicture),
        ([.. "GIF8"u8], FileShape.OtherPicture),
        ([.. "BM"u8], FileShape.OtherPicture),
        ([0xD0, 0xCF, 0x11, 0xE0], FileShape.OldOffice),
        ([.. "{\\rtf"u8], FileShape.OfficeDocument),
        ([0x1F, 0x8B], FileShape.OtherArchive),
        ([.. "7z"u8, 0xBC, 0xAF], FileShape.OtherArchive),
        ([.. "Rar!\x1A"u8], FileShape.OtherArchive),
        ([0x28, 0xB5, 0x2F, 0xFD], FileShape.OtherArchive),
        ([0xFD, .. "7zXZ"u8], FileShape.OtherArchive),
        ([.. "BZh91AY&SY"u8], FileShape.OtherArchive),
        ([0x7F, .. "ELF"u8], FileShape.Unknown),
        ([.. "MZ"u8], FileShape.Unknown),
        ([.. "SQLite format 3"u8], FileShape.Unknown),
    ];

    public static FileShape Of(ReadOnlySpan<byte> file)
    {
        if (file.TrimStart(" \t\r\n\0"u8).IsEmpty)
            return FileShape.Empty;
        var start = file[..Math.Min(file.Length, LookedAt)];
        if (start.StartsWith("PK\x03\x04"u8) || start.StartsWith("PK\x05\x06"u8) || start.StartsWith("PK\x07\x08"u8))
            return Zip(file);
        // Programs put a few bytes before it, and readers accept that up to the first thousand.
        if (start[..Math.Min(start.Length, 1_024)].IndexOf("%PDF-"u8) >= 0)
            return FileShape.Pdf;
        if (start.StartsWith("RIFF"u8) && start.Length > 12 && start[8..].StartsWith("WEBP"u8))
            return FileShape.Picture;
        if (start.Length > 12 && start[4..].StartsWith("ftyp"u8))
            return FileShape.OtherPicture;
        foreach (var (sign, shape) in Signs)
        {
            if (start.StartsWith(sign) && (sign.Length > 2 || LooksBinary(start)))
                return shape;
        }
        return start[0] == 0x30 && start[..Math.Min(start.Length, 64)].IndexOf(SignedData) >= 0 ? FileShape.SignedFile : Words(start, file);
    }

    private static FileShape Words(ReadOnlySpan<byte> start, ReadOnlySpan<byte> file)
    {
        var text = Decode(start).TrimStart('\uFEFF', ' ', '\t', '\r', '\n', '\0');
        if (text.StartsWith('<'))
            return Begins(text, "<!doctype html") || Begins(text, "<html") || Begins(text, "<head") || Begins(text, "<body")
                ? FileShape.Html
                : FileShape.Xml;
        if (Begins(text, "-----BEGIN PKCS7") || Begins(text, "-----BEGIN CMS") || IsSignedInBase64(start))
            return FileShape.SignedFile;
        if (LooksBinary(start))
            return FileShape.Unknown;
        if (Json().IsMatch(text))
            return FileShape.Json;
        return MailShape.Is(file) ? FileShape.Mail : FileShape.Text;
    }

    private static string Decode(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || (start.Length > 3 && start[0] == '<' && start[1] == 0))
            return Encoding.Unicode.GetString(start);
        return start.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) || (start.Length > 3 && start[0] == 0 && start[1] == '<')
            ? Encoding.BigEndianUnicode.GetString(start)
            : Encoding.UTF8.GetString(start);
    }

    private static bool Begins(string text, string with) => text.StartsWith(with, StringComparison.OrdinalIgnoreCase);

    // "MI" is how a DER sequence longer than 127 bytes begins in Base64.
    private static bool IsSignedInBase64(ReadOnlySpan<byte> start)
    {
        if (!start.StartsWith("MI"u8) || start.Length < 64)
            return false;
        Span<byte> decoded = stackalloc byte[48];
        Base64.DecodeFromUtf8(start[..64], decoded, out _, out var written, isFinalBlock: false);
        return decoded[..written].IndexOf(SignedData) >= 0;
    }

    private static bool LooksBinary(ReadOnlySpan<byte> start)
    {
        // UTF-16 is half zeros, and text all the same.
        if (start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || start.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            return false;
        var controls = 0;
        foreach (var b in start)
        {
            if (b < 0x20 && b is not ((byte)'\t' or (byte)'\n' or (byte)'\v' or (byte)'\f' or (byte)'\r' or 0x1A or 0))
                controls++;
        }
        return controls > 1 && controls * 50 > start.Length;
    }

    // The names in a zip stand at the head of each entry and again at its end: a workbook is known by those it must have.
    private static FileShape Zip(ReadOnlySpan<byte> file)
    {
        var head = file[..Math.Min(file.Length, LookedAt)];
        var tail = file[Math.Max(0, file.Length - (64 * 1024))..];
        if (head.IndexOf("mimetypeapplication/vnd.oasis.opendocument"u8) >= 0)
            return FileShape.OfficeDocument;
        if (head.IndexOf("[Content_Types].xml"u8) < 0 && tail.IndexOf("[Content_Types].xml"u8) < 0)
            return FileShape.Zip;
        if (tail.IndexOf("xl/workbook"u8) >= 0 || head.IndexOf("xl/workbook"u8) >= 0)
            return FileShape.Workbook;
        return tail.IndexOf("word/document"u8) >= 0 || tail.IndexOf("ppt/presentation"u8) >= 0 ? FileShape.OfficeDocument : FileShape.Zip;
    }

    [GeneratedRegex(@"\A(\{\s*(""|\})|\[\s*[\{\[\]])")]
    private static partial Regex Json();
}
