namespace Amiable.Documents.Text;

/// <summary>The language of a document, by its usual words.</summary>
internal static class Languages
{
    public static string Of(IReadOnlyList<Line> lines)
    {
        var counts = new double[LabelWords.Languages.Count];
        var pieces = new List<string>();
        foreach (var word in lines.SelectMany(line => line.Words).Take(3_000))
        {
            pieces.Clear();
            Letters.Fold(word.Text, pieces);
            foreach (var piece in pieces)
                if (LabelWords.Usual.TryGetValue(piece, out var languages))
                    for (var at = 0; at < counts.Length; at++)
                        if ((languages & (1 << at)) != 0)
                            counts[at] += 1.0 / System.Numerics.BitOperations.PopCount((uint)languages);
        }
        var best = Array.IndexOf(counts, counts.Max());
        return counts[best] < 1 ? "" : LabelWords.Languages[best];
    }
}
