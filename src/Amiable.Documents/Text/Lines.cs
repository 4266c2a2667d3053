using System.Text.RegularExpressions;
using Amiable.Documents.Pages;

namespace Amiable.Documents.Text;

/// <summary>Puts the words of pages into lines, from top to bottom.</summary>
internal static partial class Lines
{
    // A word is compared with the last few lines only: a page of confetti must not take quadratic time.
    private const int LinesBack = 12;
    private const int MostWordsOfPage = 20_000;

    public static IReadOnlyList<Line> Of(IReadOnlyList<TextPage> pages)
    {
        var lines = new List<Line>();
        foreach (var page in pages)
        {
            var drafts = new List<Draft>();
            foreach (var word in page.Words.Take(MostWordsOfPage).SelectMany(Pieces).OrderBy(word => word.Top + word.Bottom))
                Place(word, drafts);
            lines.AddRange(drafts.OrderBy(draft => draft.Bottom).Select(draft => new Line(page, Once(draft.Words))));
        }
        for (var at = 0; at < lines.Count; at++)
            lines[at].Index = at;
        return lines;
    }

    private static void Place(PageWord word, List<Draft> drafts)
    {
        Draft? best = null;
        var most = 0.5;
        for (var at = drafts.Count - 1; at >= Math.Max(0, drafts.Count - LinesBack); at--)
        {
            var share = drafts[at].Shares(word);
            if (share > most)
                (best, most) = (drafts[at], share);
        }
        if (best is null)
            drafts.Add(new(word));
        else
            best.Words.Add(word);
    }

    // Shadows and false bold print a word twice at nearly the same place.
    private static List<PageWord> Once(List<PageWord> words)
    {
        words.Sort((one, other) => one.Left.CompareTo(other.Left));
        for (var at = words.Count - 1; at > 0; at--)
        {
            var (one, other) = (words[at - 1], words[at]);
            if (one.Text == other.Text && other.Left - one.Left < 0.3 * (one.Right - one.Left))
                words.RemoveAt(at);
        }
        return words;
    }

    /// <summary>"Nummer:82", "n°562044387" and "Nr.12" are a label and a value.</summary>
    private static IEnumerable<PageWord> Pieces(PageWord word)
    {
        if (word.Text.Length is < 3 or > 60 || Glued().Match(word.Text) is not { Success: true } glued)
            return [word];
        var cut = glued.Groups["label"].Length;
        var middle = word.Left + ((word.Right - word.Left) * cut / word.Text.Length);
        return [word with { Text = word.Text[..cut], Right = middle }, word with { Text = word.Text[cut..], Left = middle }];
    }

    [GeneratedRegex(
        @"^(?<label>[\p{L}.()/°º#-]*(?:\p{L}{2,}:|\p{L}\)?:|[nN][°º]:?|#|[nN]r\.:?|[nN]o\.:?|№))(?=[^/:\s]*[\p{L}\d€$£])(?!//)"
    )]
    private static partial Regex Glued();

    /// <summary>A line being filled; its first word decides where it stands.</summary>
    private sealed class Draft(PageWord first)
    {
        public List<PageWord> Words { get; } = [first];
        public double Bottom => first.Bottom;

        /// <summary>How much of the smaller one's height stands beside the other; words of very different size only when their feet are level.</summary>
        public double Shares(PageWord word)
        {
            var (height, other) = (word.Bottom - word.Top, first.Bottom - first.Top);
            var (small, large) = (Math.Max(Math.Min(height, other), 0.1), Math.Max(height, other));
            if (large > 1.8 * small && Math.Abs(word.Bottom - first.Bottom) > 0.35 * small)
                return 0;
            return (Math.Min(word.Bottom, first.Bottom) - Math.Max(word.Top, first.Top)) / small;
        }
    }
}
