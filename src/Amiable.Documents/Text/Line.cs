using Amiable.Documents.Pages;

namespace Amiable.Documents.Text;

/// <summary>Words side by side on a page.</summary>
internal sealed class Line
{
    public Line(TextPage page, IReadOnlyList<PageWord> words)
    {
        Page = page;
        Words = words;
        Top = words.Min(word => word.Top);
        Bottom = words.Max(word => word.Bottom);
        var heights = words.Select(word => word.Bottom - word.Top).Order().ToList();
        Height = Math.Max(heights[heights.Count / 2], 0.5);
        Cells = Split();
    }

    public TextPage Page { get; }
    public IReadOnlyList<PageWord> Words { get; }
    public double Top { get; }
    public double Bottom { get; }

    /// <summary>Of a usual word in it.</summary>
    public double Height { get; }

    /// <summary>Its place among all lines of the document.</summary>
    public int Index { get; set; }

    public IReadOnlyList<Cell> Cells { get; }

    // A space is about a third of the height; more than two of them is a gap between columns.
    private List<Cell> Split()
    {
        const int mostWords = 80;
        var cells = new List<Cell>();
        var first = 0;
        for (var at = 1; at <= Words.Count; at++)
        {
            var gap = at < Words.Count ? Words[at].Left - Words[at - 1].Right : double.MaxValue;
            if (gap <= Height * 0.72 && at - first < mostWords)
                continue;
            cells.Add(new(this, first, at - 1));
            first = at;
        }
        return cells;
    }
}

/// <summary>Words of a line that stand together, apart from the next by a wide gap.</summary>
internal sealed class Cell
{
    private readonly int[] _starts;

    public Cell(Line line, int first, int last)
    {
        Line = line;
        First = first;
        Last = last;
        _starts = new int[last - first + 1];
        var text = new System.Text.StringBuilder();
        for (var at = first; at <= last; at++)
        {
            if (at > first)
                text.Append(' ');
            _starts[at - first] = text.Length;
            text.Append(line.Words[at].Text.Length > 100 ? "…" : line.Words[at].Text);
        }
        Text = text.ToString();
    }

    public Line Line { get; }
    public int First { get; }
    public int Last { get; }

    /// <summary>Its words with a space between each.</summary>
    public string Text { get; }

    public double Left => Line.Words[First].Left;
    public double Right => Line.Words[Last].Right;

    public double Top => Line.Words[First].Top;
    public double Bottom => Line.Words[First].Bottom;
    public double Height => Math.Max(Bottom - Top, 0.5);

    public Passage All => new(Line, First, Last);

    /// <summary>From this word on; null when nothing is left.</summary>
    public Cell? From(int word) =>
        word <= First ? this
        : word > Last ? null
        : new(Line, word, Last);

    /// <summary>The words that hold these characters of <see cref="Text"/>.</summary>
    public Passage Part(int start, int length) => new(Line, WordAt(start), WordAt(start + Math.Max(length, 1) - 1));

    public int StartOf(int word) => _starts[word - First];

    private int WordAt(int character)
    {
        var found = Array.BinarySearch(_starts, character);
        return First + (found >= 0 ? found : ~found - 1);
    }
}

/// <summary>Some words of a line, from the first to the last.</summary>
internal readonly record struct Passage(Line Line, int First, int Last)
{
    public double Left => Line.Words[First].Left;
    public double Right => Line.Words[Last].Right;
    public double Top => Line.Words[First].Top;
    public double Bottom => Line.Words[First].Bottom;
    public string Text => string.Join(' ', Line.Words.Skip(First).Take(Last - First + 1).Select(word => word.Text));
    public int Page => Line.Page.Number;

    public double Sureness
    {
        get
        {
            var least = 1.0;
            for (var at = First; at <= Last; at++)
                least = Math.Min(least, Line.Words[at].Sureness);
            return least;
        }
    }

    public Evidence Evidence()
    {
        var (page, words) = (Line.Page, Line.Words.Skip(First).Take(Last - First + 1).ToList());
        return new(
            page.Number,
            Text,
            new(
                Part(Left, page.Width),
                Part(words.Min(w => w.Top), page.Height),
                Part(Right, page.Width),
                Part(words.Max(w => w.Bottom), page.Height)
            )
        );
    }

    private static double Part(double place, double whole) => whole <= 0 ? 0 : Math.Round(Math.Clamp(place / whole, 0, 1), 5);
}
