using System.CommandLine;
using System.CommandLine.Parsing;
using Amiable.Import;
using Amiable.Import.Csv;

namespace Amiable.Cli;

/// <summary>How a CSV file is to be read: the options that the verbs which read one have in common.</summary>
internal sealed class CsvChoices
{
    public Argument<FileInfo> File { get; } =
        new("FILE") { Description = "A CSV or XLSX file of invoices; encoding, separator, dates and amounts are recognised." };

    public Option<string> Currency { get; } =
        new("--currency") { Description = "Currency of amounts that name none.", DefaultValueFactory = _ => "EUR" };
    public Option<string> Country { get; } =
        new("--country") { Description = "Country (ISO 3166 code) of customers that name none.", DefaultValueFactory = _ => "FR" };
    public Option<string[]> Map { get; } =
        new("--map")
        {
            Description = "Which column is what, e.g. --map number=invoiceNumber. Repeat for more.",
            AllowMultipleArgumentsPerToken = true,
        };
    public Option<string?> Dates { get; } =
        new("--dates") { Description = "The order of dates, where the file does not show it: dmy, mdy or ymd." };

    public void AddTo(Command command)
    {
        Dates.AcceptOnlyFromAmong("dmy", "mdy", "ymd");
        command.Add(File);
        command.Add(Country);
        command.Add(Currency);
        command.Add(Map);
        command.Add(Dates);
    }

    /// <summary>Reads the file, or says on the error stream what is wrong with it.</summary>
    public async Task<CsvReading?> Read(ParseResult parsed, DateOnly asOf, CancellationToken ct)
    {
        var file = parsed.GetValue(File)!;
        if (!file.Exists)
            return Fail($"There is no file {file.Name} here.");
        if (!Currencies.IsKnown(parsed.GetValue(Currency)!.ToUpperInvariant()))
            return Fail($"--currency {parsed.GetValue(Currency)} is no currency: give a code such as EUR.");
        if (!Places.Countries.Contains(parsed.GetValue(Country)!.ToUpperInvariant()))
            return Fail($"--country {parsed.GetValue(Country)} is no country: give a code such as FR.");
        var pairs = parsed.GetValue(Map)!.Select(m => m.Split('=', 2)).ToList();
        if (pairs.Any(p => p.Length != 2))
            return Fail("--map takes FIELD=COLUMN, e.g. --map number=invoiceNumber.");

        await using var stream = file.OpenRead();
        var read = await InvoiceCsv.Read(stream, Options(parsed, pairs, asOf), file.Length, ct);
        return read.Problem is null ? read.Value : Fail(read.Problem.Message);
    }

    /// <summary>Lists the rows that cannot be read.</summary>
    public static void Tell(CsvReading reading)
    {
        foreach (var error in reading.Errors.Take(50))
            Console.Error.WriteLine(error.Message);
        if (reading.ErrorCount > 50)
            Console.Error.WriteLine($"… and {reading.ErrorCount - 50} more.");
    }

    private CsvOptions Options(ParseResult parsed, List<string[]> pairs, DateOnly asOf) =>
        new()
        {
            DefaultCurrency = parsed.GetValue(Currency)!.ToUpperInvariant(),
            DefaultCountry = parsed.GetValue(Country)!.ToUpperInvariant(),
            AsOf = asOf,
            Mapping = pairs.Count == 0 ? null : pairs.ToDictionary(p => p[0], p => p[1]),
            DateForm = parsed.GetValue(Dates) switch
            {
                "dmy" => DateForm.DayMonthYear,
                "mdy" => DateForm.MonthDayYear,
                "ymd" => DateForm.YearMonthDay,
                _ => null,
            },
        };

    private static CsvReading? Fail(string message)
    {
        Console.Error.WriteLine(message);
        return null;
    }
}
