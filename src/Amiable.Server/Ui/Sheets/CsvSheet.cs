using System.Globalization;

namespace Amiable.Ui.Sheets;

/// <summary>Rows as CSV: days as ISO 8601 has them, amounts with the decimal mark that the reader's spreadsheet expects.</summary>
internal sealed class CsvSheet(Stream answer, Viewer viewer, CancellationToken ct) : ISheet
{
    private readonly CsvAnswer _csv = new(answer, viewer, ct);

    public Task Head(IReadOnlyList<string> names) => _csv.Row(names);

    public Task Row(IReadOnlyList<Cell> cells) => _csv.Row(cells.Select(Text));

    public ValueTask DisposeAsync() => _csv.DisposeAsync();

    private string? Text(Cell cell) =>
        cell.Value switch
        {
            string text => CsvAnswer.AsText(text),
            // A spreadsheet reads a hyphen as minus, not the sign that screens show.
            Money money => Typed.Write(money, viewer.Reader).Replace('\u2212', '-'),
            long number => number.ToString(CultureInfo.InvariantCulture),
            DateOnly day => Typed.Write(day),
            DateTime moment => moment.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
            _ => null,
        };
}
