using System.Globalization;
using Amiable.Reading.Understanding;
using Amiable.Reading.Understanding.Dates;

namespace Amiable.Reading.Tests;

/// <summary>Every way of saying a day, in every language. Received on Wednesday 13 May 2026; the invoice is due on 31 May.</summary>
public sealed class DateFormsTests
{
    private static readonly DateBase Wednesday = new(new(2026, 5, 13), DueDate: new(2026, 5, 31));

    private const string Ahead = """
        05-14 | en: tomorrow | fr: demain | de: morgen früh | es: mañana | it: domani | nl: wij betalen morgenochtend alles | pt: amanhã | pl: jutro
        05-14 | en: will pay tomoz | fr: demain matin | de: wird morgen bezahlt | es: mañana mismo | it: domani mattina | nl: we betalen morgen nog | pt: amanhã de manhã | pl: jutro rano
        05-15 | en: the day after tomorrow | fr: après-demain | de: übermorgen | es: pasado mañana | it: dopodomani | nl: overmorgen | pt: depois de amanhã | pl: pojutrze
        05-25 | en: on the 25th | fr: le 25 | de: am 25. | es: el día 25 | it: il 25 | nl: op de 25e | pt: no dia 25 | pl: 25-go
        06-12 | en: on the 12th | fr: le 12 | de: am 12. | es: el 12 | it: il 12 | nl: de 12e | pt: dia 12 | pl: dnia 12
        06-03 | en: on 3 June | fr: le 3 juin | de: am 3. Juni | es: el 3 de junio | it: il 3 giugno | nl: op 3 juni | pt: a 3 de junho | pl: 3 czerwca
        06-03 | en: June 3rd | fr: 3 juin 2026 | de: 3. Juni 2026 | es: 3 de junio de 2026 | it: 3 giugno 2026 | nl: 3 juni 2026 | pt: 3 de junho de 2026 | pl: 3 czerwca 2026 r.
        06-05 | en: by 05/06 | fr: le 05/06 | de: am 05.06. | es: el 05/06 | it: il 05/06 | nl: op 05/06 | pt: a 05/06 | pl: do 05.06.
        06-05 | en: 05/06/2026 | fr: 05/06/2026 | de: 05.06.2026 | es: 05/06/2026 | it: 05/06/2026 | nl: 05-06-2026 | pt: 05/06/2026 | pl: 05.06.2026
        05-15 | en: on Friday | fr: vendredi | de: am Freitag | es: el viernes | it: venerdì | nl: op vrijdag | pt: na sexta-feira | pl: w piątek
        05-15 | en: this Friday | fr: ce vendredi | de: diesen Freitag | es: este viernes | it: questo venerdì | nl: aanstaande vrijdag | pt: esta sexta | pl: w najbliższy piątek
        05-20 | en: Wednesday | fr: mercredi | de: Mittwoch | es: miércoles | it: mercoledì | nl: woensdag | pt: quarta-feira | pl: w środę
        05-19 | en: Tuesday next week | fr: mardi de la semaine prochaine | de: Dienstag nächster Woche | es: martes de la semana que viene | it: martedì della prossima settimana | nl: dinsdag volgende week | pt: terça da próxima semana | pl: we wtorek w przyszłym tygodniu
        05-19 | en: next week Tuesday | fr: la semaine prochaine, mardi | de: nächste Woche Dienstag | es: la semana que viene, el martes | it: la prossima settimana martedì | nl: volgende week dinsdag | pt: na próxima semana, terça | pl: w przyszłym tygodniu we wtorek
        05-22 | en: Friday week | fr: vendredi en huit | de: Freitag in einer Woche | it: venerdì a otto | nl: vrijdag over een week
        05-15 | en: end of the week | fr: en fin de semaine | de: Ende dieser Woche | es: a finales de semana | it: a fine settimana | nl: eind van de week | pt: no fim da semana | pl: do końca tygodnia
        05-22 | en: end of next week | fr: fin de la semaine prochaine | de: Ende nächster Woche | es: a finales de la semana que viene | it: fine della prossima settimana | nl: eind volgende week | pt: no final da próxima semana | pl: do końca przyszłego tygodnia
        05-29 | en: end of week 22 | fr: fin de semaine 22 | de: Ende KW 22 | es: final de la semana 22 | it: fine settimana 22 | nl: eind week 22 | pt: fim da semana 22
        05-31 | en: by month end | fr: fin du mois | de: zum Monatsende | es: a fin de mes | it: a fine mese | nl: eind deze maand | pt: até ao fim do mês | pl: do końca miesiąca
        05-30 | en: by the 30th of this month | fr: le 30 courant | de: am 30. d. M. | es: el 30 del corriente | it: il 30 c.m. | nl: 30 mei | pt: dia 30 do corrente | pl: do 30 bm.
        06-30 | en: end of June | fr: fin juin | de: Ende Juni | es: a finales de junio | it: fine giugno | nl: eind juni | pt: fim de junho | pl: koniec czerwca
        06-30 | en: at the end of next month | fr: fin du mois prochain | de: Ende nächsten Monats | es: a finales del mes que viene | it: fine del mese prossimo | nl: eind volgende maand | pt: no fim do próximo mês | pl: do końca przyszłego miesiąca
        06-05 | en: on the 5th of next month | fr: le 5 du mois prochain | de: am 5. nächsten Monats | es: el 5 del mes que viene | it: il 5 del mese prossimo | nl: de 5e van volgende maand | pt: dia 5 do próximo mês | pl: 5 przyszłego miesiąca
        05-21 | en: within 8 days | fr: sous 8 jours | de: innerhalb von 8 Tagen | es: en 8 días | it: entro 8 giorni | nl: binnen 8 dagen | pt: no prazo de 8 dias | pl: w ciągu 8 dni
        05-21 | en: in eight days | fr: sous huitaine | de: in acht Tagen | es: en ocho días | it: entro otto giorni | nl: over acht dagen | pt: em oito dias | pl: za osiem dni
        05-27 | en: within 14 days from today | fr: sous 14 jours à compter de ce jour | de: innerhalb von 14 Tagen ab heute | es: en 14 días a contar desde hoy | it: entro 14 giorni da oggi | nl: binnen 14 dagen na heden | pt: no prazo de 14 dias a contar de hoje | pl: w ciągu 14 dni od dzisiaj
        05-27 | en: in a fortnight | fr: dans deux semaines | de: in zwei Wochen | es: en dos semanas | it: tra due settimane | nl: over twee weken | pt: daqui a duas semanas | pl: za dwa tygodnie
        05-28 | en: 15 more days | fr: 15 jours supplémentaires | de: weitere 15 Tage | es: quince días más | it: altri 15 giorni | nl: 15 extra dagen | pt: mais 15 dias | pl: dodatkowe 15 dni
        05-20 | en: in one week | fr: dans une semaine | de: in einer Woche | es: en una semana | it: tra una settimana | nl: over een week | pt: daqui a uma semana | pl: za tydzień
        05-18 | en: within 3 working days | fr: sous 3 jours ouvrés | de: innerhalb von 3 Werktagen | es: en 3 días hábiles | it: entro 3 giorni lavorativi | nl: binnen 3 werkdagen | pt: em 3 dias úteis | pl: w ciągu 3 dni roboczych
        05-31 | en: on the due date | fr: à l'échéance | de: zum Fälligkeitstermin | es: a su vencimiento | it: alla scadenza | nl: op de vervaldatum | pt: no vencimento | pl: w terminie płatności
        12-31 | en: by the end of the year | fr: fin d'année | de: zum Jahresende | es: a final de año | it: fine anno | nl: eind van het jaar | pt: até ao fim do ano | pl: do końca roku
        05-29 | en: in week 22 | fr: semaine 22 | de: in KW 22 | es: en la semana 22 | it: nella settimana 22 | nl: in week 22 | pt: na semana 22 | pl: w tygodniu 22
        05-29 | en: on the last working day of the month | fr: le dernier jour ouvré du mois | de: zum letzten Werktag des Monats | es: el último día hábil del mes | it: l'ultimo giorno lavorativo del mese | nl: op de laatste werkdag van de maand | pt: no último dia útil do mês | pl: do ostatniego dnia roboczego miesiąca
        06-15 | en: on the fifteenth of June | fr: le quinze juin | de: am fünfzehnten Juni | es: el quince de junio | it: il quindici giugno | nl: op de vijftiende juni | pt: a quinze de junho | pl: piętnastego czerwca
        05-15 | en: within 48 hours | fr: dans 48h | de: innerhalb von 48 Stunden | es: en 48 horas | it: entro 48 ore | nl: binnen 48 uur | pt: em 48 horas | pl: w ciągu 48 godzin
        """;

    private const string Behind = """
        05-12 | en: yesterday | fr: hier | de: gestern | es: ayer | it: ieri | nl: gisteren | pt: ontem | pl: wczoraj
        05-11 | en: the day before yesterday | fr: avant-hier | de: vorgestern | es: anteayer | it: l'altro ieri | nl: eergisteren | pt: anteontem | pl: przedwczoraj
        05-08 | en: last Friday | fr: vendredi dernier | de: letzten Freitag | es: el viernes pasado | it: venerdì scorso | nl: afgelopen vrijdag | pt: na sexta passada | pl: w zeszły piątek
        05-08 | en: Friday last week | fr: vendredi de la semaine dernière | de: letzte Woche Freitag | es: viernes de la semana pasada | it: venerdì della scorsa settimana | nl: vorige week vrijdag | pt: sexta da semana passada | pl: w zeszłym tygodniu w piątek
        05-10 | en: 3 days ago | fr: il y a 3 jours | de: vor 3 Tagen | es: hace 3 días | it: 3 giorni fa | nl: 3 dagen geleden | pt: há 3 dias | pl: 3 dni temu
        05-11 | en: on the 11th | fr: le 11 | de: am 11. | es: el día 11 | it: il giorno 11 | nl: op de 11e | pt: no dia 11 | pl: dnia 11
        04-28 | en: on 28 April | fr: le 28 avril | de: am 28. April | es: el 28 de abril | it: il 28 aprile | nl: op 28 april | pt: a 28 de abril | pl: 28 kwietnia
        """;

    private const string Vague = """
        - | en: in the next few days | fr: dans les prochains jours | de: in den nächsten Tagen | es: en los próximos días | it: nei prossimi giorni | nl: de komende dagen | pt: nos próximos dias | pl: w najbliższych dniach
        - | en: as soon as possible | fr: dès que possible | de: so bald wie möglich | es: lo antes posible | it: il prima possibile | nl: zo snel mogelijk | pt: o mais depressa possível | pl: jak najszybciej
        - | en: during June | fr: courant juin | de: im Laufe des Juni | es: durante junio | it: nel corso di giugno | nl: in de loop van juni | pt: durante junho | pl: w czerwcu
        - | en: mid-June | fr: mi-juin | de: Mitte Juni | es: a mediados de junio | it: a metà giugno | nl: half juni | pt: em meados de junho | pl: w połowie czerwca
        - | en: after the holidays | fr: après les vacances | de: nach den Feiertagen | es: después de las vacaciones | it: dopo le ferie | nl: na de vakantie | pt: depois das férias | pl: po świętach
        - | en: I'll do it tonight | fr: je le fais ce soir | de: mache ich heute Abend | es: lo hago esta noche | it: lo faccio stasera | nl: doe ik vanavond | pt: faço hoje à noite | pl: zrobię to dziś wieczorem
        """;

    public static IEnumerable<TheoryDataRow<string, string, string>> AllAhead => Rows(Ahead);
    public static IEnumerable<TheoryDataRow<string, string, string>> AllBehind => Rows(Behind);
    public static IEnumerable<TheoryDataRow<string, string, string>> AllVague => Rows(Vague);

    [Theory]
    [MemberData(nameof(AllAhead))]
    public void A_day_ahead_is_understood_in_every_language(string language, string said, string day) =>
        Assert.Equal(Day(day), Read(language, said).Select(d => d.Next).FirstOrDefault(d => d is not null));

    [Theory]
    [MemberData(nameof(AllBehind))]
    public void A_day_behind_is_understood_in_every_language(string language, string said, string day) =>
        Assert.Equal(Day(day), Read(language, said).Select(d => d.Last).FirstOrDefault(d => d is not null));

    [Theory]
    [MemberData(nameof(AllVague))]
    public void What_is_vague_is_no_day(string language, string said, string day) =>
        Assert.True(day == "-" && Read(language, said).Count == 0);

    [Theory]
    [InlineData("en", "next Friday")]
    [InlineData("fr", "vendredi prochain")]
    [InlineData("de", "nächsten Freitag")]
    [InlineData("es", "el próximo viernes")]
    [InlineData("it", "venerdì prossimo")]
    [InlineData("nl", "komende vrijdag")]
    [InlineData("pt", "na próxima sexta-feira")]
    [InlineData("pl", "w przyszły piątek")]
    public void A_weekday_said_to_come_is_not_one_behind(string language, string said) =>
        Assert.Null(Assert.Single(Read(language, said)).Last);

    private static IReadOnlyList<FoundDate> Read(string language, string said) =>
        DateReader.Read(WrittenText.Of(said), [language], Wednesday);

    private static DateOnly Day(string day) => DateOnly.Parse("2026-" + day, CultureInfo.InvariantCulture);

    private static IEnumerable<TheoryDataRow<string, string, string>> Rows(string table) =>
        from line in table.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        let cells = line.Split('|', StringSplitOptions.TrimEntries)
        from cell in cells.Skip(1)
        let said = cell.Split(": ", 2)
        select new TheoryDataRow<string, string, string>(said[0], said[1], cells[0]);
}
