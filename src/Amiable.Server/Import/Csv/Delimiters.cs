using CsvHelper;

namespace Amiable.Import.Csv;

/// <summary>Which character separates the cells, and where the cells begin.</summary>
/// <param name="Character">Comma, semicolon, tab or pipe, unless a "sep=" line says another.</param>
/// <param name="SkippedBytes">The length of the "sep=" line Excel writes; 0 without one.</param>
internal readonly record struct Delimiter(char Character, int SkippedBytes);

/// <summary>Finds the delimiter: the one by which the rows fall into the same number of cells.</summary>
internal static class Delimiters
{
    private const int LookedAt = 64 * 1024;
    private const int RowsLookedAt = 100;

    public static Delimiter Find(ReadOnlyMemory<byte> utf8)
    {
        if (SaidByExcel(utf8.Span) is { } said)
            return said;
        var start = Start(utf8);
        var best = (Delimiter: ',', Score: 0d);
        foreach (var candidate in (ReadOnlySpan<char>)[',', ';', '\t', '|'])
        {
            if (Score(start, candidate) is var score && score > best.Score)
                best = (candidate, score);
        }
        return new(best.Delimiter, 0);
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

    /// <summary>The share of rows that have the most frequent number of cells, weighed by that number; 0 when rows are not cut at all.</summary>
    private static double Score(ReadOnlyMemory<byte> start, char candidate)
    {
        var counts = new Dictionary<int, int>();
        var rows = 0;
        using var reader = CsvReader.Create(start, CsvTable.ReaderOptions(candidate, null));
        while (rows < RowsLookedAt && reader.Read())
        {
            rows++;
            counts[reader.FieldCount] = counts.GetValueOrDefault(reader.FieldCount) + 1;
        }
        var (cells, share) = counts.Where(c => c.Key > 1).OrderByDescending(c => c.Value).ThenByDescending(c => c.Key).FirstOrDefault();
        // Consistency counts twice: "1,50" in every row makes a comma consistent too, but gives fewer cells.
        return rows == 0 ? 0 : (double)share / rows * share / rows * Math.Log2(1 + cells);
    }
}
