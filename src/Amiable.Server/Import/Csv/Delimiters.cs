using CsvHelper;

namespace Amiable.Import.Csv;

/// <summary>Which character separates the cells, and where the cells begin.</summary>
/// <param name="Character">Comma, semicolon, tab or pipe, unless a "sep=" line says another.</param>
/// <param name="SkippedBytes">The length of the "sep=" line Excel writes; 0 without one.</param>
internal readonly record struct Delimiter(char Character, int SkippedBytes);

/// <summary>Finds the delimiter: the one by which the rows fall into the same number of cells.</summary>
internal static class Delimiters
{
    private const string Candidates = ",;\t|";
    private const int LookedAt = 64 * 1024;
    private const int RowsLookedAt = 100;

    public static Delimiter Find(ReadOnlyMemory<byte> utf8)
    {
        if (SaidByExcel(utf8.Span) is { } said)
            return said;
        var start = Start(utf8);
        var cuts = Candidates.Select(candidate => Cut.Of(start, candidate)).Where(cut => cut.Cells > 1).ToList();
        if (cuts.Count == 0)
            return new(',', 0);
        var firstLine = cuts.Min(cut => cut.FirstLine);
        return new(cuts.MaxBy(cut => cut.Score(firstLine)).Character, 0);
    }

    private static Delimiter? SaidByExcel(ReadOnlySpan<byte> utf8)
    {
        var end = utf8.IndexOfAny((byte)'\r', (byte)'\n');
        if (end < 5)
            return null;
        var line = utf8[..end].Trim((byte)'"');
        if (line.Length != 5 || !(line.StartsWith("sep="u8) || line.StartsWith("SEP="u8)) || line[4] is >= 0x80 or (byte)'"')
            return null;
        end += utf8[end] == '\r' && end + 1 < utf8.Length && utf8[end + 1] == '\n' ? 2 : 1;
        return new((char)line[4], end);
    }

    // A cut in the middle of a row would make that row look short.
    private static ReadOnlyMemory<byte> Start(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.Length <= LookedAt)
            return utf8;
        var start = utf8[..LookedAt];
        var end = start.Span.LastIndexOfAny((byte)'\n', (byte)'\r');
        return end > 0 ? start[..end] : start;
    }

    /// <summary>How a candidate cuts the rows.</summary>
    /// <param name="Character">The candidate.</param>
    /// <param name="Cells">The most frequent number of cells.</param>
    /// <param name="Share">The share of rows that have it.</param>
    /// <param name="FirstLine">The first line that has it.</param>
    private readonly record struct Cut(char Character, int Cells, double Share, long FirstLine)
    {
        public static Cut Of(ReadOnlyMemory<byte> start, char candidate)
        {
            var rows = new List<(int Cells, long Line)>();
            using var reader = CsvReader.Create(start, CsvTable.ReaderOptions(candidate, null));
            while (rows.Count < RowsLookedAt && reader.Read())
                rows.Add((reader.FieldCount, reader.LineNumber));
            var usual = rows.Where(row => row.Cells > 1).GroupBy(row => row.Cells).OrderByDescending(same => same.Count()).FirstOrDefault();
            return usual is null ? default : new(candidate, usual.Key, (double)usual.Count() / rows.Count, usual.First().Line);
        }

        // "1,50" in every row makes a comma consistent too, but not in the header.
        public double Score(long firstLine) => Share * Share * Cells * (FirstLine == firstLine ? 1 : 0.3);
    }
}
