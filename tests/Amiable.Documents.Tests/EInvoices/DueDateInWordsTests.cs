namespace Amiable.Documents.EInvoices;

public class DueDateInWordsTests
{
    private static readonly DateOnly Issued = new(2026, 3, 2);

    [Theory]
    [InlineData("Zahlbar innerhalb 30 Tagen netto bis 01.04.2026, 3% Skonto innerhalb 10 Tagen bis 12.03.2026", "2026-04-01")]
    [InlineData("Zahlbar innerhalb 30 Tagen netto bis 31.03.2026, 3% Skonto innerhalb 10 Tagen bis 12.03.2026", "2026-03-31")]
    [InlineData("#SKONTO#TAGE=7#PROZENT=2.00#\nZahlbar innerhalb von 14 Tagen ohne Abzug.", "2026-03-16")]
    [InlineData("2% Skonto bei Zahlung innerhalb 8 Tage; 30 Tage netto", "2026-04-01")]
    [InlineData("Payment within 30 days of the invoice date. Late payments bear interest after 45 days.", "2026-04-01")]
    [InlineData("Net 60", "2026-05-01")]
    [InlineData("Due by 2026-04-15", "2026-04-15")]
    [InlineData("Paiement à 45 jours date de facture, pas d'escompte", "2026-04-16")]
    [InlineData("À payer avant le 15/04/2026", "2026-04-15")]
    [InlineData("Pagamento a 30 giorni data fattura", "2026-04-01")]
    [InlineData("Pago a 30 días", "2026-04-01")]
    [InlineData("Betaling binnen 14 dagen", "2026-03-16")]
    [InlineData("Pagamento em 30 dias", "2026-04-01")]
    [InlineData("Zahlbar sofort rein netto", "2026-03-02")]
    [InlineData("Due upon receipt", "2026-03-02")]
    public void Clear_terms_give_a_day(string terms, string day) =>
        Assert.Equal(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), DueDateInWords.Read(terms, Issued)?.Day);

    [Theory]
    [InlineData("#SKONTO#TAGE=14#PROZENT=2.25#\n")]
    [InlineData("30 jours fin de mois")]
    [InlineData("30 days end of month")]
    [InlineData("30 Tage nach Erhalt der Ware")]
    [InlineData("14 Tage nach Lieferung")]
    [InlineData("50 % in 14 Tagen; der Rest in 30 Tagen; 10 Tage für Anzahlung")]
    [InlineData("Zahlbar in 14 Tagen oder in 30 Tagen")]
    [InlineData("Der Betrag wird am 20.03.2026 von Ihrem Konto per SEPA-Lastschrift eingezogen.")]
    [InlineData("Zu den Fälligkeiten 01.07.2026, 01.10.2026 würden wir den Beitrag abbuchen.")]
    [InlineData("Due by 04/05/2026")]
    [InlineData("Zahlbar innerhalb 30 Tagen bis 15.09.2026")]
    [InlineData("Zahlbar bis 01.02.2026")]
    [InlineData("Vielen Dank für Ihren Auftrag vom 01.03.2026")]
    [InlineData("total amount")]
    [InlineData("")]
    public void Terms_that_leave_a_doubt_give_none(string terms) => Assert.Null(DueDateInWords.Read(terms, Issued));
}
