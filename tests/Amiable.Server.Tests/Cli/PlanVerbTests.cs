using System.Diagnostics;
using System.Text.Json;
using Amiable.Tests.Import;

namespace Amiable.Tests.Cli;

/// <summary>./run plan as a shell sees it: a process of its own, its output, its exit code.</summary>
public sealed class PlanVerbTests : IDisposable
{
    private const string Header = "Customer,Country,Invoice,Issued,Due,Amount,Currency,Paid,Disputed\n";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("amiable-plan");

    [Fact]
    public async Task It_says_what_goes_out_next_and_why_the_rest_stays()
    {
        var file = Ledger(
            """
            Roux,FR,F-1,2026-01-05,2026-02-04,100.00,EUR,40.00,no
            Roux,FR,F-2,2026-02-20,2026-03-22,50.00,EUR,0,no
            Roux,FR,F-3,2026-01-10,2026-02-09,70.00,EUR,0,yes
            Weber,DE,R-1,2026-02-05,2026-03-07,200.00,EUR,0,no
            Paid Ltd,GB,P-1,2026-01-05,2026-02-04,10.00,GBP,10.00,no
            """
        );

        var plans = await Json(file, "--as-of", "2026-02-28"); // a Saturday

        var roux = plans.Single(p => Text(p, "account") == "Roux");
        Assert.Equal(
            (180m, 130m, 24),
            (
                roux.GetProperty("outstanding").GetDecimal(),
                roux.GetProperty("overdue").GetDecimal(),
                roux.GetProperty("oldestDaysOverdue").GetInt32()
            )
        );
        var next = roux.GetProperty("next");
        Assert.Equal(
            ("2026-03-02", "Courteous", "Overdue", "Email", "fr"),
            (Text(next, "sendOn"), Text(next, "tone"), Text(next, "stage"), Text(next, "channel"), Text(next, "language"))
        );
        Assert.Equal(["F-1"], next.GetProperty("invoices").EnumerateArray().Select(i => i.GetString()));
        Assert.Contains("60,00", Text(next, "text"));
        Assert.Equal(
            [("F-3", "Disputed"), ("F-2", "NotDueYet")],
            roux.GetProperty("leftOut").EnumerateArray().Select(l => (Text(l, "invoice"), Text(l, "why")))
        );

        var weber = plans.Single(p => Text(p, "account") == "Weber").GetProperty("next");
        Assert.Equal(("2026-03-04", "BeforeDue", "de"), (Text(weber, "sendOn"), Text(weber, "stage"), Text(weber, "language")));
        Assert.Equal(JsonValueKind.Null, plans.Single(p => Text(p, "account") == "Paid Ltd").GetProperty("next").ValueKind);
    }

    [Fact]
    public async Task Two_currencies_are_two_lines_with_a_total_each_and_one_message()
    {
        var file = Ledger(
            """
            Roux,FR,F-1,2026-01-05,2026-02-04,100.00,EUR,0,no
            Roux,FR,F-2,2026-01-05,2026-02-04,70.00,USD,0,no
            """
        );

        var plans = await Json(file, "--as-of", "2026-03-02");

        Assert.Equal([("EUR", 100m), ("USD", 70m)], plans.Select(p => (Text(p, "currency"), p.GetProperty("outstanding").GetDecimal())));
        Assert.Single(plans.Select(p => p.GetProperty("next").GetRawText()).Distinct());
    }

    [Theory]
    [InlineData("Roux,FR,F-1,2026-01-05,2026-02-30,100.00,EUR,0,no", "2", "Due")]
    [InlineData("Roux,FR,F-1,2026-01-05,2026-02-04,-100.00,EUR,0,no", "2", "Amount")]
    [InlineData("Roux,FR,F-1,2026-01-05,2026-02-04,999999999999999.00,EUR,0,no", "2", "Amount")]
    public async Task A_bad_row_is_named_by_line_and_column_and_nothing_is_planned(string row, string line, string column)
    {
        var (code, output, errors) = await Run("plan", Ledger(row), "--json");

        Assert.Equal((1, ""), (code, output));
        Assert.Contains(line, errors);
        Assert.Contains(column, errors);
    }

    [Fact]
    public async Task A_file_that_is_no_table_is_refused_with_a_sentence()
    {
        var zip = Path.Combine(_folder.FullName, "ledger.csv");
        await File.WriteAllBytesAsync(zip, [.. "PK\u0003\u0004"u8.ToArray(), .. new byte[500]]);

        var (code, _, errors) = await Run("plan", zip);

        Assert.Equal(1, code);
        Assert.DoesNotContain("   at ", errors);
        Assert.NotEqual("", errors.Trim());
    }

    [Fact]
    public async Task The_ledger_of_IBM_is_planned_whole_within_two_seconds()
    {
        var file = Files.SharedPath("receivables/ibm-late-payments.csv");
        await Run("plan", file, "--as-of", "2013-06-01", "--json"); // the first start reads the program from disk

        var watch = Stopwatch.StartNew();
        var plans = await Json(file, "--as-of", "2013-06-01");
        var elapsed = watch.Elapsed;

        Assert.Equal(100, plans.Select(p => Text(p, "account")).Distinct().Count());
        Assert.All(
            plans.Where(p => p.GetProperty("next").ValueKind != JsonValueKind.Null),
            p => Assert.True(string.CompareOrdinal(Text(p.GetProperty("next"), "sendOn"), "2013-06-03") >= 0)
        );
        // Stated as 2 seconds on a quiet machine; a shared one gets some grace, so that this fails for a reason.
        Assert.True(elapsed < TimeSpan.FromSeconds(6), $"It took {elapsed.TotalSeconds:F1} s.");
    }

    private string Ledger(string rows)
    {
        var file = Path.Combine(_folder.FullName, "ledger.csv");
        File.WriteAllText(file, Header + rows + "\n");
        return file;
    }

    private static async Task<List<JsonElement>> Json(string file, params string[] options)
    {
        var (code, output, errors) = await Run(["plan", file, "--json", .. options]);
        Assert.Equal((0, ""), (code, errors));
        return [.. JsonDocument.Parse(output).RootElement.EnumerateArray()];
    }

    private static string Text(JsonElement element, string property) => element.GetProperty(property).GetString()!;

    internal static async Task<(int Code, string Output, string Errors)> Run(params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Amiable.Server.dll"), .. arguments])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
