using Amiable.LatePayment;

namespace Amiable.Writing;

/// <summary>What a formal notice says beside the figures of its brief.</summary>
/// <param name="Country">ISO 3166-1 alpha-2 of the customer: it decides what the letter is called.</param>
/// <param name="BusinessDays">How many the customer has to pay.</param>
/// <param name="PayBy">The last of them.</param>
/// <param name="Regime">Whose law gives what is claimed for paying late; null where nothing is.</param>
/// <param name="Signatory">The member who signs it.</param>
public sealed record NoticeTerms(string? Country, int BusinessDays, DateOnly PayBy, Regime? Regime, string? Signatory);

/// <summary>
/// Writes a formal notice from the texts in <c>texts/notice-*.md</c>, never with a model: a person signs it. Every figure comes from the brief. Where nobody has written one in the language
/// of the brief, it is in English.
/// </summary>
public static class NoticeWriter
{
    /// <exception cref="ArgumentException">The brief contradicts itself, or there is nothing to ask for.</exception>
    public static WrittenMessage Write(MessageBrief brief, NoticeTerms terms)
    {
        var sound = SoundBrief.Of(brief with { Language = LanguageOf(brief.Language), ByPost = true, Attached = [], ToDownload = [] });
        var phrases = new BriefPhrases(sound);
        var wording = phrases.Texts.NoticeWording(terms.Country);
        var subject = phrases.Subject(wording.Subject);
        var blocks = Blocks(phrases, wording, terms).ToList();
        return new WrittenMessage(subject, PlainText.Of(blocks, phrases.Locale), HtmlLetter.Of(blocks, phrases, subject));
    }

    /// <summary>The language a notice is written in.</summary>
    public static string LanguageOf(string asked) => Languages.OfNotices.Contains(asked) ? asked : "en";

    private static IEnumerable<Block> Blocks(BriefPhrases phrases, Wording wording, NoticeTerms terms)
    {
        var brief = phrases.Brief;
        var asked = AskedFigures.Lines(brief);
        Dictionary<string, string> places = new()
        {
            ["days"] = phrases.Locale.Number(terms.BusinessDays),
            ["deadline"] = phrases.Locale.Date(terms.PayBy),
        };
        yield return new Prose(phrases.Word("letter greeting"));
        foreach (var paragraph in wording.BeforeTable)
            yield return new Prose(phrases.Fill(paragraph, places));
        yield return BuiltInWriter.Table(phrases, asked, BuiltInWriter.Sums(phrases, AskedFigures.Of(brief), asked.Count));
        foreach (var late in brief.Claimed.Where(c => c.Interest.IsPositive || c.Fixed.IsPositive))
            yield return Claim(phrases, late, terms.Regime);
        foreach (var paragraph in wording.AfterTable)
            yield return new Prose(phrases.Fill(paragraph, places));
        if (brief.Sender.Bank is { } bank)
            yield return BuiltInWriter.PaymentDetails(phrases, bank, asked);
        yield return new SignOff(
            phrases.Fill(wording.Closing),
            brief.Sender.LegalName ?? brief.Sender.Creditor,
            terms.Signatory is { } signatory ? [SoundBrief.OneLine(signatory)] : [],
            ByHand: true
        );
    }

    private static Prose Claim(BriefPhrases phrases, LateSum late, Regime? regime) =>
        new(
            phrases.Word(
                $"notice claim{(regime == Regime.UnitedKingdom ? " in the United Kingdom" : "")}{(late.Fixed.IsPositive ? "" : " without costs")}",
                1,
                ("interest", phrases.Locale.Amount(late.Interest)),
                ("costs", phrases.Locale.Amount(late.Fixed))
            )
        );
}
