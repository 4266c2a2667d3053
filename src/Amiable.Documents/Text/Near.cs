namespace Amiable.Documents.Text;

/// <summary>How well a value answers a label by where it stands: to its right on the line, or below it. From 0 (not at all) to 1.</summary>
internal static class Near
{
    private const int LinesBelow = 14;

    // These stand between a label and its value without claiming the value for themselves.
    private static readonly HashSet<Role> Silent =
    [
        Role.Connector,
        Role.Nr,
        Role.Currency,
        Role.Taxed,
        Role.Days,
        Role.Email,
        Role.Seller,
        Role.Buyer,
        Role.Terms,
        Role.Date,
        Role.Title,
        Role.Immediate,
        Role.EndOfMonth,
        Role.Discount,
    ];

    public static double Of(Sheet sheet, Label label, Passage value, HashSet<Role> rivals) =>
        label.Line == value.Line ? Right(sheet, label, value, rivals) : Below(sheet, label, value);

    private static double Right(Sheet sheet, Label label, Passage value, HashSet<Role> rivals)
    {
        if (value.First <= label.Place.Last)
            return 0;
        foreach (var other in sheet.LabelsOf(label.Line))
            if (
                other.Place.First > label.Place.Last
                && other.Place.Last < value.First
                && (rivals.Count > 0 ? rivals.Contains(other.Role) : !Silent.Contains(other.Role))
                && other.Length > 2
            )
                return 0;
        var words = 0;
        for (var at = label.Place.Last + 1; at < value.First; at++)
            words += label.Line.Words[at].Text.Any(char.IsLetterOrDigit) ? 1 : 0;
        var gap = Math.Max(0, value.Left - label.Place.Right) / Math.Max(label.Line.Page.Width, 1);
        // Words in between make it a sentence; a wide empty gap, perhaps another column.
        return Math.Max(0, 1 - (0.04 * words) - (words == 0 ? 0.15 * gap : 0.35 * gap));
    }

    private static double Below(Sheet sheet, Label label, Passage value)
    {
        var (line, height) = (label.Line, label.Line.Height);
        if (value.Line.Page != line.Page || value.Line.Index < line.Index || value.Line.Index > line.Index + LinesBelow)
            return 0;
        var down = value.Top - label.Place.Bottom;
        if (down < -0.3 * height || down > 3.6 * height || !Aligned(label.Place, value, height))
            return 0;
        for (var at = line.Index + 1; at < value.Line.Index; at++)
            foreach (var cell in sheet.Lines[at].Cells)
                if (cell.Left < value.Right && cell.Right > value.Left && cell.Text.Any(char.IsDigit))
                    return 0;
        return Math.Max(0, 0.93 - (0.05 * Math.Max(0, down) / height));
    }

    private static bool Aligned(Passage label, Passage value, double height)
    {
        var overlap = Math.Min(label.Right, value.Right) - Math.Max(label.Left, value.Left);
        return overlap > 0.3 * Math.Min(label.Right - label.Left, value.Right - value.Left)
            || Math.Abs(label.Left - value.Left) < height
            || Math.Abs(label.Right - value.Right) < height;
    }
}
