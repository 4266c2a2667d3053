namespace Amiable.Documents.Text;

/// <summary>Cells under one another with the same left edge: an address, a column of a letterhead.</summary>
internal sealed class Block(Cell first)
{
    public List<Cell> Cells { get; } = [first];

    public Cell First => Cells[0];
    public Cell Last => Cells[^1];
    public string Text => string.Join('\n', Cells.Select(cell => cell.Text));

    /// <summary>Of the first three pages; the cells of a page join the block above them that they line up with.</summary>
    public static List<Block> Of(IReadOnlyList<Line> lines)
    {
        var done = new List<Block>();
        var open = new List<Block>();
        foreach (var line in lines.Where(line => line.Page.Number <= 3).Take(1_000))
        {
            // A block ends where the page has gone on for more than a line without it.
            open.RemoveAll(block => block.First.Line.Page != line.Page || line.Top - block.Last.Line.Bottom > 1.6 * block.Last.Line.Height);
            foreach (var cell in line.Cells)
            {
                var above = open.Where(block => block.Last.Line != line && Joins(block, cell))
                    .MinBy(block => Math.Abs(block.Last.Left - cell.Left));
                if (above is not null)
                    above.Cells.Add(cell);
                else
                {
                    var block = new Block(cell);
                    done.Add(block);
                    open.Add(block);
                }
            }
        }
        return done;
    }

    private static bool Joins(Block block, Cell cell)
    {
        var (last, height) = (block.Last, Math.Max(block.Last.Line.Height, cell.Line.Height));
        var gap = cell.Line.Top - last.Line.Bottom;
        var level = Math.Abs(last.Left - cell.Left) < 0.8 * height || Math.Abs(block.First.Left - cell.Left) < 0.8 * height;
        return level && gap < 1.15 * height && cell.Line.Height < 2 * last.Line.Height && last.Line.Height < 2 * cell.Line.Height;
    }
}
