using System.Buffers;
using System.Text;

namespace Amiable.Import.Xlsx;

/// <summary>A sheet as CSV: a line for each row, also for those the sheet leaves out, so that lines are called as Excel calls its rows.</summary>
internal static class SheetText
{
    // As many as a sheet of Excel has.
    private const int MostRows = 1_048_576;

    private static readonly SearchValues<char> NeedsQuotes = SearchValues.Create(",\"");
    private static readonly SearchValues<char> Breaks = SearchValues.Create("\r\n\v\f\u0085\u2028\u2029");

    public static ReadOnlyMemory<byte> Of(IEnumerable<SheetRow> rows)
    {
        using var text = new MemoryStream();
        using var writer = new StreamWriter(text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 64 * 1024);
        var line = 1;
        foreach (var row in rows.Where(r => r.Cells.Any(c => c.Length > 0)))
        {
            if (row.Number > MostRows)
                throw new WorkbookTooLargeException();
            for (; line < row.Number; line++)
                writer.Write('\n');
            for (var i = 0; i < row.Cells.Count; i++)
            {
                if (i > 0)
                    writer.Write(',');
                Write(writer, row.Cells[i]);
            }
            if (text.Length > Workbook.MostText)
                throw new WorkbookTooLargeException();
        }
        writer.Write('\n');
        writer.Flush();
        return text.GetBuffer().AsMemory(0, (int)text.Length);
    }

    private static void Write(StreamWriter writer, string cell)
    {
        if (cell.AsSpan().ContainsAny(Breaks))
            cell = cell.ReplaceLineEndings(" ").Replace('\v', ' ');
        if (cell.AsSpan().ContainsAny(NeedsQuotes))
            cell = $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        writer.Write(cell);
    }
}
