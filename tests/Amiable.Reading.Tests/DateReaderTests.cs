using System.Globalization;
using Amiable.Reading.Understanding;
using Amiable.Reading.Understanding.Dates;

namespace Amiable.Reading.Tests;

/// <summary>Received on Wednesday 13 May 2026; the invoice is due on 31 May.</summary>
public sealed class DateReaderTests
{
    private static readonly DateBase Wednesday = new(new(2026, 5, 13), DueDate: new(2026, 5, 31));

    [Theory]
    [InlineData("fr", "virement demain", "2026-05-14")]
    [InlineData("fr", "réglé le 15", "2026-05-15")]
    [InlineData("fr", "le 3 juin", "2026-06-03")]
    [InlineData("fr", "au 1er juillet", "2026-07-01")]
    [InlineData("fr", "mercredi prochain 20 mai", "2026-05-20")]
    [InlineData("fr", "vendredi", "2026-05-15")]
    [InlineData("fr", "vendredi en huit", "2026-05-22")]
    [InlineData("fr", "mardi de la semaine prochaine", "2026-05-19")]
    [InlineData("fr", "fin de semaine", "2026-05-15")]
    [InlineData("fr", "fin de semaine prochaine", "2026-05-22")]
    [InlineData("fr", "d'ici la fin du mois", "2026-05-31")]
    [InlineData("fr", "fin juin", "2026-06-30")]
    [InlineData("fr", "le 30 courant", "2026-05-30")]
    [InlineData("fr", "le 5 du mois prochain", "2026-06-05")]
    [InlineData("fr", "sous 8 jours", "2026-05-21")]
    [InlineData("fr", "dans 10 jours ouvrés", "2026-05-27")]
    [InlineData("fr", "sous huitaine", "2026-05-21")]
    [InlineData("fr", "15 jours supplémentaires", "2026-05-28")]
    [InlineData("fr", "30 jours fin de mois, facture du 12/02/2026", "2026-03-31", false)]
    [InlineData("fr", "notre prochain virement groupé le 25", "2026-05-25")]
    [InlineData("fr", "à l'échéance", "2026-05-31")]
    [InlineData("en", "on Friday", "2026-05-15")]
    [InlineData("en", "Wednesday", "2026-05-20")]
    [InlineData("en", "next week Wednesday", "2026-05-20")]
    [InlineData("en", "by month end", "2026-05-31")]
    [InlineData("en", "end of next week", "2026-05-22")]
    [InlineData("en", "on the 25th", "2026-05-25")]
    [InlineData("en", "by the 5th of next month", "2026-06-05")]
    [InlineData("en", "June 3rd", "2026-06-03")]
    [InlineData("en", "3 June 2026", "2026-06-03")]
    [InlineData("en", "within 14 days", "2026-05-27")]
    [InlineData("en", "in a fortnight", "2026-05-27")]
    [InlineData("en", "within 3 working days", "2026-05-18")]
    [InlineData("en", "on 05/06", "2026-06-05")]
    [InlineData("en", "a week on Friday", "2026-05-22")]
    [InlineData("en", "on the due date", "2026-05-31")]
    [InlineData("de", "am 15.06.", "2026-06-15")]
    [InlineData("de", "bis zum 20.", "2026-05-20")]
    [InlineData("de", "übermorgen", "2026-05-15")]
    [InlineData("de", "nächste Woche Mittwoch", "2026-05-20")]
    [InlineData("de", "Ende KW 22", "2026-05-29")]
    [InlineData("de", "zum Monatsende", "2026-05-31")]
    [InlineData("de", "Ende Juni", "2026-06-30")]
    [InlineData("de", "innerhalb von 8 Tagen", "2026-05-21")]
    [InlineData("de", "in zwei Wochen", "2026-05-27")]
    [InlineData("de", "morgen früh", "2026-05-14")]
    [InlineData("de", "3. Juni 2026", "2026-06-03")]
    [InlineData("es", "el día 25", "2026-05-25")]
    [InlineData("es", "mañana sin falta", "2026-05-14")]
    [InlineData("es", "pasado mañana", "2026-05-15")]
    [InlineData("es", "a finales de mes", "2026-05-31")]
    [InlineData("es", "en quince días", "2026-05-28")]
    [InlineData("es", "el viernes de la semana que viene", "2026-05-22")]
    [InlineData("es", "el 3 de junio de 2026", "2026-06-03")]
    [InlineData("it", "entro fine mese", "2026-05-31")]
    [InlineData("it", "il 15 p.v.", "2026-05-15")]
    [InlineData("it", "giovedì", "2026-05-14")]
    [InlineData("it", "dopodomani", "2026-05-15")]
    [InlineData("it", "entro 10 giorni", "2026-05-23")]
    [InlineData("it", "il 3 giugno", "2026-06-03")]
    [InlineData("nl", "volgende week dinsdag", "2026-05-19")]
    [InlineData("nl", "eind deze maand", "2026-05-31")]
    [InlineData("nl", "binnen 14 dagen", "2026-05-27")]
    [InlineData("nl", "de 25e", "2026-05-25")]
    [InlineData("nl", "op 3 juni", "2026-06-03")]
    [InlineData("nl", "overmorgen", "2026-05-15")]
    [InlineData("pt", "até ao final do mês", "2026-05-31")]
    [InlineData("pt", "sexta-feira", "2026-05-15")]
    [InlineData("pt", "no dia 20", "2026-05-20")]
    [InlineData("pt", "amanhã", "2026-05-14")]
    [InlineData("pt", "3 de junho", "2026-06-03")]
    [InlineData("pl", "w ciągu 7 dni", "2026-05-20")]
    [InlineData("pl", "do 15-go", "2026-05-15")]
    [InlineData("pl", "w piątek", "2026-05-15")]
    [InlineData("pl", "do końca miesiąca", "2026-05-31")]
    [InlineData("pl", "3 czerwca", "2026-06-03")]
    [InlineData("pl", "jutro", "2026-05-14")]
    // A day that ends its sentence, a weekday that decides the year, a day past a range.
    [InlineData("fr", "Le virement partira le 29.", "2026-05-29")]
    [InlineData("fr", "Rien avant le 28. Merci de patienter.", "2026-05-28")]
    [InlineData("en", "Paid out on the 22nd.", "2026-05-22")]
    [InlineData("en", "We settle by the 27.", "2026-05-27")]
    [InlineData("es", "La transferencia se hará el 26.", "2026-05-26")]
    [InlineData("it", "Il bonifico parte il 21.", "2026-05-21")]
    [InlineData("nl", "Wij maken het over op 28.", "2026-05-28")]
    [InlineData("de", "Die Zahlung geht am 27.", "2026-05-27")]
    [InlineData("pt", "Sai no dia 19.", "2026-05-19")]
    [InlineData("fr", "fermé du 1 au 14 juin", "2026-06-14")]
    [InlineData("de", "vom 18.05. bis einschließlich 05.06.2026", "2026-06-05")]
    [InlineData("es", "del 3 al 12 de junio", "2026-06-12")]
    public void A_day_ahead_is_understood(string language, string words, string day, bool isAhead = true) =>
        Assert.Equal(
            day,
            Read(language, words)
                .Select(d => isAhead ? d.Next : d.Next ?? d.Last)
                .Single(d => d is not null)!
                .Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        );

    [Theory]
    [InlineData("fr", "payée le 3", "2026-05-03")]
    [InlineData("fr", "il y a 5 jours", "2026-05-08")]
    [InlineData("fr", "avant-hier", "2026-05-11")]
    [InlineData("en", "last Friday", "2026-05-08")]
    [InlineData("en", "on 4 May", "2026-05-04")]
    [InlineData("de", "am Montag", "2026-05-11")]
    [InlineData("de", "seit dem 28.04. bei Ihnen", "2026-04-28")]
    [InlineData("es", "anteayer", "2026-05-11")]
    [InlineData("it", "l'altro ieri", "2026-05-11")]
    [InlineData("nl", "vorige week vrijdag", "2026-05-08")]
    [InlineData("pt", "na semana passada, quarta-feira", "2026-05-06")]
    [InlineData("pl", "wczoraj", "2026-05-12")]
    public void A_day_behind_is_understood(string language, string words, string day) =>
        Assert.Equal(day, Read(language, words).Single().Last!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("fr", "dans les prochains jours, dès que possible, courant juin")]
    [InlineData("fr", "votre relance du 12 mai")]
    [InlineData("en", "as soon as possible, some time in June, 24/7")]
    [InlineData("en", "you may contact us")]
    [InlineData("de", "so bald wie möglich, Mitte Juni, guten Morgen")]
    [InlineData("es", "por la mañana, en los próximos días")]
    [InlineData("it", "quanto prima, a inizio giugno")]
    [InlineData("nl", "goedemorgen, begin juni")]
    [InlineData("pt", "segunda via, assim que possível")]
    [InlineData("pl", "jak najszybciej")]
    public void A_vague_day_is_none(string language, string words) => Assert.Empty(Read(language, words));

    [Theory]
    [InlineData("fr", "vendredi 12 juin")]
    [InlineData("en", "Friday 12 June")]
    [InlineData("de", "Freitag, den 12. Juni")]
    [InlineData("es", "viernes 12 de junio")]
    public void The_weekday_says_which_year_is_meant(string language, string words) =>
        Assert.Equal((new DateOnly(2026, 6, 12), null), (Read(language, words).Single().Next, Read(language, words).Single().Last));

    [Fact]
    public void Americans_write_the_month_first() =>
        Assert.Equal(
            new DateOnly(2026, 6, 5),
            DateReader.Read(WrittenText.Of("by 06/05"), ["en"], Wednesday with { MonthFirst = true }).Single().Next
        );

    private static IReadOnlyList<FoundDate> Read(string language, string words) =>
        DateReader.Read(WrittenText.Of(words), [language], Wednesday);
}
