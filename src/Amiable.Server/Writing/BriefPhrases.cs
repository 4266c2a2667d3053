using System.Globalization;
using System.Text;

namespace Amiable.Writing;

/// <summary>The phrases of a language filled with the facts of one brief.</summary>
internal sealed class BriefPhrases
{
    private readonly IReadOnlyList<BriefLine> about;

    /// <param name="brief">The facts.</param>
    /// <param name="about">The invoices it speaks of; null for those of the brief.</param>
    public BriefPhrases(MessageBrief brief, IReadOnlyList<BriefLine>? about = null)
    {
        Brief = brief;
        Locale = Locale.For(brief.Language, brief.Country);
        Texts = LanguageTexts.For(Locale);
        this.about = about ?? (brief.Stage == FollowUp.Stage.Thanks ? brief.Paid : AskedFigures.Lines(brief));
    }

    public MessageBrief Brief { get; }
    public Locale Locale { get; }
    public LanguageTexts Texts { get; }

    /// <summary>The form of [the agent's word|for a woman's name]: only French needs one, where names in -a are women's (Léa, assistante).</summary>
    public int FormOfAgent => Brief.Sender.AgentName.EndsWith('a') ? 2 : 1;

    public string Fill(Template template) => template.Fill(about.Count, Value, Join);

    /// <summary>The same with places that are no facts of the brief.</summary>
    public string Fill(Template template, IReadOnlyDictionary<string, string> more) =>
        template.Fill(about.Count, place => more.GetValueOrDefault(place) ?? Value(place), Join);

    public string Word(string key, int count = 1, params ReadOnlySpan<(string Place, string Value)> more)
    {
        var own = more.ToArray();
        return Texts.Word(key).Fill(count, place => own.FirstOrDefault(o => o.Place == place).Value ?? Value(place), Join);
    }

    /// <summary>The subject in at most <see cref="BuiltInWriter.LongestSubject"/> characters: first the creditor's name gives way, then the invoice number.</summary>
    public string Subject(Template template)
    {
        var whole = Fill(template);
        if (whole.Length <= BuiltInWriter.LongestSubject)
            return whole;
        var creditor = Brief.Sender.Creditor;
        var room = BuiltInWriter.LongestSubject - (whole.Length - creditor.Length);
        if (room < ShortestName && room < creditor.Length)
        {
            template = Texts.Word("short subject");
            room = BuiltInWriter.LongestSubject - (Fill(template).Length - creditor.Length);
        }
        var clipped = Clip(creditor, room);
        return template.Fill(about.Count, place => place == "creditor" ? clipped : Value(place), Join);
    }

    /// <summary>A name is not cut below this many characters: less would no longer say who writes.</summary>
    internal const int ShortestName = 24;

    private static string Clip(string name, int most)
    {
        if (name.Length <= most)
            return name;
        var cut = most - 1;
        while (cut > most / 2 && char.IsLetterOrDigit(name[cut - 1]) && char.IsLetterOrDigit(name[cut]))
            cut--;
        if (cut == most / 2)
            cut = most - 1;
        // Half a number would be a number nobody knows.
        while (cut > 1 && (char.IsDigit(name[cut - 1]) || char.IsHighSurrogate(name[cut - 1])))
            cut--;
        return name[..cut].TrimEnd() + "…";
    }

    private string Value(string place) =>
        place switch
        {
            "number" => about[0].Number,
            "numbers" => List(Numbers()),
            "date" or "oldestDue" => Locale.Date(about.Min(line => line.DueOn)),
            "promisedOn" => Locale.Date(Brief.PromisedOn!.Value),
            "toPay" => List(AskedFigures.Of(Brief).Where(f => f.ToPay.IsPositive).Select(f => Locale.Amount(f.ToPay))),
            "n" => Locale.Number(about.Count),
            "count" => Count(),
            "Count" => Capital(Count()),
            "account" => Brief.AccountName,
            "creditor" => Brief.Sender.Creditor,
            "name" => Brief.RecipientName ?? "",
            "agent" => Brief.Sender.AgentName,
            _ => throw new InvalidOperationException($"{{{place}}} has no value here."),
        };

    /// <summary>A sentence names a handful; of more it says how many there are beside.</summary>
    private IEnumerable<string> Numbers() =>
        about.Count <= MostNumbers
            ? about.Select(line => line.Number)
            : about
                .Take(MostNumbers - 1)
                .Select(line => line.Number)
                .Append(Word("and more", 1, ("n", Locale.Number(about.Count - MostNumbers + 1))));

    private const int MostNumbers = 6;

    // Small numbers are words in prose, in all seven languages.
    private string Count()
    {
        var words = Word("two to nine").Split(' ');
        return about.Count is >= 2 and <= 9 ? words[about.Count - 2] : Locale.Number(about.Count);
    }

    private string List(IEnumerable<string> items)
    {
        var all = items.ToList();
        return all.Count < 2 ? string.Concat(all) : string.Join(", ", all.SkipLast(1)) + " " + Word("and") + " " + all[^1];
    }

    private static string Capital(string word) => char.ToUpper(word[0], CultureInfo.InvariantCulture) + word[1..];

    private void Join(StringBuilder written, string place, string value)
    {
        if (Locale.Language == "fr" && place is "creditor" or "account" or "agent" or "caller")
            ElideFrench(written, value);
        if (Locale.Language == "it" && place is "date" or "oldestDue" or "promisedOn" or "writtenOn")
            ElideItalian(written, value);
        written.Append(value);
    }

    // de Ateliers → d’Ateliers. An h may be mute or not, a y too (Yves, Yahoo): those stay.
    private static void ElideFrench(StringBuilder written, string name)
    {
        var first = name.Length == 0 ? ' ' : char.ToLowerInvariant(name.Normalize(NormalizationForm.FormD)[0]);
        if (!"aeiou".Contains(first, StringComparison.Ordinal))
            return;
        if (EndsWithWord(written, "de ") || EndsWithWord(written, "que "))
            written.Remove(written.Length - 2, 2).Append('\u2019');
    }

    // il 8 aprile → l’8 aprile, del 11 maggio → dell’11 maggio.
    private static void ElideItalian(StringBuilder written, string date)
    {
        if (!date.StartsWith("8 ", StringComparison.Ordinal) && !date.StartsWith("11 ", StringComparison.Ordinal))
            return;
        if (EndsWithWord(written, "il "))
            written.Remove(written.Length - 3, 3).Append("l\u2019");
        else if (EndsWithWord(written, "del ") || EndsWithWord(written, "dal ") || EndsWithWord(written, "al "))
            written.Remove(written.Length - 1, 1).Append("l\u2019");
    }

    private static bool EndsWithWord(StringBuilder written, string word)
    {
        if (
            written.Length < word.Length
            || written.ToString(written.Length - word.Length, word.Length) is var end
                && !end.Equals(word, StringComparison.OrdinalIgnoreCase)
        )
            return false;
        return written.Length == word.Length || !char.IsLetter(written[written.Length - word.Length - 1]);
    }
}
