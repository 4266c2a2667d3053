namespace Amiable.Reading.Understanding.People;

/// <summary>Polish names are declined after a preposition: "do pani Ilony Mazurkiewicz" names Ilona.</summary>
internal static class BaseForm
{
    public static string Of(string title, string name)
    {
        var lower = title.ToLowerInvariant();
        if (lower is not ("pani" or "panią" or "pana" or "panu" or "panem"))
            return name;
        var words = name.Split(' ');
        return string.Join(' ', words.Select((w, i) => lower.StartsWith("pani", StringComparison.Ordinal) ? Woman(w, i) : Man(w)));
    }

    private static string Woman(string word, int at) =>
        Swap(word, "skiej", "ska")
        ?? Swap(word, "ckiej", "cka")
        ?? Swap(word, "ej", "a")
        ?? Swap(word, "ią", "ia")
        ?? Swap(word, "ą", "a")
        ?? (at == 0 ? Swap(word, "ii", "ia") ?? Swap(word, "y", "a") ?? Swap(word, "i", "a") : null)
        ?? word;

    private static string Man(string word) =>
        Swap(word, "skiego", "ski")
        ?? Swap(word, "ckiego", "cki")
        ?? Swap(word, "skiemu", "ski")
        ?? Swap(word, "skim", "ski")
        ?? Swap(word, "rka", "rek")
        ?? Swap(word, "wła", "weł")
        ?? Swap(word, "owi", "")
        ?? Swap(word, "em", "")
        ?? Swap(word, "a", "")
        ?? word;

    private static string? Swap(string word, string ending, string by) =>
        word.Length > ending.Length + 1 && word.EndsWith(ending, StringComparison.Ordinal) ? word[..^ending.Length] + by : null;
}
