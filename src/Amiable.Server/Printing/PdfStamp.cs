using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Amiable.Printing;

/// <summary>
/// Writes behind a joined PDF what it is, as an incremental update (ISO 32000-1, 7.5.6): its title and author, its language, and that an AI wrote it. What strangers wrote in it is
/// not touched.
/// </summary>
internal static partial class PdfStamp
{
    public static byte[] On(byte[] pdf, PdfFacts facts)
    {
        var text = Encoding.Latin1.GetString(pdf);
        var end = text.LastIndexOf("startxref", StringComparison.Ordinal);
        var trailer = text[text.LastIndexOf("trailer", end, StringComparison.Ordinal)..end];
        var (root, table) = (Number(Root().Match(trailer)), Number(Start().Match(text, end)));
        // pdfunite states the size of its first part; how many objects there are is in the table.
        var size = Section()
            .Matches(text[table..end])
            .Max(section => Number(section) + int.Parse(section.Groups[2].ValueSpan, CultureInfo.InvariantCulture));
        var catalog = Catalog(text, table, root);
        var (info, metadata) = (size, size + 1);
        using var stamped = new MemoryStream();
        stamped.Write(pdf);
        var places = new SortedDictionary<int, long>();
        void Write(string piece) => stamped.Write(Encoding.Latin1.GetBytes(piece));
        void Begin(int number)
        {
            Write("\n");
            places[number] = stamped.Position;
            Write($"{number} 0 obj\n");
        }
        Begin(root);
        Write($"<</Metadata {metadata} 0 R /Lang {PdfBook.Literal(facts.Language)} {catalog}\nendobj\n");
        Begin(info);
        Write($"{PdfBook.Info(facts)}\nendobj\n");
        Begin(metadata);
        var xmp = Encoding.UTF8.GetBytes(facts.Xmp);
        Write($"<</Type /Metadata /Subtype /XML /Length {xmp.Length}>>\nstream\n");
        stamped.Write(xmp);
        Write("\nendstream\nendobj\n");
        var start = stamped.Position;
        Write("xref\n");
        foreach (var (number, place) in places)
            Write($"{number} 1\n{place:D10} 00000 n \n");
        Write($"trailer\n<</Size {size + 2} /Root {root} 0 R /Info {info} 0 R /Prev {table}>>\nstartxref\n{start}\n%%EOF\n");
        return stamped.ToArray();
    }

    // What stands in the dictionary of the root, without its opening and without what is written anew.
    private static string Catalog(string text, int table, int root)
    {
        var header = Regex.Match(text, $@"(?<=[\r\n]){root} 0 obj\s*<<", RegexOptions.RightToLeft, TimeSpan.FromSeconds(5));
        if (!header.Success || header.Index > table)
            throw new FormatException("This PDF is written in another way than pdfunite's.");
        var from = header.Index + header.Length;
        var catalog = text[from..text.IndexOf("endobj", from, StringComparison.Ordinal)].Trim();
        return Own().Replace(catalog, "");
    }

    private static int Number(Match match) => int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(\d+) (\d+)\s*?$", RegexOptions.Multiline)]
    private static partial Regex Section();

    [GeneratedRegex(@"/Root (\d+) 0 R")]
    private static partial Regex Root();

    [GeneratedRegex(@"startxref\s+(\d+)")]
    private static partial Regex Start();

    [GeneratedRegex(@"/Metadata \d+ \d+ R|/Lang\s*(\([^)]*\)|<[^>]*>)")]
    private static partial Regex Own();
}
