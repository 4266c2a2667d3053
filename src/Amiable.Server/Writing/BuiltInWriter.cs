using System.Globalization;
using System.Text;
using Amiable.FollowUp;
using Amiable.LatePayment;
using Amiable.Organizations;

namespace Amiable.Writing;

/// <summary>
/// Writes a message from the texts in <c>texts/</c>, without a model. The words come from the file of the language, every figure from
/// the brief; a brief in a language that has no file is written in English.
/// </summary>
public static class BuiltInWriter
{
    internal const int LongestSubject = 120;

    /// <exception cref="ArgumentException">The brief contradicts itself: overdue invoices in a message before the due date, nothing to ask for…</exception>
    /// <param name="brief">What may be said.</param>
    /// <param name="words">Words that were checked (<see cref="ProposedWordsCheck"/>) and stand in place of the built-in ones; null for those.</param>
    /// <exception cref="FormatException">The words do not go with this brief.</exception>
    public static WrittenMessage Write(MessageBrief brief, ProposedWords? words = null)
    {
        var sound = SoundBrief.Of(brief);
        var phrases = new BriefPhrases(sound);
        if (sound.ByPost)
            return Letter(phrases);
        var wordings = phrases.Texts.Wordings(sound.Stage, sound.Tone);
        var wording = wordings[(int)((uint)sound.Variant % (uint)wordings.Count)];
        if (words is not null)
            wording = words.AsWording(phrases.Texts, new WordingBrief(sound).Places.Keys.ToHashSet(), wording.Closing);
        var subject = phrases.Subject(wording.Subject);
        var blocks = Blocks(phrases, wording).ToList();
        return new WrittenMessage(subject, PlainText.Of(blocks, phrases.Locale), HtmlMail.Of(blocks, phrases.Locale, subject));
    }

    private static WrittenMessage Letter(BriefPhrases phrases)
    {
        var wording = phrases.Texts.LetterWording(phrases.Brief.Stage, phrases.Brief.Tone);
        var subject = phrases.Subject(wording.Subject);
        var blocks = Blocks(phrases, wording).ToList();
        return new WrittenMessage(subject, PlainText.Of(blocks, phrases.Locale), HtmlLetter.Of(blocks, phrases, subject));
    }

    private static string Greeting(BriefPhrases phrases) =>
        phrases.Word(
            phrases.Brief.ByPost ? "letter greeting"
            : phrases.Brief.RecipientName is null ? "greeting to a team"
            : "greeting"
        );

    private static IEnumerable<Block> Blocks(BriefPhrases phrases, Wording wording)
    {
        var brief = phrases.Brief;
        yield return new Prose(Greeting(phrases));
        foreach (var paragraph in wording.BeforeTable)
            yield return new Prose(phrases.Fill(paragraph));
        var asked = AskedFigures.Lines(brief);
        if (asked.Count > 0)
            yield return Table(phrases, asked, Sums(phrases, AskedFigures.Of(brief), asked.Count));
        foreach (var paragraph in wording.AfterTable)
            yield return new Prose(phrases.Fill(paragraph));
        foreach (var late in brief.Claimed.Where(c => c.Interest.IsPositive || c.Fixed.IsPositive))
            yield return Claim(phrases, late);
        if (brief.Attached.Count > 0)
            yield return new Prose(phrases.Word("attached", brief.Attached.Count, ("numbers", string.Join(", ", brief.Attached))));
        if (brief.ToDownload.Count > 0)
            yield return new Details(
                phrases.Word("to download", brief.ToDownload.Count),
                [.. brief.ToDownload.Select(link => (link.Number, link.Url))]
            );
        if (asked.Count > 0 && brief.Stage != Stage.BeforeDue && brief.Upcoming.Count > 0)
        {
            yield return new Prose(phrases.Word("upcoming", brief.Upcoming.Count));
            yield return Table(phrases, brief.Upcoming, []);
        }
        if (asked.Count > 0 && brief.Sender.Bank is { } bank)
            yield return PaymentDetails(phrases, bank, asked);
        foreach (var block in Foot(phrases, phrases.Fill(wording.Closing)))
            yield return block;
    }

    // Beside what is asked, never in it: the invoices are what is to be paid.
    private static Prose Claim(BriefPhrases phrases, LateSum late) =>
        new(
            phrases.Word(
                late.Fixed.IsPositive ? "late claim" : "late claim without costs",
                1,
                ("interest", phrases.Locale.Amount(late.Interest)),
                ("costs", phrases.Locale.Amount(late.Fixed))
            )
        );

    /// <summary>Who writes, what a business letter says of its sender, and that it is an assistant.</summary>
    internal static IEnumerable<Block> Foot(BriefPhrases phrases, string closing)
    {
        yield return SignOff(phrases, closing);
        if (phrases.Brief.ByPost)
        {
            // The foot of every page says who writes.
            if (phrases.Brief.SaysItIsAi)
                yield return new Prose(LetterRemark(phrases), Quiet: true);
            yield break;
        }
        if (Particulars(phrases) is { } particulars)
            yield return new Prose(particulars, Quiet: true);
        if (phrases.Brief.SaysItIsAi)
            yield return new Prose(phrases.Word("disclosure", phrases.FormOfAgent), Quiet: true);
    }

    private static string LetterRemark(BriefPhrases phrases) =>
        phrases.Word("letter disclosure", phrases.FormOfAgent, ("email", phrases.Brief.Sender.ReplyTo ?? phrases.Brief.Sender.Creditor));

    internal static InvoiceTable Table(BriefPhrases phrases, IReadOnlyList<BriefLine> lines, IReadOnlyList<SumRow> sums) =>
        new(
            new InvoiceRow(phrases.Word("invoice"), phrases.Word("due date"), phrases.Word("amount due"), []),
            [
                .. lines.Select(line => new InvoiceRow(
                    line.Number,
                    phrases.Locale.Date(line.DueOn),
                    phrases.Locale.Amount(line.Outstanding),
                    Notes(phrases, line)
                )),
            ],
            sums
        );

    private static List<string> Notes(BriefPhrases phrases, BriefLine line)
    {
        var notes = new List<string>();
        if (line.PurchaseOrder is { } order)
            notes.Add(phrases.Word("order", 1, ("order", order)));
        if (line.Outstanding != line.Total)
            notes.Add(
                phrases.Word(
                    "part paid",
                    1,
                    ("whole", phrases.Locale.Amount(line.Total)),
                    ("settled", phrases.Locale.Amount(line.Total - line.Outstanding))
                )
            );
        return notes;
    }

    internal static List<SumRow> Sums(BriefPhrases phrases, IReadOnlyList<AskedFigures> figures, int lines)
    {
        var sums = new List<SumRow>();
        foreach (var (total, credit, toPay) in figures)
        {
            // One invoice is its own total.
            if (lines > 1 || credit.IsPositive)
                sums.Add(new SumRow(phrases.Word("total"), phrases.Locale.Amount(total), credit.IsZero));
            if (credit.IsZero)
                continue;
            sums.Add(new SumRow(phrases.Word("credit"), phrases.Locale.Amount(-credit), false));
            sums.Add(new SumRow(phrases.Word("to pay"), phrases.Locale.Amount(toPay), true));
        }
        return sums;
    }

    internal static Details PaymentDetails(BriefPhrases phrases, BankDetails bank, IReadOnlyList<BriefLine> asked)
    {
        // The text of a SEPA transfer holds 140 characters; a longer list would be cut by the payer's bank.
        var numbers = string.Join(", ", asked.Select(line => line.Number));
        var reference = numbers.Length <= 140 ? numbers : phrases.Word("reference to many");
        var lines = new List<(string, string)> { (phrases.Word("account holder"), bank.Holder), ("IBAN", InFours(bank.Iban)) };
        if (bank.Bic is { } bic)
            lines.Add(("BIC", bic));
        if (bank.BankName is { } name)
            lines.Add((phrases.Word("bank"), name));
        lines.Add((phrases.Word("reference"), reference));
        return new Details(phrases.Word("payment details"), lines);
    }

    private static SignOff SignOff(BriefPhrases phrases, string closing)
    {
        var sender = phrases.Brief.Sender;
        var lines = new List<string>();
        if (!phrases.Brief.SaysItIsAi)
            lines.Add(sender.Creditor);
        lines.AddRange((sender.Signature ?? "").ReplaceLineEndings("\n").Split('\n').Select(SoundBrief.OneLine).Where(l => l.Length > 0));
        var who = phrases.Brief.SaysItIsAi ? phrases.Word("signature", phrases.FormOfAgent) : sender.AgentName;
        return new SignOff(closing, who, lines);
    }

    /// <summary>
    /// What a business letter has to say of its sender, an e-mail too, as far as it is known: GmbHG § 35a and HGB § 37a (Germany), Company, Limited
    /// Liability Partnership and Business (Names and Trading Disclosures) Regulations 2015 (United Kingdom), Code de commerce R. 123-237 (France).
    /// </summary>
    internal static string? Particulars(BriefPhrases phrases)
    {
        var sender = phrases.Brief.Sender;
        var vat = sender.VatNumber is { } number ? phrases.Word("vat number", 1, ("vat", number)).Replace(' ', '\u00a0') : null;
        string[] known = [.. new[] { sender.Address, sender.RegistrationNumber, vat }.OfType<string>()];
        var isNamedOtherwise = sender.LegalName is { } legal && legal != sender.Creditor;
        return known.Length > 0 || isNamedOtherwise ? string.Join(" · ", [sender.LegalName ?? sender.Creditor, .. known]) : null;
    }

    internal static string InFours(string iban)
    {
        var compact = iban.Replace(" ", "", StringComparison.Ordinal).ToUpper(CultureInfo.InvariantCulture);
        return string.Join(' ', compact.Chunk(4).Select(four => new string(four)));
    }
}
