using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace Amiable.Import.Xlsx;

/// <summary>The parts of a workbook that a ledger needs (ECMA-376: workbook, its relations, shared strings, styles, sheets).</summary>
internal sealed partial class WorkbookParts(ZipArchive zip)
{
    private const int MostColumns = 16_384;
    private const int MostSharedTexts = 5_000_000;

    // What Excel lets stand in a cell.
    private const int LongestText = 32_767;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        MaxCharactersInDocument = Workbook.MostXml,
        CloseInput = true,
    };

    private readonly char[] _piece = new char[512];
    private readonly StringBuilder _words = new();

    /// <summary>The sheets that are shown, as paths in the zip, in the order of their tabs.</summary>
    public IEnumerable<string> Sheets()
    {
        var targets = new Dictionary<string, string>();
        foreach (var relation in Elements("xl/_rels/workbook.xml.rels", "Relationship"))
            targets[relation.GetAttribute("Id") ?? ""] = relation.GetAttribute("Target") ?? "";
        foreach (var sheet in Elements("xl/workbook.xml", "sheet").Where(s => s.GetAttribute("state") is null or "visible"))
        {
            var id =
                sheet.GetAttribute("id", "http://schemas.openxmlformats.org/officeDocument/2006/relationships")
                ?? sheet.GetAttribute("id", "http://purl.oclc.org/ooxml/officeDocument/relationships");
            if (targets.TryGetValue(id ?? "", out var target))
                yield return target.StartsWith('/') ? target[1..] : $"xl/{target}";
        }
    }

    /// <summary>Texts that cells refer to by their place.</summary>
    public List<string> SharedTexts()
    {
        var texts = new List<string>();
        foreach (var item in Elements("xl/sharedStrings.xml", "si"))
        {
            if (texts.Count == MostSharedTexts)
                throw new WorkbookTooLargeException();
            texts.Add(Words(item));
        }
        return texts;
    }

    /// <summary>The styles of cells whose number is a date.</summary>
    public HashSet<int> DateStyles()
    {
        var formats = new HashSet<int>();
        foreach (var format in Elements("xl/styles.xml", "numFmt"))
        {
            if (
                int.TryParse(format.GetAttribute("numFmtId"), CultureInfo.InvariantCulture, out var id)
                && DateFormats.Is(format.GetAttribute("formatCode"))
            )
                formats.Add(id);
        }
        var styles = new HashSet<int>();
        var (place, isInCells) = (0, false);
        foreach (var element in Elements("xl/styles.xml", "cellXfs", "cellStyles", "xf"))
        {
            if (element.LocalName is not "xf")
                isInCells = element.LocalName == "cellXfs";
            else if (isInCells)
            {
                if (
                    int.TryParse(element.GetAttribute("numFmtId"), CultureInfo.InvariantCulture, out var id)
                    && (DateFormats.Is(id) || formats.Contains(id))
                )
                    styles.Add(place);
                place++;
            }
        }
        return styles;
    }

    /// <summary>Days are counted from 1904, as old Excel for Mac did.</summary>
    public bool CountsFrom1904() => Elements("xl/workbook.xml", "workbookPr").Any(p => p.GetAttribute("date1904") is "1" or "true");

    /// <summary>The rows of a sheet one by one.</summary>
    public IEnumerable<SheetRow> Rows(string sheet, CellTexts texts)
    {
        var number = 0;
        foreach (var row in Elements(sheet, "row"))
        {
            number = int.TryParse(row.GetAttribute("r"), CultureInfo.InvariantCulture, out var said) && said > number ? said : number + 1;
            yield return new(number, Cells(row, texts));
        }
    }

    private List<string> Cells(XmlReader row, CellTexts texts)
    {
        var cells = new List<string>();
        if (row.IsEmptyElement)
            return cells;
        var depth = row.Depth;
        while (row.Read() && row.Depth > depth)
        {
            if (row.NodeType != XmlNodeType.Element || row.LocalName != "c")
                continue;
            var column = Column(row.GetAttribute("r")) ?? cells.Count;
            if (column >= MostColumns)
                throw new WorkbookTooLargeException();
            while (cells.Count < column)
                cells.Add("");
            var text = Cell(row, texts);
            if (column == cells.Count)
                cells.Add(text);
        }
        return cells;
    }

    private string Cell(XmlReader cell, CellTexts texts)
    {
        var (type, style) = (cell.GetAttribute("t"), cell.GetAttribute("s"));
        if (cell.IsEmptyElement)
            return "";
        var (depth, value, inline) = (cell.Depth, "", "");
        cell.Read();
        while (cell.Depth > depth)
        {
            if (cell.NodeType == XmlNodeType.Element && cell.LocalName == "v")
                value = Text(cell, _words.Clear()).ToString();
            else if (cell.NodeType == XmlNodeType.Element && cell.LocalName == "is")
            {
                inline = Words(cell);
                cell.Read();
            }
            else
                cell.Read();
        }
        return type == "inlineStr" ? inline : texts.Of(type, style, value);
    }

    // The letters of "BC12": columns count A, B … Z, AA.
    private static int? Column(string? place)
    {
        var column = 0;
        foreach (var c in place ?? "")
        {
            if (!char.IsAsciiLetter(c) || column > MostColumns)
                break;
            column = (column * 26) + char.ToUpperInvariant(c) - 'A' + 1;
        }
        return column == 0 ? null : column - 1;
    }

    // Rich text is in pieces; how it is pronounced (rPh) is no part of it. Ends on the element's own end.
    private string Words(XmlReader item)
    {
        if (item.IsEmptyElement)
            return "";
        var (depth, words) = (item.Depth, new StringBuilder());
        item.Read();
        while (item.Depth > depth)
        {
            if (item.NodeType == XmlNodeType.Element && item.LocalName == "rPh")
                item.Skip();
            else if (item.NodeType == XmlNodeType.Element && item.LocalName == "t")
                Text(item, words);
            else
                item.Read();
        }
        return Escaped().Replace(words.ToString(), m => ((char)Convert.ToInt32(m.Groups[1].Value, 16)).ToString());
    }

    // What XML cannot hold: "_x000D_" is a carriage return (ECMA-376 part 1, 22.9.2.19).
    [GeneratedRegex("_x([0-9A-Fa-f]{4})_")]
    private static partial Regex Escaped();

    private IEnumerable<XmlReader> Elements(string part, params string[] names)
    {
        if (Find(part) is not { } entry)
            yield break;
        using var reader = XmlReader.Create(new LimitedStream(entry.Open(), Most(entry)), Settings);
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element && names.Contains(reader.LocalName))
                yield return reader;
        }
    }

    // No further than a cell goes: a text without end stays outside.
    private StringBuilder Text(XmlReader element, StringBuilder into)
    {
        var depth = element.Depth;
        while (element.Read() && element.Depth > depth)
        {
            if (
                element.NodeType
                is not (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace)
            )
                continue;
            while (element.ReadValueChunk(_piece, 0, _piece.Length) is > 0 and var count)
                into.Append(_piece, 0, Math.Min(count, Math.Max(0, LongestText - into.Length)));
        }
        return into;
    }

    private static long Most(ZipArchiveEntry entry) =>
        Math.Min(Workbook.MostXml, Workbook.AnyRatio + (Workbook.MostRatio * entry.CompressedLength));

    // Some programs write the names with other capitals, or with backslashes.
    private ZipArchiveEntry? Find(string part) =>
        zip.GetEntry(part)
        ?? zip.Entries.FirstOrDefault(e => string.Equals(e.FullName.Replace('\\', '/'), part, StringComparison.OrdinalIgnoreCase));
}
