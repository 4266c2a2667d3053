namespace Amiable.Documents.Text;

/// <summary>The words of Labels/: roles, months and usual words of seven languages.</summary>
internal static class LabelWords
{
    public static readonly IReadOnlyList<string> Languages = ["en", "fr", "de", "es", "it", "nl", "pt"];

    /// <summary>Folded phrase → its roles.</summary>
    public static readonly Dictionary<string, Role[]> Phrases = [];

    /// <summary>Folded name → 1 to 12.</summary>
    public static readonly Dictionary<string, int> Months = [];

    /// <summary>Folded word → the languages it is usual in, as bits in the order of <see cref="Languages"/>.</summary>
    public static readonly Dictionary<string, int> Usual = [];

    public static readonly int Longest;

    static LabelWords()
    {
        var pieces = new List<string>();
        for (var language = 0; language < Languages.Count; language++)
        {
            foreach (var line in Read(Languages[language]))
            {
                var (name, rest) = (line[..line.IndexOf(':')], line[(line.IndexOf(':') + 1)..]);
                if (name == "months")
                    AddMonths(rest);
                else if (name == "words")
                    AddUsual(rest, 1 << language);
                else
                    AddPhrases(
                        Enum.Parse<Role>(name.Replace("-", "", StringComparison.Ordinal), ignoreCase: true),
                        rest,
                        1 << language,
                        pieces
                    );
            }
        }
        // "Avoir n°" announces a number and says that it is a credit note.
        var credits = Phrases
            .Where(phrase => phrase.Value.Contains(Role.Credit) && phrase.Key.Length >= 5)
            .Select(phrase => phrase.Key)
            .ToList();
        foreach (
            var (phrase, roles) in Phrases
                .Where(phrase =>
                    (phrase.Value.Contains(Role.Number) || phrase.Value.Contains(Role.Document)) && !phrase.Value.Contains(Role.Credit)
                )
                .ToList()
        )
            if (credits.Exists(credit => phrase.StartsWith(credit, StringComparison.Ordinal)))
                Phrases[phrase] = [.. roles, Role.Credit];
        Longest = Phrases.Keys.Max(phrase => phrase.Length);
    }

    private static void AddPhrases(Role role, string phrases, int language, List<string> pieces)
    {
        foreach (var phrase in phrases.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            pieces.Clear();
            Letters.Fold(phrase, pieces);
            foreach (var piece in pieces.Where(piece => piece.Length > 3))
                Usual[piece] = Usual.GetValueOrDefault(piece) | language;
            var folded = string.Concat(pieces);
            var roles = Phrases.GetValueOrDefault(folded, []);
            if (!roles.Contains(role))
                Phrases[folded] = [.. roles, role];
        }
    }

    private static void AddMonths(string months)
    {
        var number = 0;
        foreach (var names in months.Split(';', StringSplitOptions.TrimEntries))
        {
            number++;
            foreach (var name in names.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                Months[Letters.Plain(name)] = number;
        }
    }

    private static void AddUsual(string words, int language)
    {
        foreach (var word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            Usual[Letters.Plain(word)] = Usual.GetValueOrDefault(Letters.Plain(word)) | language;
    }

    private static List<string> Read(string language)
    {
        using var stream = typeof(LabelWords).Assembly.GetManifestResourceStream("Labels/" + language)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToList();
    }
}
