using System.Text.RegularExpressions;

namespace Amiable.Writing;

/// <summary>
/// A text being checked. What is explained is struck out, so that what remains must not hold a figure, a link or an address: everything is
/// suspect until a fact explains it, and not the other way round.
/// </summary>
internal sealed class LockedText(FoldedText folded)
{
    /// <summary>Stands where a name or a reference was explained. Folding removed these characters from the text itself.</summary>
    public const char Name = '\uE000';

    /// <summary>Stands where an amount, a date or a count was explained.</summary>
    public const char Figure = '\uE001';

    private readonly char[] rest = folded.Text.ToCharArray();
    private readonly List<(int Start, int End)> suspects = [];

    public string Rest => new(rest);

    public void Explain(int start, int length, char mark) => Array.Fill(rest, mark, start, length);

    public void Suspect(Capture found) => suspects.Add((found.Index, found.Index + found.Length));

    public void Suspect(int start, int end) => suspects.Add((start, end));

    /// <summary>What stays unexplained, in the words and at the places of the original; neighbours and overlaps are one.</summary>
    public IEnumerable<(string Text, int Start)> Unexplained()
    {
        var merged = new List<(int Start, int End)>();
        foreach (var (start, end) in suspects.Order())
        {
            if (merged.Count > 0 && start <= merged[^1].End)
                merged[^1] = (merged[^1].Start, Math.Max(end, merged[^1].End));
            else
                merged.Add((start, end));
        }
        foreach (var (start, end) in merged)
        {
            var (from, to) = folded.InOriginal(start, end);
            yield return (folded.Original[from..to].Trim(), from);
        }
    }
}
