using Amiable.FollowUp;
using Amiable.Writing;

namespace Amiable.Server.Tests.Writing;

/// <summary>
/// The ledger of these tests: F-2026-0288 (1,540.00 of 1,800.00 EUR, due 30 March), F-2026-0302 (2,600.00 EUR, due 1 April), sent on 14 April 2026;
/// IBAN FR76 3000 6000 0112 3456 7890 189.
/// </summary>
public sealed class NumberLockTests
{
    private static readonly MessageBrief French = Samples.Overdue();

    [Theory]
    [InlineData("Les factures F-2026-0288 et F-2026-0302 restent à régler : 4 140,00 €.")]
    [InlineData("Il reste 1 540,00 € sur 1 800,00 €, dont 260 € déjà réglés.")]
    [InlineData("Il reste 1\u202F540,00\u00A0€ à régler.")]
    [InlineData("Il reste 1540 euros, soit 1540,00 EUR, ou EUR 1 540,00.")]
    [InlineData("Montant : 2 600,00")]
    [InlineData("Deux factures, soit 2 factures échues, sont ouvertes.")]
    [InlineData("Échue le 30 mars 2026, le 30/03/2026, le 30/03, le 30 mars, le 30.03.26, 2026-03-30.")]
    [InlineData("L’autre est échue le 1er avril 2026, en avril 2026, le 1 avr. 2026.")]
    [InlineData("En retard de 15 jours et de 13 jours au 14 avril.")]
    [InlineData("IBAN FR76 3000 6000 0112 3456 7890 189, BIC AGRIFRPPXXX, Crédit Agricole")]
    [InlineData("IBAN FR7630006000011234567890189 (Duvernay Conseil SAS)")]
    [InlineData("IBAN FR76 3000 6000 0112\n3456 7890 189")]
    [InlineData("Commande PO-7781, facture f-2026-0288.")]
    [InlineData("Appelez le Tél. 04 72 00 00 01 ou voyez www.duvernay.example.")]
    [InlineData("Duvernay Conseil SAS au capital de 10 000 €")]
    public void What_the_brief_says_passes_in_any_usual_form(string text) => Assert.Empty(NumberLock.Check(French, text));

    [Theory]
    [InlineData("Il reste 1 540,01 € à régler.", "1 540,01 €")]
    [InlineData("Il reste 1 450,00 € à régler.", "1 450,00 €")]
    [InlineData("Il reste 11 540,00 € à régler.", "11 540,00 €")]
    [InlineData("Il reste 1 540 000 € à régler.", "1 540 000 €")]
    [InlineData("Il reste 154 000 € à régler.", "154 000 €")]
    [InlineData("Il reste 1 540,00 $ à régler.", "1 540,00 $")]
    [InlineData("Il reste 1 540,00 USD à régler.", "1 540,00 USD")]
    [InlineData("Il reste USD 1 540,00 à régler.", "1 540,00")]
    [InlineData("Il reste 1 540,00 CHF à régler.", "1 540,00 CHF")]
    [InlineData("Il reste 1 540,00 k€ à régler.", "1 540,00")]
    [InlineData("Il reste 1 540 dollars à régler.", "1 540")]
    [InlineData("Il reste 1 540,00 pour cent à régler.", "1 540,00")]
    [InlineData("Il vous est dû un avoir de -1 540,00 €.", "-1 540,00 €")]
    [InlineData("Frais de 40 € par facture.", "40 €")]
    [InlineData("Une remise de 2 % si vous payez.", "2 %")]
    [InlineData("Intérêts au taux de 12,15 %.", "12,15 %")]
    public void An_invented_amount_is_caught(string text, string caught) => Caught(French, text, caught);

    [Theory]
    [InlineData("Il reste 1\u200B540\u200D,01 € à régler.")] // zero width between the digits
    [InlineData("Il reste ９９ euros.")] // full width
    [InlineData("Il reste ١٢٣٤ euros.")] // Arabic
    [InlineData("Il reste १२३ €.")] // Devanagari
    [InlineData("Il reste 𝟗𝟗 €.")] // mathematical
    [InlineData("Il reste ⑨⑨ €.")] // circled
    [InlineData("Il reste 9\u03369\u0336 €.")] // struck through
    [InlineData("Il reste 9\uFE0F\u20E39\uFE0F\u20E3 €.")] // keycaps
    [InlineData("Il reste ½ million.")]
    [InlineData("Il reste 九九 €.")]
    [InlineData("Il reste l OOO €.")] // letters that play digits
    [InlineData("Il reste lOO EUR.")]
    [InlineData("Il reste 1 54O,00 €.")]
    [InlineData("Il reste 9,99€.")]
    [InlineData("Il reste 0x5F5E1.")]
    [InlineData("Il reste 1e6 euros.")]
    [InlineData("Il reste 1_540 €.")]
    [InlineData("Il reste 1 540,00 000 €.")]
    [InlineData("Il reste 1 540,00,00 €.")]
    [InlineData("Il reste 1.540.00 €.")]
    [InlineData("Il reste 1 540/00 €.")]
    [InlineData("Il reste 4 140,00 €9.")]
    [InlineData("Il reste 9€ 4 140,00.")]
    public void A_disguised_figure_is_caught(string text) => Assert.NotEmpty(NumberLock.Check(French, text));

    [Theory]
    [InlineData("Payez avant le 17 avril 2026.", "17")]
    [InlineData("Échue le 31 mars 2026.", "31")]
    [InlineData("Échue le 30 mars 2025.", "30 mars 2025")]
    [InlineData("Échue le 30 avril.", "30")]
    [InlineData("Échue le 03/30/2026.", "03/30/2026")]
    [InlineData("Échue le 30/03/2027.", "30/03/2027")]
    [InlineData("Échue le 31/03.", "31/03")]
    [InlineData("Échue le 30.03 %.", "30.03 %")]
    [InlineData("Échue en mai 2026.", "2026")]
    [InlineData("Sous 8 jours.", "8")]
    [InlineData("Sous 15 heures.", "15")]
    [InlineData("En retard de 2 mois.", "2")]
    [InlineData("Sous huitaine.", "huitaine")]
    [InlineData("Dans les quinze jours.", "quinze")]
    [InlineData("Dans les deux jours.", "deux")]
    [InlineData("Avant 17h30.", "17h30")]
    [InlineData("En 2 fois, en 2 versements.", "2")]
    [InlineData("Sous 15 jours.", "15")] // 15 days late, but nobody said within 15 days
    [InlineData("Dans un délai de 15 jours.", "15")]
    public void An_invented_date_or_delay_is_caught(string text, string caught) => Caught(French, text, caught);

    [Theory]
    [InlineData("Facture F-2026-0289", "F-2026-0289")]
    [InlineData("Facture F-2026-02881", "F-2026-02881")]
    [InlineData("Facture F-2026-028", "F-2026-028")]
    [InlineData("Facture XF-2026-0288", "XF-2026-0288")]
    [InlineData("Facture F-2026-0288-2", "F-2026-0288-2")]
    [InlineData("Facture F-2026-0288/7", "F-2026-0288/7")]
    [InlineData("Facture 0288", "0288")]
    [InlineData("FR76 3000 6000 0112 3456 7890 188", "FR76 3000 6000 0112 3456 7890 188")]
    [InlineData("FR76 3000 6000 0112 3456 7890 1899", "FR76")]
    [InlineData("FR76 3000 6000 0112 3456 7890", "FR76")]
    [InlineData("DE89370400440532013000", "DE89370400440532013000")]
    [InlineData("BIC : DEUTDEFF", "DEUTDEFF")]
    [InlineData("Notre banque est COBADEFFXXX.", "COBADEFFXXX")]
    [InlineData("BIC: abc", "")]
    [InlineData("Commande PO-7782", "PO-7782")]
    [InlineData("Tél. 04 72 00 00 02", "04 72 00 00 02")]
    public void Another_reference_account_or_telephone_is_caught(string text, string caught)
    {
        if (caught.Length == 0)
            Assert.Empty(NumberLock.Check(French, text));
        else
            Caught(French, text, caught);
    }

    [Theory]
    [InlineData("Payez ici : https://pay.example/x")]
    [InlineData("Payez ici : http://duvernay.example")]
    [InlineData("Payez ici : HTTPS:// evil")]
    [InlineData("Payez sur duvernay-paiement.com.")]
    [InlineData("Payez sur www.duvernay.example.evil.com")]
    [InlineData("Payez sur www.duvernay.example/evil")]
    [InlineData("Payez sur www.duvernay.example?to=evil")]
    [InlineData("Payez sur www.duvernay.example@evil.com")]
    [InlineData("Payez sur -evil.com ou _evil.com")]
    [InlineData("Payez sur Duvernay Conseil.evil.com")]
    [InlineData("Payez sur evil。com")]
    [InlineData("Payez sur evil\u200B.\u200Bcom")]
    [InlineData("Payez sur раураl.com")] // Cyrillic
    [InlineData("Payez sur bit.ly/abc")]
    [InlineData("Payez sur t.co")]
    [InlineData("Écrivez à compta@evil.example")]
    [InlineData("Écrivez à compta＠evil.example")]
    [InlineData("Écrivez à compta (at) evil")]
    [InlineData("mailto:compta")]
    [InlineData("javascript:alert")]
    public void A_link_or_an_address_is_caught(string text) => Assert.NotEmpty(NumberLock.Check(French, text));

    [Theory]
    [InlineData("en", "US", "It was due on March 30, 2026 (03/30/2026).", true)]
    [InlineData("en", "US", "It was due on 30/03/2026.", false)]
    [InlineData("en", "GB", "It was due on 30th March, 2026 and 30/03/2026: €1,540.00.", true)]
    [InlineData("en", "GB", "It was due on 03/30/2026.", false)]
    [InlineData("en", "GB", "It is €1.540 in all.", false)]
    [InlineData("de", "DE", "Fällig am 30. März 2026, am 30.03.2026, am 30.3.: 1.540,00 € oder 1.540 €", true)]
    [InlineData("de", "DE", "Fällig sind 1,540 €.", false)]
    [InlineData("de", "CH", "Fällig sind EUR 1’540.00 (1'540.00).", true)]
    [InlineData("de", "DE", "Zahlbar in vierzehn Tagen.", false)]
    [InlineData("de", "DE", "Insgesamt zweitausendfünfhundert Euro.", false)]
    [InlineData("de", "DE", "Es sind fünfzehn Tage.", false)]
    [InlineData("de", "AT", "Fällig am 30. März 2026: € 1 540,00", true)]
    [InlineData("es", "ES", "Venció el 30 de marzo de 2026: 1.540,00 €. Son dos facturas.", true)]
    [InlineData("es", "ES", "Tiene quince días y mil euros.", false)]
    [InlineData("es", "MX", "Venció el 30 de marzo: $1,540.00", false)]
    [InlineData("it", "IT", "Scaduta il 30 marzo 2026: 1.540,00 €, in ritardo di 15 giorni; le due fatture.", true)]
    [InlineData("it", "IT", "Entro sette giorni, duemilacinquecento euro.", false)]
    [InlineData("nl", "NL", "Vervallen op 30 maart 2026 (30-03-2026): € 1.540,00.", true)]
    [InlineData("nl", "NL", "Binnen veertien dagen, of vierentwintig uur.", false)]
    [InlineData("pt", "PT", "Venceu a 30 de março de 2026: 1 540,00 €. São duas faturas.", true)]
    [InlineData("pt", "PT", "No prazo de oito dias.", false)]
    [InlineData("en", "GB", "Within ten days, a fortnight, or twenty-four hours.", false)]
    public void Figures_are_read_as_the_reader_reads_them(string language, string country, string text, bool passes)
    {
        var found = NumberLock.Check(French with { Language = language, Country = country }, text);
        Assert.True(passes == (found.Count == 0), string.Join(", ", found.Select(f => f.Text)));
    }

    [Fact]
    public void An_amount_belongs_to_its_currency()
    {
        var dollars = Samples.Overdue(Samples.Dollars) with { Language = "en", Country = "US" };
        Assert.Empty(NumberLock.Check(dollars, "$980.50, US$980.50 or USD 980.50"));
        Caught(dollars, "€980.50", "€980.50");
        Caught(dollars with { Country = "CA" }, "$980.50", "$980.50");
        Caught(dollars, "£980.50", "£980.50");
        Caught(dollars, "$980.50 CAD", "CAD");
        Assert.Empty(NumberLock.Check(Samples.Overdue(Samples.First, Samples.Dollars), "1 540,00 € et 980,50 USD"));
        Caught(Samples.Overdue(Samples.First, Samples.Dollars), "1 540,00 USD et 980,50 €", "1 540,00 USD");
    }

    [Fact]
    public void Two_currencies_have_no_common_total() =>
        Caught(Samples.Overdue(Samples.First, Samples.Dollars), "Total : 2 520,50 €", "2 520,50 €");

    [Fact]
    public void A_reference_of_digits_only_is_not_an_amount_a_delay_or_a_share()
    {
        var brief = Samples.Overdue(Samples.First with { Number = "1001" }, Samples.Second with { Number = "30" });
        Assert.Empty(NumberLock.Check(brief, "Factures 1001 et 30, numéros 1001, 30."));
        foreach (
            var text in new[]
            {
                "1001 €",
                "EUR 1001",
                "1001,00",
                "30 %",
                "30 jours",
                "30 avril",
                "1 001",
                "30,5",
                "30 fois",
                "2/30",
                "1001 k€",
            }
        )
            Assert.True(NumberLock.Check(brief, text).Count > 0, text);
    }

    [Fact]
    public void Before_the_due_date_the_days_left_are_known()
    {
        Assert.Empty(NumberLock.Check(Samples.BeforeDue(Samples.Next), "Échéance dans 6 jours, dans six jours."));
        Assert.NotEmpty(NumberLock.Check(Samples.BeforeDue(Samples.Next), "Échéance dans 5 jours."));
        Assert.NotEmpty(NumberLock.Check(Samples.Overdue() with { Upcoming = [Samples.Next] }, "À régler dans 6 jours."));
    }

    [Fact]
    public void A_count_is_only_a_count_before_its_invoices()
    {
        Assert.Empty(NumberLock.Check(French, "Vos 2 factures ouvertes"));
        foreach (var text in new[] { "Nous avons écrit 2 lettres", "3 factures", "2 €", "Article 2", "2." })
            Assert.True(NumberLock.Check(French, text).Count > 0, text);
    }

    [Fact]
    public void Digits_of_a_name_are_explained_with_the_name_and_not_alone()
    {
        var brief = French with { AccountName = "Studio 12", RecipientName = "Jean 3M" };
        Assert.Empty(NumberLock.Check(brief, "Bonjour Jean 3M, chez Studio 12,"));
        foreach (var text in new[] { "12", "Studio 12,50 €", "Studio 123", "12 %" })
            Assert.True(NumberLock.Check(brief, text).Count > 0, text);
    }

    [Fact]
    public void A_customer_called_like_a_month_does_not_blot_out_dates() =>
        Assert.Empty(NumberLock.Check(French with { AccountName = "Mars" }, "Chez Mars, la facture échue le 30 mars 2026."));

    [Fact]
    public void Mail_of_another_account_is_caught_by_its_figures() =>
        Assert.True(
            NumberLock.Check(French, BuiltInWriter.Write(Samples.Overdue(Samples.Next with { DueOn = new(2026, 4, 2) })).Text).Count >= 3
        );

    [Fact]
    public void What_is_caught_says_where_it_stands()
    {
        const string text = "Bonjour \u200B, il reste 9\u200B99 € à régler.";
        var found = Assert.Single(NumberLock.Check(French, text));
        Assert.Equal("9\u200B99 €", found.Text);
        Assert.Equal(text.IndexOf('9', StringComparison.Ordinal), found.Position);
    }

    [Fact]
    public void Any_figure_that_is_not_in_the_ledger_is_caught()
    {
        var known = new[] { 154000L, 180000, 26000, 260000, 414000, 0 };
        var random = new Random(20260414);
        for (var i = 0; i < 500; i++)
        {
            var amount = random.NextInt64(1, i % 2 == 0 ? 1_000_00 : 10_000_000_00);
            if (known.Contains(amount))
                continue;
            var text = $"Il reste {Locale.For("fr").Amount(Samples.Eur(amount))} à régler.";
            Assert.True(NumberLock.Check(French, text).Count == 1, text);
        }
    }

    [Fact]
    public void Changing_any_one_digit_of_a_message_is_caught()
    {
        var message = BuiltInWriter.Write(Samples.Overdue(Samples.First) with { Sender = Samples.Duvernay with { Signature = null } });
        for (var at = 0; at < message.Text.Length; at++)
        {
            if (!char.IsDigit(message.Text[at]))
                continue;
            var changed = message.Text[..at] + (char)('0' + (message.Text[at] - '0' + 1) % 10) + message.Text[(at + 1)..];
            Assert.True(
                NumberLock.Check(Samples.Overdue(Samples.First), changed).Count > 0,
                $"{at}: {changed[Math.Max(0, at - 20)..(at + 5)]}"
            );
        }
    }

    private static void Caught(MessageBrief brief, string text, string caught)
    {
        var found = NumberLock.Check(brief, text);
        Assert.Contains(
            found,
            f => f.Text.Contains(caught, StringComparison.Ordinal) || f.Text.Length > 0 && caught.Contains(f.Text, StringComparison.Ordinal)
        );
        Assert.All(found, f => Assert.StartsWith(f.Text, text[f.Position..].TrimStart(), StringComparison.Ordinal));
    }
}
