using System.Globalization;

namespace Amiable.Documents.Text.Papers;

/// <summary>One invented invoice: what it says, and how it says it. All of it follows from its name.</summary>
internal sealed class Paper
{
    private static readonly string[] Items =
    [
        "Consulting 2024",
        "Cable 25 m",
        "Hosting M",
        "Licence Pro 12",
        "Service A4",
        "Paper A4 80 g",
        "Support 24/7",
        "Pump X200",
        "Filter 10\"",
        "Training (2 d)",
    ];

    private readonly Random _random;
    private readonly int _turn;

    public Paper(string layout, string language, int turn)
    {
        (Layout, Language, _turn) = (layout, language, turn);
        Counted = string.CompareOrdinal(layout, "G") >= 0;
        _random = new(((layout[0] - 'A') * 1000) + (Array.IndexOf(PaperWords.Languages, language) * 50) + turn);
        IsCredit = layout == "L" || (turn % 5 == 4 && layout is "A" or "B" or "D" or "H");
        (Country, Seller, Buyer) = PaperPeople.Of(language, layout, turn);
        Currency =
            layout == "K" ? "CHF"
            : language == "en" ? (layout is "C" or "I" ? "USD" : "GBP")
            : "EUR";
        American = language == "en" && Currency == "USD";
        Issued = new DateOnly(2023, 1, 1).AddDays(_random.Next(700));
        Due = Issued.AddDays(30);
        Number = MakeNumber();
        Order = $"{_random.Next(100_000, 999_999)}";
        Customer = $"{_random.Next(10_000, 99_999)}";
        Original = IsCredit ? $"R{_random.Next(1000, 9999)}-{Issued.Year}" : null;
        Po = layout is "A" or "C" or "F" or "H" or "L" ? $"PO-{_random.Next(1000, 9999)}" : null;
        Rates = MakeRates();
        Lines = [.. Enumerable.Range(0, layout == "F" ? 46 : 1 + _random.Next(5)).Select(MakeLine)];
        Net = Lines.Sum(line => line.Amount);
        Tax = Rates.Sum(TaxAt);
        Paid = layout is "C" or "D" or "G" && turn % 2 == 1 ? Math.Round(Gross / 4, 2) : 0;
        Previous = layout is "E" or "J" && turn % 2 == 1 ? _random.Next(1000, 9000) / 100m : 0;
    }

    public string Layout { get; }
    public string Language { get; }
    public bool Counted { get; }
    public bool IsCredit { get; }
    public bool American { get; }
    public string Country { get; }
    public PaperParty Seller { get; }
    public PaperParty Buyer { get; }
    public string Currency { get; }
    public DateOnly Issued { get; }
    public DateOnly Due { get; }
    public string Number { get; }
    public string Order { get; }
    public string Customer { get; }
    public string? Original { get; }
    public string? Po { get; }
    public decimal[] Rates { get; }
    public List<(string Name, int Count, decimal Price, decimal Rate, decimal Amount)> Lines { get; }
    public decimal Net { get; }
    public decimal Tax { get; }
    public decimal Gross => Net + Tax;
    public decimal Paid { get; }
    public decimal Previous { get; }
    public string Name => $"{Layout}-{Language}-{_turn}";
    public int Turn => _turn;

    public string Word(string term) => PaperWords.Of(term, Language, Counted, _turn);

    public decimal BaseOf(decimal rate) => Lines.Where(line => line.Rate == rate).Sum(line => line.Amount);

    public decimal TaxAt(decimal rate) => Math.Round(BaseOf(rate) * rate / 100, 2, MidpointRounding.AwayFromZero);

    public string Money(decimal value)
    {
        var minus = IsCredit && _turn % 2 == 0 ? "-" : "";
        var text = value.ToString("N2", CultureInfo.InvariantCulture);
        var plain = (Currency, Language, Counted) switch
        {
            ("CHF", _, _) => text.Replace(',', '\''),
            (_, "en", _) => text,
            (_, "fr", false) => Swap(text, " "),
            (_, "fr", true) => Swap(text, "\u202f"),
            (_, "pt", true) or (_, "es", true) => Swap(text, ""),
            _ => Swap(text, "."),
        };
        return minus
            + (
                Currency switch
                {
                    "USD" => "$" + plain,
                    "GBP" => "£" + plain,
                    "CHF" => (_turn % 2 == 0 ? "CHF " : "") + plain,
                    _ => (_turn % 4) switch
                    {
                        0 => plain + " €",
                        1 => "€ " + plain,
                        2 => plain,
                        _ => plain + " EUR",
                    },
                }
            );
    }

    public string Date(DateOnly date)
    {
        var months = PaperWords.Months[Language];
        return (American, _turn % 4) switch
        {
            (true, 0 or 2) => date.ToString("MM/dd/yyyy", CultureInfo.InvariantCulture),
            (true, _) => $"{months[date.Month - 1]} {date.Day}, {date.Year}",
            (_, 0) => date.ToString(
                Language is "de" ? "dd.MM.yyyy"
                    : Language is "nl" ? "dd-MM-yyyy"
                    : "dd/MM/yyyy",
                CultureInfo.InvariantCulture
            ),
            (_, 1) => Language is "es" or "pt"
                ? $"{date.Day} de {months[date.Month - 1]} de {date.Year}"
                : $"{date.Day}{(Language == "de" ? "." : "")} {months[date.Month - 1]} {date.Year}",
            (_, 2) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            _ => date.ToString(Language is "de" ? "dd.MM.yy" : "dd/MM/yy", CultureInfo.InvariantCulture),
        };
    }

    private static string Swap(string text, string group) =>
        text.Replace(",", "~", StringComparison.Ordinal).Replace('.', ',').Replace("~", group, StringComparison.Ordinal);

    private string MakeNumber() =>
        (Counted, _turn % 4) switch
        {
            (false, 0) => $"{Issued.Year}-{_random.Next(1000, 9999)}",
            (false, 1) => $"{_random.Next(10_000_000, 99_999_999)}",
            (false, 2) => $"RE{_random.Next(10_000, 99_999)}/{Issued.Year % 100}",
            (false, _) => $"F-{_random.Next(100, 999)}",
            (true, 0) => $"{(char)('A' + _random.Next(26))}{_random.Next(100_000, 999_999)}-{_random.Next(1000, 9999)}",
            (true, 1) => Language == "pt" ? $"FT {Issued.Year}/{_random.Next(10, 999)}" : $"{_random.Next(10, 999)}/{Issued.Year}",
            (true, 2) => $"{Issued:yyyyMM}{_random.Next(1000, 9999)}",
            _ => $"INV{_random.Next(1000, 9999)}",
        };

    private decimal[] MakeRates()
    {
        var usual = Country switch
        {
            "GB" => 20m,
            "US" => 8.25m,
            "FR" => 20m,
            "DE" => 19m,
            "ES" => 21m,
            "IT" => 22m,
            "NL" => 21m,
            "CH" => 8.1m,
            _ => 23m,
        };
        var low = Country switch
        {
            "GB" => 5m,
            "FR" => 5.5m,
            "DE" => 7m,
            "ES" => 10m,
            "IT" => 10m,
            "NL" => 9m,
            "PT" => 6m,
            _ => 0m,
        };
        return Layout == "L" && _turn % 2 == 1 ? [0m]
            : Layout is "F" or "H" && low > 0 ? [usual, low]
            : [usual];
    }

    private (string, int, decimal, decimal, decimal) MakeLine(int at)
    {
        var count = 1 + _random.Next(12);
        var price = _random.Next(200, Layout == "F" ? 9_000 : 60_000) / 100m;
        return (Items[_random.Next(Items.Length)], count, price, Rates[at % Rates.Length], count * price);
    }
}
