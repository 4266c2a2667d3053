namespace Amiable.Documents.Text;

/// <summary>Cells under one another with the same left edge: an address, a column of a letterhead.</summary>
internal sealed class Block(List<Cell> cells)
{
    public List<Cell> Cells { get; } = cells;

    public Cell First => Cells[0];
    public Cell Last => Cells[^1];
    public string Text => string.Join('\n', Cells.Select(cell => cell.Text));

    /// <summary>Of the first three pages; the cells of a page join the block above them that they line up with.</summary>
    public static List<Block> Of(Sheet sheet)
    {
        var done = new List<List<Cell>>();
        var open = new List<List<Cell>>();
        foreach (var line in sheet.Lines.Where(line => line.Page.Number <= 3).Take(1_000))
        {
            // A block ends where the page has gone on for more than a line without it.
            open.RemoveAll(block => block[0].Line.Page != line.Page || line.Top - block[^1].Bottom > 2.4 * block[^1].Height);
            foreach (var cell in line.Cells)
            {
                var above = open.Where(block => block[^1].Line != line && Joins(block, cell))
                    .MinBy(block => Math.Abs(block[^1].Left - cell.Left) + cell.Top - block[^1].Bottom);
                if (above is not null && !IsHeading(sheet, cell))
                {
                    above.Add(cell);
                    continue;
                }
                done.Add([cell]);
                open.Add(done[^1]);
            }
        }
        return [.. done.SelectMany(Split).Select(block => new Block(block))];
    }

    private static bool Joins(List<Cell> block, Cell cell)
    {
        var (last, height) = (block[^1], Math.Max(block[^1].Height, cell.Height));
        var gap = cell.Top - last.Bottom;
        var level = Math.Abs(last.Left - cell.Left) < 0.8 * height || Math.Abs(block[0].Left - cell.Left) < 0.8 * height;
        // The small line of the sender stands above the window and is no part of the address in it.
        return level
            && gap < 2.2 * height
            && cell.Height < 1.9 * last.Height
            && last.Height < 1.9 * cell.Height
            && !SellerNames.IsSenderLine(last.Text);
    }

    /// <summary>"Bill to", "Ship to": what follows is another address.</summary>
    private static bool IsHeading(Sheet sheet, Cell cell) =>
        sheet
            .LabelsOf(cell.Line)
            .Any(label =>
                label.Role is Role.Buyer or Role.Seller or Role.Delivery
                && label.Length > 3
                && label.Place.First == cell.First
                && label.Place.Last == cell.Last
            );

    /// <summary>Lines of one address are equally far apart; a wider gap begins the next.</summary>
    private static IEnumerable<List<Cell>> Split(List<Cell> block)
    {
        var steps = block.Zip(block.Skip(1), (one, next) => next.Bottom - one.Bottom).ToList();
        var usual = steps.Count == 0 ? 0 : Math.Max(steps.Min(), 0.8 * block[0].Height);
        var part = new List<Cell> { block[0] };
        for (var at = 1; at < block.Count; at++)
        {
            if (steps[at - 1] > 1.5 * usual)
            {
                yield return part;
                part = [];
            }
            part.Add(block[at]);
        }
        yield return part;
    }
}
