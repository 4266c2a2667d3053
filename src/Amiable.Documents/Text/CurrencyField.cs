using System.Text.RegularExpressions;

namespace Amiable.Documents.Text;

/// <summary>The currency of the document: the one at its total, or the one most of its amounts have.</summary>
internal static partial class CurrencyField
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["US Dollar"] = "USD",
        ["US Dollars"] = "USD",
        ["Pound Sterling"] = "GBP",
        ["Pounds Sterling"] = "GBP",
        ["Swiss Francs"] = "CHF",
        ["Schweizer Franken"] = "CHF",
        ["Francs suisses"] = "CHF",
        ["Australian Dollars"] = "AUD",
        ["Canadian Dollars"] = "CAD",
        ["Indian Rupees"] = "INR",
    };

    public static Finding<string>? Read(Sheet sheet, Amount? total)
    {
        var votes = new Dictionary<string, (double Weight, Passage Place)>();
        foreach (var amount in sheet.Amounts.Take(2_000))
            if (amount.Currency is { } currency)
                Vote(
                    votes,
                    currency,
                    amount == total ? 6
                        : amount.Value == total?.Value ? 3
                        : 1,
                    amount.Place
                );
        foreach (var cell in sheet.Lines.SelectMany(line => line.Cells).Take(3_000))
        {
            for (var word = cell.First; word <= cell.Last; word++)
                if (Currencies.Code(cell.Line.Words[word].Text) is { } code)
                    Vote(votes, code, AfterLabel(sheet, cell.Line, word) ? 4 : 0.9, new(cell.Line, word, word));
            foreach (Match name in Name().Matches(cell.Text))
                Vote(votes, Names[name.Value], 2, cell.Part(name.Index, name.Length));
        }
        if (votes.Count == 0)
            return ByCountry(sheet);
        var (best, (weight, place)) = votes.MaxBy(vote => vote.Value.Weight);
        var share = weight / votes.Values.Sum(vote => vote.Weight);
        var confidence =
            share > 0.85 ? 0.97
            : share > 0.6 ? 0.88
            : 0.7;
        if (best is not ("$" or "kr"))
            return sheet.Found(best, confidence, place);
        return Whose(sheet, best, votes) is var (code2, sure) ? sheet.Found(code2, Math.Min(confidence, sure), place) : null;
    }

    private static void Vote(Dictionary<string, (double Weight, Passage Place)> votes, string currency, double weight, Passage place)
    {
        var (before, first) = votes.GetValueOrDefault(currency, (0, place));
        votes[currency] = (before + weight, weight >= 3 ? place : first);
    }

    private static bool AfterLabel(Sheet sheet, Line line, int word) =>
        sheet
            .LabelsOf(line)
            .Any(label => label.Role == Role.Currency && label.Length > 3 && label.Place.Last < word && label.Place.Last >= word - 2);

    /// <summary>Dollars and crowns by what else the page says of its country.</summary>
    private static (string Code, double Sure)? Whose(Sheet sheet, string sign, Dictionary<string, (double Weight, Passage Place)> votes)
    {
        var named = votes
            .Where(vote => vote.Key.Length == 3 && (sign == "$" ? Dollars : Crowns).Contains(vote.Key))
            .Select(vote => vote.Key)
            .FirstOrDefault();
        if (named is not null)
            return (named, 0.95);
        var text = string.Join('\n', sheet.Lines.Take(400).SelectMany(line => line.Cells).Select(cell => cell.Text));
        foreach (var (country, signs) in Countries)
            if (
                (sign == "$" ? Dollars : Crowns).Contains(country) && Regex.IsMatch(text, signs, RegexOptions.None, TimeSpan.FromSeconds(1))
            )
                return (country, 0.85);
        return sign == "$" ? ("USD", sheet.MonthFirst ? 0.93 : 0.75) : null;
    }

    private static Finding<string>? ByCountry(Sheet sheet)
    {
        var number = TaxNumbers.Find(sheet).FirstOrDefault(found => Euro.Contains(found.Value[..2]));
        return number is null ? null : sheet.Found("EUR", 0.6, number.Place);
    }

    private static readonly HashSet<string> Dollars = ["USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN"];
    private static readonly HashSet<string> Crowns = ["SEK", "NOK", "DKK"];
    private static readonly HashSet<string> Euro =
    [
        "AT",
        "BE",
        "DE",
        "ES",
        "FI",
        "FR",
        "IE",
        "IT",
        "LU",
        "NL",
        "PT",
        "GR",
        "SK",
        "SI",
        "EE",
        "LV",
        "LT",
    ];

    private static readonly (string Code, string Signs)[] Countries =
    [
        ("AUD", @"\bABN\b|\bAustralia\b|\b(?:NSW|VIC|QLD) \d{4}\b"),
        ("CAD", @"\bCanada\b|\b(?:HST|QST|TPS|TVQ)\b|\b[A-Z]\d[A-Z] \d[A-Z]\d\b"),
        ("NZD", @"\bNew Zealand\b"),
        ("SGD", @"\bSingapore \d{6}\b|\bGST Reg"),
        ("MXN", @"\bRFC\b|\bM[ée]xico\b"),
        ("SEK", @"\bSverige\b|\bSweden\b|\bSE\d{12}\b|\bBankgiro\b"),
        ("NOK", @"\bNorge\b|\bNorway\b|\bMVA\b"),
        ("DKK", @"\bDanmark\b|\bDenmark\b|\bDK\d{8}\b|\bCVR\b"),
    ];

    [GeneratedRegex(
        @"\b(?:US Dollars?|Pounds? Sterling|Swiss Francs|Schweizer Franken|Francs suisses|Australian Dollars|Canadian Dollars|Indian Rupees)\b",
        RegexOptions.IgnoreCase,
        1_000
    )]
    private static partial Regex Name();
}
