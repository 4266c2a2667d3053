using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Amiable.Reading.Understanding.Dates;

/// <summary>The forms in which one language writes days.</summary>
internal sealed class DateTable
{
    private static readonly Dictionary<string, Lazy<DateTable>> All = Tables.Languages.ToDictionary(
        l => l,
        l => new Lazy<DateTable>(() => new($"{l}.dates.txt"))
    );

    private const int FirstSure = 5;

    private static readonly string[] Endings = ["", "r", "n", "m", "s"];

    private readonly Regex[] weekdays = new Regex[7];
    private readonly Regex[] months = new Regex[12];
    private readonly Dictionary<string, int> numbers = [];
    private readonly Dictionary<string, int> days = [];
    private readonly Regex ahead;
    private readonly Regex behind;
    private readonly Regex anyWeekday;
    private readonly Regex anyMonth;
    private readonly Regex anyNumber;
    private readonly Regex anyOrdinal;

    private DateTable(string file)
    {
        var lines = Tables.Lines(file).ToList();
        Fill(lines, "weekday ", weekdays);
        Fill(lines, "month ", months);
        (ahead, behind) = (Said(lines, "ahead"), Said(lines, "behind"));
        var numberWords = Learn(lines, "number ", numbers);
        var dayWords = Learn(lines, "ordinal ", days);
        var week = $"(?<wd>{Alternatives(lines, "weekday ")})";
        var month = $"(?<mon>{Alternatives(lines, "month ")})(?![a-z])";
        var number = $@"(?<n>\d{{1,3}}|{Any(numberWords)})(?: ?\(\w+\))?";
        anyWeekday = new($"(?<![a-z]){week}", RegexOptions.CultureInvariant);
        anyMonth = new($"(?<![a-z]){month}", RegexOptions.CultureInvariant);
        anyNumber = new($"(?<![a-z]){number}", RegexOptions.CultureInvariant);
        var day = $"(?<dw>{Any(dayWords)})(?![a-z])";
        anyOrdinal = new($"(?<![a-z]){day}", RegexOptions.CultureInvariant);
        // "The first" and "the second" alone number things, not days.
        var late = $"(?<dw>{Any(dayWords.Where(w => days[w] >= FirstSure))})(?![a-z])";
        Forms =
        [
            .. lines
                .Where(l => !IsWord(l.Kind))
                .Select(l => new DateRule(
                    l.Kind,
                    l.Line,
                    Compile(
                        l.Line.Replace("{o}", day, StringComparison.Ordinal).Replace("{late}", late, StringComparison.Ordinal),
                        week,
                        month,
                        number
                    )
                )),
        ];
    }

    /// <summary>The forms, in the order of the table.</summary>
    public IReadOnlyList<DateRule> Forms { get; }

    /// <summary>The forms of a language; English where there is no table.</summary>
    public static DateTable For(string language) => (All.GetValueOrDefault(language) ?? All["en"]).Value;

    /// <summary>The forms that may be in a text: most need a word or a figure that is not there, which is quickly seen.</summary>
    public IEnumerable<DateRule> Possible(string folded)
    {
        var hasDigit = folded.AsSpan().ContainsAnyInRange('0', '9');
        var (hasWeekday, hasMonth, hasNumber) = (anyWeekday.IsMatch(folded), anyMonth.IsMatch(folded), anyNumber.IsMatch(folded));
        var hasOrdinal = anyOrdinal.IsMatch(folded);
        return Forms.Where(f => f.Alternatives.Any(Fits));

        bool Fits(DateRule.Alternative a) =>
            (hasDigit || !a.NeedsDay)
            && (hasWeekday || !a.NeedsWeekday)
            && (hasMonth || !a.NeedsMonth)
            && (hasNumber || !a.NeedsNumber)
            && (hasOrdinal || !a.NeedsOrdinal)
            && (a.Word.Length == 0 || folded.Contains(a.Word, StringComparison.Ordinal));
    }

    /// <summary>1 (Monday) to 7.</summary>
    public int Weekday(string word) => Array.FindIndex(weekdays, w => w.IsMatch(word)) + 1;

    /// <summary>1 to 12.</summary>
    public int Month(string word) => Array.FindIndex(months, m => m.IsMatch(word)) + 1;

    /// <summary>"Next Friday": true when the words say ahead, false when behind, null when neither.</summary>
    public bool? SaysAhead(string words) =>
        ahead.IsMatch(words) ? true
        : behind.IsMatch(words) ? false
        : null;

    /// <summary>A number in figures or words.</summary>
    public int Number(string word) =>
        int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var figure) ? figure : numbers.GetValueOrDefault(word);

    /// <summary>A day of the month in words; 0 when the word is none.</summary>
    public int DayWord(string word) => days.GetValueOrDefault(word);

    private static List<string> Learn(List<(string Kind, string Line)> lines, string kind, Dictionary<string, int> into)
    {
        foreach (var (key, words) in lines.Where(l => l.Kind.StartsWith(kind, StringComparison.Ordinal)))
        foreach (var word in words.Split('|').SelectMany(Expanded))
            into[word] = int.Parse(key[kind.Length..], CultureInfo.InvariantCulture);
        return [.. into.Keys];
    }

    /// <summary>Any of the words, the longest first. Their spaces are those of the forms.</summary>
    private static string Any(IEnumerable<string> words) => string.Join('|', words.OrderByDescending(w => w.Length));

    private static bool IsWord(string kind) =>
        kind.StartsWith("weekday ", StringComparison.Ordinal)
        || kind.StartsWith("month ", StringComparison.Ordinal)
        || kind.StartsWith("number ", StringComparison.Ordinal)
        || kind.StartsWith("ordinal ", StringComparison.Ordinal)
        || kind is "ahead" or "behind";

    private static Regex Said(List<(string Kind, string Line)> lines, string kind) =>
        new($@"\b(?:{lines.Single(l => l.Kind == kind).Line})\b", RegexOptions.CultureInvariant);

    private static void Fill(List<(string Kind, string Line)> lines, string kind, Regex[] into)
    {
        foreach (var (key, words) in lines.Where(l => l.Kind.StartsWith(kind, StringComparison.Ordinal)))
            into[int.Parse(key[kind.Length..], CultureInfo.InvariantCulture) - 1] = new($"^(?:{words})$", RegexOptions.CultureInvariant);
    }

    private static string Alternatives(List<(string Kind, string Line)> lines, string kind) =>
        string.Join('|', lines.Where(l => l.Kind.StartsWith(kind, StringComparison.Ordinal)).Select(l => l.Line));

    /// <summary>"premiere?" is "premier" and "premiere"; "twenty[- ]one" is written three ways.</summary>
    private static IEnumerable<string> Expanded(string word)
    {
        if (word.Contains("[- ]", StringComparison.Ordinal))
            return [word.Replace("[- ]", "-", StringComparison.Ordinal), word.Replace("[- ]", " ", StringComparison.Ordinal)];
        if (word.Contains("[rnms]?", StringComparison.Ordinal))
            return Endings.Select(e => word.Replace("[rnms]?", e, StringComparison.Ordinal));
        return word.EndsWith('?') ? new[] { word[..^1], word[..^2] } : [word];
    }

    private static Regex Compile(string form, string week, string month, string number)
    {
        var pattern = new StringBuilder(form)
            .Replace("{wd}", week)
            .Replace("{mon}", month)
            .Replace("{n}", number)
            .Replace("{d}", @"(?<d>0?[1-9]|[12]\d|3[01])(?!\d)")
            .Replace("{y}", @"(?<y>20\d\d|'?\d\d(?![\d:]))")
            .Replace("[- ]", @"[-\s]")
            .Replace(" ", @"\s");
        return new($@"(?<![a-z0-9]|\d[.,/])(?:{pattern})(?![a-z0-9])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);
    }
}

/// <summary>One form of a day.</summary>
/// <param name="Kind">What it says, with its number where the form has one ("in-days=14").</param>
/// <param name="Form">How the table writes it.</param>
/// <param name="Pattern">How it is written in a text.</param>
internal sealed partial record DateRule(string Kind, string Form, Regex Pattern)
{
    /// <summary>What it says.</summary>
    public string Name { get; } = Kind.Split('=')[0];

    /// <summary>The number the form itself has.</summary>
    public int? Fixed { get; } =
        Kind.Split('=') is [_, var number] ? int.Parse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : null;

    /// <summary>What each alternative cannot do without, outside of groups, which may be optional.</summary>
    internal IReadOnlyList<Alternative> Alternatives { get; } = [.. WithoutGroups(Form).Split('|').Select(a => new Alternative(a))];

    private static string WithoutGroups(string form)
    {
        for (var shorter = Group().Replace(form, " "); shorter.Length < form.Length; shorter = Group().Replace(form, " "))
            form = shorter;
        return Class().Replace(form, " ");
    }

    /// <summary>One way of writing a form.</summary>
    internal sealed class Alternative(string form)
    {
        public bool NeedsDay { get; } = form.Contains("{d}", StringComparison.Ordinal);
        public bool NeedsWeekday { get; } = form.Contains("{wd}", StringComparison.Ordinal);
        public bool NeedsMonth { get; } = form.Contains("{mon}", StringComparison.Ordinal);
        public bool NeedsNumber { get; } = form.Contains("{n}", StringComparison.Ordinal);
        public bool NeedsOrdinal { get; } =
            form.Contains("{o}", StringComparison.Ordinal) || form.Contains("{late}", StringComparison.Ordinal);

        /// <summary>The longest word in it; its last letter may be optional.</summary>
        public string Word { get; } =
            Words().Matches(form).Select(m => m.Value.EndsWith('?') ? m.Value[..^2] : m.Value).MaxBy(w => w.Length) ?? "";
    }

    [GeneratedRegex(@"\[[^\]]*\][?*+]?")]
    private static partial Regex Class();

    [GeneratedRegex(@"(?<![\\{a-z])[a-z]{3,}\??(?!\})")]
    private static partial Regex Words();

    [GeneratedRegex(@"\([^()]*\)\??")]
    private static partial Regex Group();
}
