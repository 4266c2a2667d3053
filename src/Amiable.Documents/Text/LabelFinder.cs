using System.Text;

namespace Amiable.Documents.Text;

/// <summary>Finds labels in lines: the longest phrase that begins and ends at a word's edge, from left to right.</summary>
internal static class LabelFinder
{
    public static List<Label> Find(IReadOnlyList<Line> lines)
    {
        var labels = new List<Label>();
        var strip = new Strip();
        foreach (var cell in lines.SelectMany(line => line.Cells))
        {
            strip.Fill(cell);
            Find(cell, strip, labels);
        }
        return labels;
    }

    private static void Find(Cell cell, Strip strip, List<Label> labels)
    {
        var phrases = LabelWords.Phrases.GetAlternateLookup<ReadOnlySpan<char>>();
        var letters = strip.Letters.AsSpan();
        for (var start = 0; start < strip.Pieces.Count; )
        {
            var next = start + 1;
            for (var end = strip.EndWithin(start, LabelWords.Longest); end >= start; end--)
            {
                var (from, to) = (strip.Pieces[start].From, strip.Pieces[end].To);
                if (!phrases.TryGetValue(letters[from..to], out var roles))
                    continue;
                var place = new Passage(cell.Line, strip.Pieces[start].Word, strip.Pieces[end].Word);
                foreach (var role in roles)
                    labels.Add(new(role, place, to - from, start == 0, end == strip.Pieces.Count - 1));
                next = end + 1;
                break;
            }
            start = next;
        }
    }

    /// <summary>The folded letters of a cell in one row, and which word each piece came from.</summary>
    private sealed class Strip
    {
        private readonly List<string> _pieces = [];
        private readonly StringBuilder _letters = new();

        public List<(int From, int To, int Word)> Pieces { get; } = [];
        public string Letters { get; private set; } = "";

        public void Fill(Cell cell)
        {
            Pieces.Clear();
            _letters.Clear();
            for (var word = cell.First; word <= cell.Last; word++)
            {
                _pieces.Clear();
                Text.Letters.Fold(cell.Line.Words[word].Text, _pieces);
                foreach (var piece in _pieces)
                {
                    Pieces.Add((_letters.Length, _letters.Length + piece.Length, word));
                    _letters.Append(piece);
                }
            }
            Letters = _letters.ToString();
        }

        public int EndWithin(int start, int longest)
        {
            var end = start;
            while (end + 1 < Pieces.Count && Pieces[end + 1].To - Pieces[start].From <= longest)
                end++;
            return end;
        }
    }
}
