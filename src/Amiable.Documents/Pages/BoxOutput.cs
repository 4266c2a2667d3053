using System.Globalization;
using System.Net;
using System.Text;

namespace Amiable.Documents.Pages;

/// <summary>
/// What <c>pdftotext -bbox</c> prints: a line for each page and word. It is read line by line and not as XML, since it lets control
/// characters of the PDF through.
/// </summary>
internal static class BoxOutput
{
    private const int LongestWord = 200;

    public static IReadOnlyList<TextPage> Parse(byte[] output)
    {
        var pages = new List<TextPage>();
        var words = new List<PageWord>();
        foreach (var line in Encoding.UTF8.GetString(output).AsSpan().EnumerateLines())
        {
            var text = line.TrimStart();
            if (text.StartsWith("<page "))
            {
                words = [];
                pages.Add(new(pages.Count + 1, Number(text, " width=\""), Number(text, " height=\""), words));
            }
            else if (text.StartsWith("<word ") && Word(text) is { } word)
                words.Add(word);
        }
        return pages;
    }

    private static PageWord? Word(ReadOnlySpan<char> line)
    {
        var end = line.LastIndexOf("</word>");
        var start = line.IndexOf('>') + 1;
        if (end <= start)
            return null;
        var text = WebUtility.HtmlDecode(line[start..end].ToString()).Trim();
        var (left, top, right, bottom) = (
            Number(line, "xMin=\""),
            Number(line, "yMin=\""),
            Number(line, "xMax=\""),
            Number(line, "yMax=\"")
        );
        // Words set upwards along the margin say nothing of the fields, and would stand in every line.
        var upright = text.Length < 4 || bottom - top < 1.5 * (right - left);
        if (text.Length is 0 or > LongestWord * 20 || !upright || right < left || bottom < top)
            return null;
        return new(text, left, top, right, bottom);
    }

    private static double Number(ReadOnlySpan<char> line, string name)
    {
        var start = line.IndexOf(name);
        if (start < 0)
            return 0;
        var rest = line[(start + name.Length)..];
        var end = rest.IndexOf('"');
        return
            end > 0
            && double.TryParse(rest[..end], NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && double.IsFinite(value)
            ? value
            : 0;
    }
}
