using System.Buffers;
using Amiable.Reading.Understanding;
using Amiable.Replies;

namespace Amiable.Reading.Instructions;

/// <summary>
/// Finds the accounts a text names, by any part of their name, misspelt or cut short: "le garage", "harbor", "Delcroix". A part that several names have
/// means all of them; the more of a name is written, the fewer are meant.
/// </summary>
internal sealed class AccountNames
{
    private const int MostBetween = 2;

    private static readonly HashSet<string> Articles = ["las", "los", "gli", "os", "as", "alla", "alle"];

    private static readonly HashSet<string> Joining =
    [
        .. "de du des la le les l d et and und y e en del der die das the of van von da do dos i & el il lo een het au aux a".Split(' '),
    ];

    private static readonly SearchValues<char> Ends = SearchValues.Create(",;:.!?\n");

    private static readonly HashSet<string> LegalForms =
    [
        .. "sa sas sasu sarl eurl snc sci gmbh ag kg ohg ug ltd limited plc llc llp inc corp bv nv vof spa srl sl slu lda co company".Split(
            ' '
        ),
    ];

    private readonly List<(KnownAccount Account, List<string> Parts, List<string> Forms)> names;
    private readonly Dictionary<string, HashSet<KnownAccount>> byPart = [];

    public AccountNames(IReadOnlyList<KnownAccount> accounts)
    {
        names = [.. accounts.Select(a => (a, Parts(a.Name, false), Parts(a.Name, true)))];
        foreach (var (account, parts, _) in names)
        foreach (var part in parts)
            (byPart.TryGetValue(part, out var has) ? has : byPart[part] = []).Add(account);
    }

    /// <summary>The passages, in the order of the text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isCommon">Whether a word has a meaning of its own: alone it then names nobody.</param>
    public IReadOnlyList<AccountMention> Read(WrittenText text, Func<Word, bool> isCommon)
    {
        var found = new List<AccountMention>();
        for (var at = 0; at < text.Words.Count; )
            at = Take(text, at, isCommon, found);
        return found;
    }

    private int Take(WrittenText text, int at, Func<Word, bool> isCommon, List<AccountMention> found)
    {
        var (meant, sure) = Fitting(text.Words[at], isCommon(text.Words[at]), text.Raw);
        if (meant.Count == 0)
            return at + 1;
        var (last, strong) = (at, isCommon(text.Words[at]) ? 0 : 1);
        for (var next = at + 1; next < text.Words.Count && next <= last + 1 + MostBetween; next++)
        {
            var word = text.Words[next];
            if (text.Raw.AsSpan(text.Words[last].End, word.Start - text.Words[last].End).ContainsAny(Ends))
                break;
            var (fit, nextSure) = Fitting(word, isCommon(word), text.Raw);
            var both = fit.Where(meant.Contains).ToHashSet();
            if (both.Count == 0 && LegalForms.Contains(word.Text))
                both = meant.Where(m => names.Exists(n => n.Account == m && n.Forms.Contains(word.Text))).ToHashSet();
            if (both.Count > 0)
            {
                (meant, last, sure) = (both, next, Math.Min(sure, fit.Count > 0 ? nextSure : 1));
                strong += isCommon(word) ? 0 : 1;
            }
            else if (fit.Count > 0 || !Joining.Contains(word.Text))
                break;
        }
        if (strong == 0 && last == at)
            return at + 1;
        var span = new Span(text.Words[at].Start, text.Words[last].End - text.Words[at].Start);
        found.Add(new(span, Whole(text, at, last, meant), sure));
        return last + 1;
    }

    /// <summary>Written out in full, it is that one and not another that goes on.</summary>
    private List<KnownAccount> Whole(WrittenText text, int at, int last, HashSet<KnownAccount> meant)
    {
        var written = string.Join(' ', text.Words.Skip(at).Take(last - at + 1).Select(w => w.Text));
        var whole = meant.Where(m => string.Join(' ', WrittenText.Of(m.Name).Words.Select(w => w.Text)) == written).ToList();
        return whole.Count == 1 ? whole : [.. names.Select(n => n.Account).Where(meant.Contains)];
    }

    private (HashSet<KnownAccount> Accounts, double Sure) Fitting(Word word, bool common, string raw)
    {
        // "Las Dunas" is a name, "a las conservas" names nobody by its article.
        if (Articles.Contains(word.Text) && char.IsLower(raw[word.Start]))
            return ([], 0);
        if (byPart.TryGetValue(word.Text, out var exact))
        {
            // "Die Klinik" may also be the "Klinikverbund".
            var longer =
                common || word.Text.Length < 5
                    ? []
                    : byPart
                        .Where(p => p.Key.Length >= word.Text.Length + 4 && p.Key.StartsWith(word.Text, StringComparison.Ordinal))
                        .SelectMany(p => p.Value);
            return ([.. exact, .. longer], 1);
        }
        if (common || word.Text.Length < 4 || Joining.Contains(word.Text) || char.IsAsciiDigit(word.Text[0]))
            return ([], 0);
        var isName = char.IsUpper(raw[word.Start]);
        var near = byPart.Where(p => IsNear(p.Key, word.Text, isName)).SelectMany(p => p.Value).ToHashSet();
        return (near, 0.9);
    }

    private static bool IsNear(string part, string word, bool isName)
    {
        if (part[0] != word[0] || part.Length < 5)
            return false;
        if (part.StartsWith(word, StringComparison.Ordinal) && (isName || word.Length >= 5) && word.Length >= 4)
            return true;
        // "Wolffs", "Kranzens": a genitive.
        if (word.StartsWith(part, StringComparison.Ordinal) && word.Length - part.Length <= 2)
            return true;
        // "Le transporteur" is the one called Transports.
        if (CommonBeginning(part, word) >= Math.Max(7, Math.Min(part.Length, word.Length) - 2) && Math.Abs(part.Length - word.Length) <= 3)
            return true;
        return word.Length >= 5 && Distance(part, word) <= (Math.Min(part.Length, word.Length) >= 8 ? 2 : 1);
    }

    private static int CommonBeginning(string one, string other) => one.AsSpan().CommonPrefixLength(other);

    /// <summary>How many letters to add, drop, change or swap.</summary>
    private static int Distance(string one, string other)
    {
        if (Math.Abs(one.Length - other.Length) > 2)
            return 3;
        var rows = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++)
        for (var j = 0; j <= other.Length; j++)
            rows[i, j] =
                i == 0 ? j
                : j == 0 ? i
                : Math.Min(
                    Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1,
                    i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1]
                        ? Math.Min(rows[i - 2, j - 2] + 1, rows[i - 1, j - 1] + 1)
                        : rows[i - 1, j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1)
                );
        return rows[one.Length, other.Length];
    }

    private static List<string> Parts(string name, bool forms)
    {
        var words = WrittenText.Of(name).Words.Select(w => w.Text).ToList();
        var parts = words.Where(w => LegalForms.Contains(w) == forms && !Joining.Contains(w)).ToList();
        return parts.Count > 0 || forms ? parts : words;
    }
}
