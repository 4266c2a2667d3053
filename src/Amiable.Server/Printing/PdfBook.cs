using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Amiable.Printing;

/// <summary>
/// One PDF of many, as Chromium writes them: objects one after the other, a plain table of where they stand, no encryption. Their objects get new numbers, a new root takes their
/// pages together, and the document says of itself what it is, among that in its metadata that an AI wrote it.
/// </summary>
internal static partial class PdfBook
{
    public static byte[] Of(IReadOnlyList<byte[]> parts, PdfFacts facts)
    {
        var book = new PdfWriting();
        const int catalog = 1;
        const int pages = 2;
        const int info = 3;
        const int metadata = 4;
        book.Next = 5;
        book.Text("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n");
        var (kids, count) = (new List<int>(), 0);
        foreach (var part in parts)
        {
            var (root, held) = Take(part, book, pages);
            kids.Add(root);
            count += held;
        }
        book.Object(
            catalog,
            $"<</Type /Catalog /Pages {pages} 0 R /Metadata {metadata} 0 R /Lang {Literal(facts.Language)} /ViewerPreferences <</DisplayDocTitle true /PrintScaling /None>>>>"
        );
        book.Object(pages, $"<</Type /Pages /Count {count} /Kids [{string.Join(' ', kids.Select(kid => $"{kid} 0 R"))}]>>");
        book.Object(info, Info(facts));
        var xmp = Encoding.UTF8.GetBytes(facts.Xmp);
        book.Object(metadata, $"<</Type /Metadata /Subtype /XML /Length {xmp.Length}>>", xmp);
        return book.End(catalog, info);
    }

    /// <summary>How many pages a document has.</summary>
    public static int PagesOf(byte[] pdf) => PageObject().Count(Encoding.Latin1.GetString(pdf));

    internal static string Info(PdfFacts facts) =>
        $"<</Title {Literal(facts.Title)} /Author {Literal(facts.Author)} /Creator (Amiable) /Producer (Amiable){(facts.IsAi ? $" /Keywords {Literal(PdfFacts.Keywords)} /AIGenerated (true)" : "")}>>";

    private static (int Root, int Pages) Take(byte[] part, PdfWriting book, int parent)
    {
        var text = Encoding.Latin1.GetString(part);
        var table = TableOf(text);
        var starts = Offset().Matches(text[table..]).Select(Number).Order().ToList();
        var numbers = starts.ToDictionary(start => Number(Header().Match(text, start)), _ => book.Next++);
        var catalog = Number(Root().Match(text, table));
        var info = InfoAt().Match(text, table) is { Success: true } found ? Number(found) : -1;
        var (root, pages) = (0, 0);
        for (var i = 0; i < starts.Count; i++)
        {
            var piece = text[starts[i]..(i + 1 < starts.Count ? starts[i + 1] : table)];
            var header = Header().Match(piece);
            var number = Number(header);
            // Only names and numbers are read anew, never the stream behind them.
            var stream = piece.IndexOf("stream", StringComparison.Ordinal);
            var dictionary = stream < 0 ? piece[header.Length..] : piece[header.Length..stream];
            if (number == catalog)
                root = numbers[Number(PagesOfRoot().Match(dictionary))];
            if (number == catalog || number == info)
                continue;
            pages += PageObject().Count(dictionary);
            book.Piece(
                numbers[number],
                Reference().Replace(dictionary, m => $"{numbers[Number(m)]} 0 R") + (stream < 0 ? "" : piece[stream..])
            );
        }
        book.Hang(root, parent);
        return (root, pages);
    }

    private static int TableOf(string text)
    {
        var table = Number(Start().Match(text, text.LastIndexOf("startxref", StringComparison.Ordinal)));
        if (!text.AsSpan(table).StartsWith("xref") || text.Contains("/Encrypt", StringComparison.Ordinal))
            throw new FormatException("This PDF is written in another way than Chromium's.");
        return table;
    }

    private static int Number(Match match) => int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);

    // UTF-16 in hexadecimal: no letter of it can end the string.
    internal static string Literal(string text) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";

    [GeneratedRegex(@"\G\s*(\d+) 0 obj\s*")]
    private static partial Regex Header();

    [GeneratedRegex(@"startxref\s+(\d+)")]
    private static partial Regex Start();

    [GeneratedRegex(@"(\d{10}) \d{5} n")]
    private static partial Regex Offset();

    [GeneratedRegex(@"/Root (\d+) 0 R")]
    private static partial Regex Root();

    [GeneratedRegex(@"/Info (\d+) 0 R")]
    private static partial Regex InfoAt();

    [GeneratedRegex(@"/Pages (\d+) 0 R")]
    private static partial Regex PagesOfRoot();

    [GeneratedRegex(@"\b(\d+) 0 R\b")]
    private static partial Regex Reference();

    [GeneratedRegex(@"/Type\s*/Page\b(?!s)")]
    private static partial Regex PageObject();
}
