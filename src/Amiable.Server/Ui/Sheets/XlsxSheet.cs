using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Amiable.Ui.Sheets;

/// <summary>
/// Rows as an Office Open XML workbook (ECMA-376), written straight into the answer. Texts are inline strings, which no program takes for
/// formulas; days and amounts are numbers with a format. Rows beyond what a sheet holds go on in a further one.
/// </summary>
internal sealed class XlsxSheet : ISheet
{
    private const int MostRows = 1_048_576;
    private const int PieceLength = 1 << 16;
    private static readonly int Epoch = new DateOnly(1899, 12, 30).DayNumber;

    // Before this day the calendar of spreadsheets has a day too many.
    private static readonly DateOnly FirstDay = new(1900, 3, 1);

    private readonly string _title;
    private readonly int _mostRows;
    private readonly CancellationToken _ct;
    private readonly Outlet _outlet;
    private readonly ZipArchive _zip;
    private readonly StringBuilder _piece = new();
    private IReadOnlyList<string> _names = [];
    private StreamWriter? _sheet;
    private int _sheets;
    private int _row;
    private int _column;

    public XlsxSheet(Stream answer, string title, CancellationToken ct, int mostRows = MostRows)
    {
        (_title, _mostRows, _ct, _outlet) = (title, mostRows, ct, new(answer));
        _zip = new(_outlet, ZipArchiveMode.Create, leaveOpen: true);
    }

    public Task Head(IReadOnlyList<string> names)
    {
        _names = names;
        return Begin();
    }

    public async Task Row(IReadOnlyList<Cell> cells)
    {
        if (_row == _mostRows)
            await Begin();
        StartRow();
        foreach (var cell in cells)
            Write(cell);
        _piece.Append("</row>");
        if (_piece.Length > PieceLength)
            await Flush();
    }

    public async ValueTask DisposeAsync()
    {
        await End();
        foreach (var (path, xml) in XlsxParts.Around(_title, _sheets))
            await using (var part = await Part(path))
                await part.WriteAsync(xml.AsMemory(), _ct);
        await _zip.DisposeAsync();
        await _outlet.Send(_ct);
    }

    private async Task Begin()
    {
        await End();
        _sheet = await Part(XlsxParts.Sheet(++_sheets));
        _piece.Append(XlsxParts.BeforeRows(_names.Count));
        _row = 0;
        StartRow();
        foreach (var name in _names)
            WriteText(name, XlsxParts.HeadStyle);
        _piece.Append("</row>");
    }

    private async Task End()
    {
        if (_sheet is null)
            return;
        _piece.Append(XlsxParts.AfterRows);
        await Flush();
        await _sheet.DisposeAsync();
        _sheet = null;
    }

    private async Task Flush()
    {
        await _sheet!.WriteAsync(_piece, _ct);
        _piece.Clear();
        await _outlet.Send(_ct);
    }

    private async Task<StreamWriter> Part(string path) =>
        new(await _zip.CreateEntry(path, CompressionLevel.Fastest).OpenAsync(_ct), new UTF8Encoding(false), PieceLength);

    private void StartRow()
    {
        (_row, _column) = (_row + 1, 0);
        _piece.Append(CultureInfo.InvariantCulture, $"<row r=\"{_row}\">");
    }

    private void Write(Cell cell)
    {
        switch (cell.Value)
        {
            case string text:
                WriteText(text, 0);
                break;
            case long number:
                WriteNumber(number, 0);
                break;
            case Money money:
                WriteNumber(money.Major, XlsxParts.AmountStyle(Currencies.Exponent(money.Currency)));
                break;
            case DateOnly day when day >= FirstDay:
                WriteNumber(day.DayNumber - Epoch, XlsxParts.DayStyle);
                break;
            case DateOnly day:
                WriteText(Typed.Write(day)!, 0);
                break;
            case DateTime moment:
                WriteNumber((decimal)moment.ToOADate(), XlsxParts.MomentStyle);
                break;
            default:
                _column++;
                break;
        }
    }

    private void WriteNumber(decimal number, int style)
    {
        StartCell();
        _piece.Append(CultureInfo.InvariantCulture, $" s=\"{style}\"><v>{number}</v></c>");
    }

    private void WriteText(string text, int style)
    {
        StartCell();
        _piece.Append(CultureInfo.InvariantCulture, $" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
        XlsxParts.Escape(_piece, text);
        _piece.Append("</t></is></c>");
    }

    private void StartCell()
    {
        _piece.Append("<c r=\"");
        if (_column >= 26)
            _piece.Append((char)('A' + _column / 26 - 1));
        _piece.Append((char)('A' + _column++ % 26)).Append(CultureInfo.InvariantCulture, $"{_row}\"");
    }
}
