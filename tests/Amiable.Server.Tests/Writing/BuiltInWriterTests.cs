using Amiable.FollowUp;
using Amiable.Writing;

namespace Amiable.Server.Tests.Writing;

public sealed class BuiltInWriterTests
{
    private static readonly MessageBrief Overdue = Samples.Overdue();

    [Fact]
    public void Each_line_is_right_and_the_total_is_their_sum()
    {
        var text = Text(Overdue);
        Assert.Contains("F-2026-0288   30 mars 2026     1 540,00 €", text, StringComparison.Ordinal);
        Assert.Contains("F-2026-0302   1er avril 2026   2 600,00 €", text, StringComparison.Ordinal);
        Assert.Contains("Total                          4 140,00 €", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fr", "TVA FR27812345676")]
    [InlineData("en", "VAT no. FR27812345676")]
    [InlineData("de", "USt-IdNr. FR27812345676")]
    public void The_particulars_of_the_sender_stand_under_the_signature(string language, string vat)
    {
        var brief = Overdue with { Language = language };
        var message = BuiltInWriter.Write(brief);
        var line = $"Duvernay Conseil SAS au capital de 10 000 € · 12 rue Garibaldi, 69003 Lyon · 812 345 676 RCS Lyon · {vat}";
        Assert.Contains($"www.duvernay.example\n\n{line}\n", message.Text.Replace('\u00a0', ' '), StringComparison.Ordinal);
        Assert.Contains(line, message.Html.Replace('\u00a0', ' '), StringComparison.Ordinal);
        Assert.Empty(NumberLock.Check(brief, message));
    }

    [Fact]
    public void Of_the_particulars_only_what_is_known_is_said()
    {
        var sender = new Sender("Duvernay Conseil", "Léa");
        Assert.DoesNotContain(" · ", Text(Overdue with { Sender = sender }), StringComparison.Ordinal);
        Assert.Contains(
            "\n\nDuvernay SAS\n\n",
            Text(Overdue with { Sender = sender with { LegalName = "Duvernay SAS" } }),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "\n\nDuvernay Conseil · TVA FR1\n\n",
            Text(Overdue with { Sender = sender with { VatNumber = "FR1" } }),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("812 345 677 RCS Lyon")]
    [InlineData("FR27812345677")]
    [InlineData("14 rue Garibaldi")]
    [InlineData("69004 Lyon")]
    public void Particulars_of_somebody_else_do_not_leave(string text) => Assert.NotEmpty(NumberLock.Check(Overdue, text));

    [Fact]
    public void A_partly_paid_invoice_asks_for_the_rest_and_shows_its_whole() =>
        Assert.Contains("Facture de 1 800,00 €, dont 260,00 € déjà réglés ou crédités", Text(Overdue), StringComparison.Ordinal);

    [Fact]
    public void Credit_lowers_what_is_asked_as_a_line_of_its_own()
    {
        var text = Text(Overdue with { UnallocatedCredit = [Samples.Eur(140_00)], Tone = Tone.Firm });
        Assert.Contains("-140,00 €", text, StringComparison.Ordinal);
        Assert.Contains("Nous attendons désormais le paiement de 4 000,00 €.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Credit_in_another_currency_lowers_nothing()
    {
        var text = Text(Overdue with { UnallocatedCredit = [Samples.Usd(140_00)], Tone = Tone.Firm });
        Assert.Contains("le paiement de 4 140,00 €", text, StringComparison.Ordinal);
        Assert.DoesNotContain("USD", text, StringComparison.Ordinal);
    }

    [Fact]
    public void More_credit_than_one_currency_owes_does_not_pay_another()
    {
        var brief = Samples.Overdue(Samples.Second, Samples.Dollars) with { UnallocatedCredit = [Samples.Usd(5000_00)], Tone = Tone.Firm };
        var text = Text(brief);
        Assert.Contains("-980,50 USD", text, StringComparison.Ordinal);
        Assert.Contains("le paiement de 2 600,00 €.", text, StringComparison.Ordinal);
        Assert.Empty(NumberLock.Check(brief, BuiltInWriter.Write(brief)));
    }

    [Fact]
    public void Two_currencies_have_two_totals_and_no_sum()
    {
        var text = Text(Samples.Overdue(Samples.First, Samples.Second, Samples.Dollars) with { Tone = Tone.Firm });
        Assert.Contains("le paiement de 4 140,00 € et 980,50 USD.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("5 120,50", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_due_yet_stands_apart_and_is_not_asked()
    {
        var text = Text(Overdue with { Upcoming = [Samples.Next] });
        Assert.Contains("Pour information, cette facture arrive bientôt à échéance", text, StringComparison.Ordinal);
        Assert.Contains("99,50 €", text, StringComparison.Ordinal);
        Assert.Contains("Total                          4 140,00 €", text, StringComparison.Ordinal);
        Assert.Contains("Référence à indiquer : F-2026-0288, F-2026-0302\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Bank_details_are_there_when_money_is_asked_and_known()
    {
        Assert.Contains("IBAN : FR76 3000 6000 0112 3456 7890 189\nBIC : AGRIFRPPXXX", Text(Overdue), StringComparison.Ordinal);
        Assert.Contains("IBAN", Text(Samples.BeforeDue()), StringComparison.Ordinal);
        Assert.DoesNotContain("IBAN", Text(Overdue with { Sender = Samples.Duvernay with { Bank = null } }), StringComparison.Ordinal);
        Assert.DoesNotContain(
            "IBAN",
            Text(Overdue with { Stage = Stage.Thanks, Overdue = [], Paid = [Samples.First] }),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void More_references_than_a_transfer_holds_are_not_listed() =>
        Assert.Contains(
            "Référence à indiquer : les numéros de facture ci-dessus",
            Text(Samples.Overdue(Samples.Many(14))),
            StringComparison.Ordinal
        );

    [Fact]
    public void The_assistant_says_what_it_is_when_the_brief_asks_it_to()
    {
        var says = Text(Overdue);
        Assert.Contains("Léa, assistante IA de Duvernay Conseil", says, StringComparison.Ordinal);
        Assert.Contains("Ce message a été rédigé par une assistante IA.", says, StringComparison.Ordinal);
        var silent = Text(Overdue with { SaysItIsAi = false });
        Assert.DoesNotContain("IA", silent.Replace("IBAN", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("Léa\nDuvernay Conseil\n", silent, StringComparison.Ordinal);
    }

    [Fact]
    public void French_elides_before_a_vowel_and_keeps_the_agents_gender_open_when_it_cannot_tell()
    {
        var text = Text(Overdue with { Sender = new Sender("Ateliers Roux", "Camille") });
        Assert.Contains("Camille, assistant IA d’Ateliers Roux", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(8, "l’8 aprile 2026")]
    [InlineData(11, "l’11 aprile 2026")]
    [InlineData(12, "il 12 aprile 2026")]
    public void Italian_elides_before_the_eighth_and_the_eleventh(int day, string date)
    {
        var line = Samples.First with { DueOn = new(2026, 4, day) };
        Assert.Contains("scaduta " + date, Text(Samples.Overdue(line) with { Language = "it" }), StringComparison.Ordinal);
    }

    [Fact]
    public void Switzerland_writes_no_sharp_s() =>
        Assert.DoesNotContain(
            "ß",
            string.Concat(
                Enumerable.Range(0, 4).Select(v => Text(Overdue with { Language = "de", Country = "CH", Variant = v, Tone = Tone.Firm }))
            ),
            StringComparison.Ordinal
        );

    [Fact]
    public void An_unknown_language_is_answered_in_English() =>
        Assert.StartsWith("Dear Anne Roux,", Text(Overdue with { Language = "ja", Country = "JP" }), StringComparison.Ordinal);

    [Fact]
    public void Wordings_come_round_again_after_the_last() =>
        Assert.Equal(Text(Overdue with { Variant = 1 }), Text(Overdue with { Variant = 5 }));

    [Theory]
    [InlineData("A name that a browser would take for markup: <script>alert(1)</script> & \"Sons\"")]
    [InlineData("{creditor} [a|b] (invoices)")]
    public void Names_stay_names(string name)
    {
        var brief = Overdue with
        {
            AccountName = name,
            RecipientName = name,
            Sender = Samples.Duvernay with { Creditor = name, AgentName = "O'Neil <b>" },
        };
        var message = BuiltInWriter.Write(brief);
        Assert.Contains(name, message.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", message.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", message.Html, StringComparison.Ordinal);
        Assert.Empty(NumberLock.Check(brief, message));
    }

    [Fact]
    public void Names_cannot_break_the_subject_or_turn_the_text_around()
    {
        var message = BuiltInWriter.Write(
            Overdue with
            {
                Sender = Samples.Duvernay with { Creditor = "Duvernay\r\nBcc: x\u202E Conseil" },
            }
        );
        Assert.EndsWith(" – Duvernay Bcc: x Conseil", message.Subject, StringComparison.Ordinal);
        Assert.DoesNotContain("\u202E", message.Text + message.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(90, 11)]
    [InlineData(90, 60)]
    [InlineData(30, 90)]
    [InlineData(300, 300)]
    public void A_subject_fits_whatever_the_names(int creditor, int number)
    {
        foreach (var language in Languages.Written)
        foreach (var (stage, tone, wordings) in Samples.Kinds)
            for (var variant = 0; variant < wordings; variant++)
            {
                var name = string.Join(' ', Enumerable.Repeat("Maison 1847", 40))[..creditor].Trim();
                var line = Samples.First with { Number = new string('7', number) };
                var before = stage == Stage.BeforeDue;
                var brief = Samples.Overdue() with
                {
                    Language = language,
                    Country = null,
                    Stage = stage,
                    Tone = tone,
                    Variant = variant,
                    SentOn = before ? line.DueOn : Samples.Sent,
                    Overdue = before || stage == Stage.Thanks ? [] : [line],
                    Upcoming = before ? [line] : [],
                    Paid = stage == Stage.Thanks ? [line] : [],
                    PromisedOn = new(2026, 4, 8),
                    Sender = Samples.Duvernay with { Creditor = name },
                };
                var message = BuiltInWriter.Write(brief);
                Assert.InRange(message.Subject.Length, 10, 120);
                Assert.Contains("Maison", message.Subject, StringComparison.Ordinal);
                Assert.Empty(NumberLock.Check(brief, message));
            }
    }

    public static TheoryData<string, MessageBrief> Contradictions() =>
        new()
        {
            { "overdue before the due date", Samples.BeforeDue() with { Overdue = [Samples.First] } },
            { "nothing before the due date", Samples.BeforeDue() with { Upcoming = [] } },
            { "nothing overdue", Overdue with { Overdue = [] } },
            { "not overdue yet", Samples.Overdue(Samples.Next) },
            { "due on the day it is sent is not overdue", Samples.Overdue(Samples.First with { DueOn = Samples.Sent }) },
            { "upcoming in the past", Overdue with { Upcoming = [Samples.First] } },
            { "nothing left to pay", Samples.Overdue(Samples.First with { Outstanding = Samples.Eur(0) }) },
            { "more left than there was", Samples.Overdue(Samples.First with { Outstanding = Samples.Eur(1800_01) }) },
            { "two currencies in one invoice", Samples.Overdue(Samples.First with { Outstanding = Samples.Usd(1) }) },
            { "credit covers it", Overdue with { UnallocatedCredit = [Samples.Eur(4140_00)] } },
            { "negative credit", Overdue with { UnallocatedCredit = [Samples.Eur(-1)] } },
            { "no promise", Overdue with { Stage = Stage.PromiseBroken } },
            { "a promise still to come", Overdue with { Stage = Stage.PromiseBroken, PromisedOn = Samples.Sent } },
            { "no number", Samples.Overdue(Samples.First with { Number = " " }) },
        };

    [Theory]
    [MemberData(nameof(Contradictions))]
    public void A_brief_that_contradicts_itself_is_a_bug(string why, MessageBrief brief) =>
        Assert.NotEmpty(Assert.Throws<ArgumentException>(() => BuiltInWriter.Write(brief)).Message + why);

    private static string Text(MessageBrief brief) => BuiltInWriter.Write(brief).Text.Replace('\u00A0', ' ');
}
