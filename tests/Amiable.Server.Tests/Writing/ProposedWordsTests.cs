using Amiable.FollowUp;
using Amiable.Writing;

namespace Amiable.Server.Tests.Writing;

/// <summary>Which words of a language model may stand in a message.</summary>
public sealed class ProposedWordsTests
{
    private const string Lead = "Our records show that invoice {number}, due on {date}, is still open.";

    private static MessageBrief Brief(string language = "en", Stage stage = Stage.Overdue) =>
        (stage == Stage.BeforeDue ? Samples.BeforeDue(Samples.Next) : Samples.Overdue(Samples.First)) with
        {
            Language = language,
            Country = null,
        };

    private static ProposedWords Words(string before, string after = "Could you let us know when the payment of {toPay} is planned?") =>
        new("Invoice {number} – {creditor}", [before], [after]);

    [Theory]
    [InlineData("en", Lead, "Could you let us know when we can expect {toPay}? If something is in the way, a short reply is enough.")]
    [InlineData(
        "fr",
        "Sauf erreur de notre part, la facture {number}, échue le {date}, reste à régler.",
        "Pourriez-vous nous indiquer quand le règlement de {toPay} est prévu ? Si un élément vous manque, répondez simplement à ce message."
    )]
    [InlineData(
        "de",
        "in unseren Unterlagen ist die Rechnung {number}, fällig am {date}, noch offen.",
        "Könnten Sie uns bitte mitteilen, wann wir mit der Zahlung von {toPay} rechnen dürfen? Falls Ihnen etwas fehlt, genügt eine kurze Antwort."
    )]
    [InlineData(
        "es",
        "Según nuestros registros, la factura {number}, con vencimiento el {date}, sigue pendiente de pago.",
        "¿Podrían indicarnos cuándo está previsto el pago de {toPay}? Si les falta algo, basta con responder a este mensaje."
    )]
    [InlineData(
        "it",
        "Dai nostri dati la fattura {number}, in scadenza il {date}, risulta ancora aperta.",
        "Potrebbe indicarci quando è previsto il pagamento di {toPay}? Se manca qualcosa, basta una breve risposta."
    )]
    [InlineData(
        "nl",
        "Volgens onze gegevens staat factuur {number}, met vervaldatum {date}, nog open.",
        "Kunt u ons laten weten wanneer wij de betaling van {toPay} kunnen verwachten? Als er iets ontbreekt, volstaat een kort antwoord."
    )]
    [InlineData(
        "pt",
        "Segundo os nossos registos, a fatura {number}, com vencimento em {date}, continua por pagar.",
        "Podem indicar-nos quando está previsto o pagamento de {toPay}? Se faltar algum elemento, basta responder a esta mensagem."
    )]
    public void Plain_words_with_places_may_stand_in_every_language(string language, string before, string after) =>
        Assert.Empty(ProposedWordsCheck.Faults(Brief(language), Words(before, after)));

    [Theory]
    [InlineData("Please pay 1,600.00 € for invoice {number} to us.", "1,600.00 €")]
    [InlineData("Please pay {toPay} to the account DE89 3704 0044 0532 0130 00 from now on.", "DE89 3704 0044 0532 0130 00")]
    [InlineData("Please pay {toPay} to FR76 3000 6000 0112 3456 7890 189, as you know it well.", "FR76")]
    [InlineData("Please pay {toPay} here and nowhere else: https://pay.evil.example/now.", "https://pay.evil.example/now")]
    [InlineData("Please write to billing@evil.example about the invoice {number}.", "billing@evil.example")]
    [InlineData("Please pay the invoice {number} by May 4, 2026, as it is open.", "4, 2026")]
    [InlineData("The invoice {number} is now 15 days overdue, and still open.", "15")]
    [InlineData("The invoice F-2026-0999 is still open on our side, as you may know.", "F-2026-0999")]
    [InlineData("The invoice {number} is open; we also see two thousand euros elsewhere.", "thousand")]
    [InlineData("We told our colleague Jonathan Harker about the invoice {number}.", "Harker")]
    [InlineData("We told Mrs Harker about the invoice {number}, which is open.", "Mrs Harker")]
    [InlineData("Brightwater Ltd would like to see the invoice {number} paid.", "Brightwater Ltd")]
    [InlineData("We grant a discount if the invoice {number} is paid soon.", "discount")]
    [InlineData("You may also pay the invoice {number} in instalments.", "instalments")]
    [InlineData("As agreed on the telephone, please pay the invoice {number}.", "As agreed")]
    [InlineData("Please pay the invoice {number} on Friday at the latest.", "Friday")]
    [InlineData("Otherwise our lawyers will look at the invoice {number} for us.", "lawyers")]
    [InlineData("Please pay {number} immediately, as the invoice has been open for long.", "immediately")]
    [InlineData("Please pay the invoice {number} now! It has been open for long.", "exclamation mark")]
    [InlineData("Please pay <b>the invoice</b> {number}, which has been open for long.", "markup")]
    [InlineData("Please pay the invoice {number}, which has been open for long 🙂.", "emoji")]
    [InlineData("Please pay the invoice {number} to {iban}, which you know.", "places may stand in braces")]
    [InlineData("Dear Sir or Madam,", "whole sentences")]
    [InlineData("Nous vous prions de régler la facture {number} dont l'échéance est passée.", "language \"en\"")]
    public void What_the_brief_does_not_explain_may_not(string before, string said)
    {
        var faults = ProposedWordsCheck.Faults(Brief(), new("Invoice {number} – {creditor}", [before], [])).ToList();

        Assert.Contains(said, string.Join(' ', faults), StringComparison.Ordinal);
    }

    [Fact]
    public void Before_the_due_date_nothing_may_be_late() =>
        Assert.Contains(
            "overdue",
            string.Join(
                ' ',
                ProposedWordsCheck.Faults(Brief(stage: Stage.BeforeDue), Words("The invoice {number} is overdue on our side."))
            ),
            StringComparison.Ordinal
        );

    [Fact]
    public void What_is_told_of_a_message_holds_no_name_no_number_and_no_account()
    {
        foreach (var brief in Samples.All())
        {
            var told = new WordingBrief(brief).Text;
            string?[] names =
            [
                brief.AccountName,
                brief.RecipientName,
                brief.Sender.Creditor,
                brief.Sender.AgentName,
                brief.Sender.Bank?.Iban,
                .. brief.Overdue.Concat(brief.Upcoming).Concat(brief.Paid).SelectMany(l => new[] { l.Number, l.PurchaseOrder }),
            ];
            Assert.All(names.OfType<string>(), name => Assert.DoesNotContain(name, told, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_day_and_the_recipient_do_not_change_what_is_told_but_the_figures_do()
    {
        var key = new WordingBrief(Brief()).Key;

        Assert.Equal(key, new WordingBrief(Brief() with { SentOn = Samples.Sent.AddDays(3), RecipientName = "Paul Blanc" }).Key);
        Assert.NotEqual(key, new WordingBrief(Brief() with { Overdue = [Samples.First with { Outstanding = Samples.Eur(1500_00) }] }).Key);
        Assert.NotEqual(key, new WordingBrief(Brief() with { Tone = Tone.Firm }).Key);
        Assert.NotEqual(key, new WordingBrief(Brief() with { Variant = 1 }).Key);
    }

    [Fact]
    public void Proposed_words_stand_between_the_parts_that_are_not_theirs()
    {
        var message = BuiltInWriter.Write(Brief(), Words(Lead));

        Assert.Equal("Invoice F-2026-0288 – Duvernay Conseil", message.Subject);
        string[] parts = ["Dear Anne Roux,", "Our records show that invoice F-2026-0288, due on", "FR76 3000", "AI assistant"];
        var places = parts.Select(p => message.Text.IndexOf(p, StringComparison.Ordinal)).ToList();
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
        Assert.Empty(NumberLock.Check(Brief(), message));
    }

    [Fact]
    public void No_built_in_text_has_a_name_that_is_not_known()
    {
        var found = Samples
            .All()
            .SelectMany(brief =>
                BuiltInWriter
                    .Write(brief with { Sender = new("Duvernay Conseil", ""), SaysItIsAi = false, RecipientName = null })
                    .Text.Split("\n\n")
                    .Where(p => p.TrimEnd() is [.., '.' or '?'])
                    .SelectMany(p => UnknownNames.In(brief, p).Select(n => $"{brief.Language}: {n}"))
            )
            .Distinct()
            .ToList();

        Assert.True(found.Count == 0, string.Join('\n', found.Take(30)));
    }
}
