using System.Globalization;
using Amiable.Communications;
using Amiable.Mail.Mime;

namespace Amiable.Inbound;

/// <summary>The files that came with a mail, always in the same order: what is the third one today is so tomorrow.</summary>
internal static class MailFiles
{
    private const int Most = 200;
    private const int MostInName = 255;

    /// <summary>A picture that is part of the letter, such as the logo of a signature, is not larger; a photographed invoice is.</summary>
    private const int LargestOrnament = 100 * 1024;

    public static IReadOnlyList<(AttachedFile File, ReadOnlyMemory<byte> Content)> Of(MimeMessage message)
    {
        var html = message.Html is { Body.Length: < 20_000_000 } part ? part.Text() : "";
        var files = new List<(AttachedFile, ReadOnlyMemory<byte>)>();
        foreach (var attached in message.Attachments.Take(Most))
        {
            var content = attached.Content();
            var type = attached.Embedded is not null ? "message/rfc822" : FileKind.Of(content.Span);
            if (!IsOrnament(attached, type, content.Length, html))
                files.Add((new(NameOf(attached, type, files.Count + 1), type, content.Length), content));
        }
        return files;
    }

    private static bool IsOrnament(MimePart part, string type, int length, string html) =>
        length <= LargestOrnament
        && type.StartsWith("image/", StringComparison.Ordinal)
        && part.Disposition.Value != "attachment"
        && part.ContentId is { Length: > 0 } id
        && html.Contains($"cid:{id}", StringComparison.OrdinalIgnoreCase);

    private static string NameOf(MimePart part, string type, int number)
    {
        // Characters that change the direction of what follows make "fdp.exe" of "exe.pdf".
        var given = part.FileName ?? (part.Embedded is { Subject.Length: > 0 } inside ? $"{inside.Subject}.eml" : "");
        var name = string.Concat(
                given.Where(c => !char.IsControl(c) && char.GetUnicodeCategory(c) != UnicodeCategory.Format && c is not ('/' or '\\'))
            )
            .Trim();
        if (name.Length == 0)
            return $"{number}{FileKind.ExtensionOf(type)}";
        return name.Length > MostInName
            ? name[..(MostInName - 10)] + Path.GetExtension(name)[..Math.Min(10, Path.GetExtension(name).Length)]
            : name;
    }
}
