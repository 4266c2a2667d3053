using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace Amiable.Ui.Sheets;

/// <summary>What a workbook has besides its rows.</summary>
internal static partial class XlsxParts
{
    public const int HeadStyle = 1;
    public const int DayStyle = 2;
    public const int MomentStyle = 3;
    public const string AfterRows = "</sheetData></worksheet>";
    private const int MostDecimals = 4;
    private const int LongestText = 32_767;
    private const int LongestName = 31;
    private const string Declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";

    public static int AmountStyle(int decimals) => MomentStyle + 1 + Math.Min(decimals, MostDecimals);

    public static string Sheet(int number) => $"xl/worksheets/sheet{number}.xml";

    /// <summary>The head stays in sight; columns are wide enough for a date.</summary>
    public static string BeforeRows(int columns) =>
        $"""
            {Declaration}<worksheet xmlns="{Main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols><col min="1" max="{columns}" width="18" customWidth="1"/></cols><sheetData>
            """;

    /// <summary>The other parts of the file, by their paths.</summary>
    public static IEnumerable<(string Path, string Xml)> Around(string title, int sheets)
    {
        var all = Enumerable.Range(1, sheets).ToList();
        yield return ("xl/styles.xml", Styles());
        yield return (
            "xl/workbook.xml",
            $"{Declaration}<workbook xmlns=\"{Main}\" xmlns:r=\"{Relationships}\"><sheets>"
                + string.Concat(all.Select(n => $"<sheet name=\"{Name(title, n)}\" sheetId=\"{n}\" r:id=\"s{n}\"/>"))
                + "</sheets></workbook>"
        );
        yield return (
            "xl/_rels/workbook.xml.rels",
            Related([.. all.Select(n => ($"s{n}", "worksheet", $"worksheets/sheet{n}.xml")), ("styles", "styles", "styles.xml")])
        );
        yield return ("_rels/.rels", Related([("book", "officeDocument", "xl/workbook.xml")]));
        yield return ("[Content_Types].xml", ContentTypes(all));
    }

    /// <summary>Without what XML cannot hold; what Excel would read as an escape of its own stays as it was written.</summary>
    public static void Escape(StringBuilder xml, string text)
    {
        if (text.Contains("_x", StringComparison.Ordinal))
            text = LooksEscaped().Replace(text, "_x005F_x");
        for (var i = 0; i < Math.Min(text.Length, LongestText); i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                xml.Append(c).Append(text[++i]);
            else if (XmlConvert.IsXmlChar(c))
                _ = c switch
                {
                    '&' => xml.Append("&amp;"),
                    '<' => xml.Append("&lt;"),
                    '>' => xml.Append("&gt;"),
                    '"' => xml.Append("&quot;"),
                    _ => xml.Append(c),
                };
        }
    }

    private static string Name(string title, int number)
    {
        var end = number == 1 ? "" : " " + number.ToString(CultureInfo.InvariantCulture);
        var name = string.Concat(title.Where(c => !@"[]:*?/\".Contains(c)));
        var xml = new StringBuilder();
        Escape(xml, name[..Math.Min(name.Length, LongestName - end.Length)] + end);
        return xml.ToString();
    }

    // Days and moments (14, 22) are shown as the reader's own spreadsheet shows them.
    private static string Styles()
    {
        var decimals = Enumerable.Range(0, MostDecimals + 1).ToList();
        string[] cells =
        [
            "numFmtId=\"0\" fontId=\"0\"",
            "numFmtId=\"0\" fontId=\"1\" applyFont=\"1\"",
            "numFmtId=\"14\" fontId=\"0\" applyNumberFormat=\"1\"",
            "numFmtId=\"22\" fontId=\"0\" applyNumberFormat=\"1\"",
            .. decimals.Select(n => $"numFmtId=\"{164 + n}\" fontId=\"0\" applyNumberFormat=\"1\""),
        ];
        var formats = decimals.Select(n =>
            $"<numFmt numFmtId=\"{164 + n}\" formatCode=\"#,##0{(n == 0 ? "" : "." + new string('0', n))}\"/>"
        );
        const string font = "<sz val=\"11\"/><name val=\"Calibri\"/>";
        return $"""
            {Declaration}<styleSheet xmlns="{Main}"><numFmts count="{decimals.Count}">{string.Concat(formats)}</numFmts><fonts count="2"><font>{font}</font><font><b/>{font}</font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0"/></cellStyleXfs><cellXfs count="{cells.Length}">{string.Concat(
                cells.Select(c => $"<xf {c} fillId=\"0\" borderId=\"0\" xfId=\"0\"/>")
            )}</cellXfs></styleSheet>
            """;
    }

    private static string Related(IEnumerable<(string Id, string Type, string Target)> parts) =>
        $"{Declaration}<Relationships xmlns=\"{Package}/relationships\">"
        + string.Concat(parts.Select(p => $"<Relationship Id=\"{p.Id}\" Type=\"{Relationships}/{p.Type}\" Target=\"{p.Target}\"/>"))
        + "</Relationships>";

    private static string ContentTypes(IEnumerable<int> sheets)
    {
        const string kind = "application/vnd.openxmlformats-officedocument.spreadsheetml";
        var parts = sheets
            .Select(n => (Sheet(n), "worksheet"))
            .Prepend(("xl/styles.xml", "styles"))
            .Prepend(("xl/workbook.xml", "sheet.main"))
            .Select(p => $"<Override PartName=\"/{p.Item1}\" ContentType=\"{kind}.{p.Item2}+xml\"/>");
        return $"{Declaration}<Types xmlns=\"{Package}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
            + string.Concat(parts)
            + "</Types>";
    }

    [GeneratedRegex("_x(?=[0-9A-Fa-f]{4}_)")]
    private static partial Regex LooksEscaped();
}
