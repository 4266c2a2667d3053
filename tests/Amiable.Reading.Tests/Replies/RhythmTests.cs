using Amiable.Invoices;
using Amiable.Mail.Replies;

namespace Amiable.Reading.Replies;

/// <summary>How far apart the parts are that customers ask to pay in: weekly taken for monthly would be another plan.</summary>
public sealed class RhythmTests
{
    [Theory]
    [InlineData("Could we pay in 3 weekly instalments of 500 EUR, the first on 13 March?", InstalmentRhythm.Weekly)]
    [InlineData("Can we split this in four monthly payments, first one 13 March?", InstalmentRhythm.Monthly)]
    [InlineData("Können wir in 3 Raten zahlen, alle zwei Wochen, erstmals am 13. März?", InstalmentRhythm.Fortnightly)]
    [InlineData("Pourrions-nous payer en trois fois, 500 € par semaine à partir du 13 mars ?", InstalmentRhythm.Weekly)]
    [InlineData("Pourrions-nous régler en quatre mensualités à partir du 13 mars ?", InstalmentRhythm.Monthly)]
    [InlineData("¿Podemos pagar en 3 plazos de 500 € cada semana, empezando el 13 de marzo?", InstalmentRhythm.Weekly)]
    [InlineData("Possiamo pagare in 3 rate mensili, la prima il 13 marzo?", InstalmentRhythm.Monthly)]
    [InlineData("Kunnen we in 3 termijnen betalen, de eerste op 13 maart?", null)]
    public void It_is_read_where_it_is_said_and_nowhere_else(string text, InstalmentRhythm? expected)
    {
        var reading = BuiltInReader.Read(
            new(
                "Anne Roux",
                "anne@roux.example",
                "Re: F-2026-0288",
                ReplyTrimming.TrimText(text),
                new(2026, 3, 2, 10, 0, 0, TimeSpan.FromHours(1)),
                [new("F-2026-0288", 1500m, new(2026, 2, 10), new(2026, 1, 10))]
            )
        );
        Assert.NotNull(reading.Plan);
        Assert.Equal(expected, reading.Plan.Every);
    }
}
