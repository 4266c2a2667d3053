namespace Amiable.Import.Csv;

/// <summary>In which order a date column writes its dates.</summary>
public enum DateForm
{
    /// <summary>31/12/2025, 31.12.25</summary>
    DayMonthYear,

    /// <summary>12/31/2025</summary>
    MonthDayYear,

    /// <summary>2025-12-31, 20251231</summary>
    YearMonthDay,

    /// <summary>31 Dec 2025, 31 décembre 2025, Dec 31, 2025</summary>
    MonthName,

    /// <summary>46022: days as Excel counts them</summary>
    ExcelSerial,
}

/// <summary>What whoever imports knows or decides about the file. Only the currency must be known.</summary>
public sealed record CsvOptions
{
    /// <summary>"No currency" (ISO 4217): as default, what the file does not say stays unsaid.</summary>
    public const string NoCurrency = "XXX";

    /// <summary>The currency of amounts of which the file says nothing. ISO 4217.</summary>
    public required string DefaultCurrency { get; init; }

    /// <summary>The country of customers of which the file says nothing. ISO 3166-1 alpha-2.</summary>
    public string? DefaultCountry { get; init; }

    /// <summary>
    /// Reads the file as the ledger stood at the end of that day: what was issued later does not exist yet, what was settled later is open.
    /// Null: as the file stands.
    /// </summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Field name → column name, where the guess is wrong. An empty column name leaves the field out.</summary>
    public IReadOnlyDictionary<string, string>? Mapping { get; init; }

    /// <summary>The order of 03/04/2025, where the file does not show it.</summary>
    public DateForm? DateForm { get; init; }

    /// <summary>'.' or ',', where the file does not show which of them begins the cents.</summary>
    public char? DecimalMark { get; init; }

    /// <summary>The form a person names: "dmy", "mdy", "ymd".</summary>
    public static DateForm? DateFormNamed(string name) =>
        name.Trim().ToUpperInvariant() switch
        {
            "DMY" => Csv.DateForm.DayMonthYear,
            "MDY" => Csv.DateForm.MonthDayYear,
            "YMD" => Csv.DateForm.YearMonthDay,
            _ => null,
        };

    public long MostBytes { get; init; } = 100_000_000;
    public int MostRows { get; init; } = 1_000_000;
}
