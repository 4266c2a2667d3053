using Amiable.FollowUp;
using Amiable.LatePayment;
using Amiable.Writing;

namespace Amiable.Server.Tests.Writing;

/// <summary>The letter a member signs: what it is called where, what it states, and what it never says.</summary>
public sealed class NoticeWriterTests
{
    // What it has to say, although no follow-up may.
    private static readonly string[] Meant =
    [
        "formal notice",
        "interest",
        "mise en demeure",
        "met en demeure",
        "pénalités",
        "intérêts",
        "indemnité",
        "recouvrement",
        "frais",
        "verzugszinsen",
        "zinsen",
        "letzte mahnung",
    ];

    public static TheoryData<string, string, string> Names() =>
        new()
        {
            { "fr", "FR", "Mise en demeure de payer" },
            { "fr", "BE", "Mise en demeure de payer" },
            { "de", "DE", "Mahnung mit letzter Zahlungsfrist" },
            { "de", "AT", "Letzte Mahnung" },
            { "de", "CH", "Mahnung mit letzter Zahlungsfrist" },
            { "en", "GB", "Letter before claim" },
            { "en", "IE", "Formal notice to pay" },
            { "nl", "NL", "Formal notice to pay" },
        };

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_called_as_the_country_calls_it_and_says_nothing_of_courts(string language, string country, string name)
    {
        foreach (var regime in new Regime?[] { null, Regime.France, Regime.UnitedKingdom })
        foreach (var lines in new[] { [Samples.First], new[] { Samples.First, Samples.Second } })
        {
            var notice = Write(language, country, lines, regime);

            Assert.StartsWith(name, notice.Subject, StringComparison.Ordinal);
            var written = NoticeWriter.LanguageOf(language);
            var found = ConductCheck.Check(written, notice.Subject + "\n" + notice.Text).Select(w => w.ToLowerInvariant());
            Assert.Empty(found.Except(Meant));
            Assert.DoesNotContain("{", notice.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("assistant", notice.Text, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("Claire Martin", notice.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void It_states_sum_and_day_and_claims_only_what_is_claimed()
    {
        var silent = Write("en", "IE", [Samples.First, Samples.Second], null).Text;
        var claimed = Write("en", "IE", [Samples.First, Samples.Second], Regime.EuropeanUnion).Text;
        var british = Write("en", "GB", [Samples.First], Regime.UnitedKingdom).Text;

        Assert.Contains(
            "€4,140.00 within 8 business days of the date of this letter, that is by 24 April 2026",
            silent,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("interest", silent, StringComparison.Ordinal);
        Assert.Contains("(Directive 2011/7/EU), we also claim €12.34", claimed, StringComparison.Ordinal);
        Assert.Contains("€80.00 for the costs of recovery", claimed, StringComparison.Ordinal);
        Assert.Contains("€4,140.00 within", claimed, StringComparison.Ordinal); // Beside what is asked, never in it.
        Assert.DoesNotContain("Directive", british, StringComparison.Ordinal);
        Assert.Contains("statutory interest", british, StringComparison.Ordinal);
    }

    private static WrittenMessage Write(string language, string country, IReadOnlyList<BriefLine> lines, Regime? regime)
    {
        var brief = Samples.Overdue([.. lines]) with
        {
            Language = language,
            Country = country,
            Claimed = regime is null ? [] : [new LateSum(Samples.Eur(12_34), Samples.Eur(80_00))],
        };
        return NoticeWriter.Write(brief, new(country, 8, new(2026, 4, 24), regime, "Claire Martin"));
    }
}
