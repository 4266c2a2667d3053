using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Amiable.Bench;

/// <summary>How quickly a program brings invoices in, and reads them: with its token checked, over loopback.</summary>
internal static class ApiBench
{
    private const int Accounts = 200;
    private const int Invoices = 10_000;
    private const int AtATime = 1000;

    public static async Task<int> RunAsync(string[] args)
    {
        int Option(string name, int otherwise) =>
            Array.IndexOf(args, name) is var at and >= 0 ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;
        IEnumerable<string> Given(string name) => args.SkipWhile(a => a != name).Take(2);
        var (clients, time) = (Option("--clients", 16), TimeSpan.FromSeconds(Option("--seconds", 10)));
        string[] shared = [.. Given("--database"), .. Given("--program")];
        if (BenchOptions.Read(shared, out var wrong) is not { } options)
        {
            await Console.Error.WriteLineAsync(wrong);
            return 2;
        }
        foreach (var database in options.Databases)
        {
            Console.WriteLine(database);
            await using var postgres = database == BenchOptions.Postgres ? await Postgres.Start() : null;
            await Measure(options.Program, postgres?.NewDatabase(), clients, time);
        }
        return 0;
    }

    private static async Task Measure(string? program, string? database, int clients, TimeSpan time)
    {
        var folder = Directory.CreateTempSubdirectory("amiable-bench").FullName;
        try
        {
            List<(string, string)> settings = [("ApiCallsPerMinute", "1000000000")];
            if (database is not null)
                settings.Add(("Database", database));
            await using var server = await RunningServer.Start(program, folder, [.. settings]);
            await server.OpenDemo();
            var token = await server.MakeToken();
            using var caller = new HttpClient { BaseAddress = server.Browser.BaseAddress, Timeout = TimeSpan.FromMinutes(5) };
            caller.DefaultRequestHeaders.Authorization = new("Bearer", token);
            await BringIn(caller);
            await Read(server.Browser.BaseAddress!, token, clients, time);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task BringIn(HttpClient program)
    {
        var accounts = await Bulk(
            program,
            "accounts",
            Enumerable
                .Range(0, Accounts)
                .Select(i => new { fullName = $"Bench {i}", source = new { connectionId = "bench", sourceId = $"{i}" } })
        );
        var watch = Stopwatch.StartNew();
        for (var from = 0; from < Invoices; from += AtATime)
            await Bulk(
                program,
                "invoices",
                Enumerable
                    .Range(from, AtATime)
                    .Select(i => new
                    {
                        accountId = accounts[i % Accounts],
                        number = $"B-{i}",
                        issuedDate = "2026-01-15",
                        dueDate = $"2026-02-{1 + (i % 28):00}",
                        totalAmount = 100 + i / 100m,
                        paidAmount = i % 3 == 0 ? 50 : 0,
                        currency = "EUR",
                    })
            );
        Console.WriteLine($"{Invoices} invoices of {Accounts} accounts by bulk: {watch.Elapsed.TotalSeconds:0.0} s (wanted: under 10)");
    }

    private static async Task<string[]> Bulk(HttpClient program, string what, IEnumerable<object> rows)
    {
        using var content = new StringContent(JsonSerializer.Serialize(new { rows }), Encoding.UTF8, "application/json");
        using var answer = await program.PostAsync($"/api/public/v1/{what}/bulk", content);
        using var read = JsonDocument.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync());
        return [.. read.RootElement.GetProperty("results").EnumerateArray().Select(r => r.GetProperty("id").GetString()!)];
    }

    private static async Task Read(Uri server, string token, int clients, TimeSpan time)
    {
        // What is compiled as it is used is watched for a while and compiled again, better: for more than half a minute under such a load.
        await Ask(server, token, clients, TimeSpan.FromSeconds(45));
        var asked = await Ask(server, token, clients, time);
        double Took(int at) => double.Parse(asked[at], CultureInfo.InvariantCulture) / 1000;
        if (asked[5] != "0")
            throw new InvalidOperationException($"{asked[5]} requests were not answered, or not with 200.");
        Console.WriteLine(
            $"List of 50 invoices, {clients} connections: {double.Parse(asked[0], CultureInfo.InvariantCulture) / Took(1) * 1000:0} requests/s, "
                + $"median {Took(2):0.0} ms, 95 % {Took(3):0.0} ms, 99 % {Took(4):0.0} ms (wanted: over 1,500, 95 % under 20)"
        );
    }

    /// <summary>Requests, microseconds in all, those of the median, the 95th and the 99th percentile, and failures: as Debian's wrk measures them.</summary>
    private static async Task<string[]> Ask(Uri server, string token, int clients, TimeSpan time)
    {
        var script = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(
                script,
                """
                done = function(summary, latency, requests)
                  local e = summary.errors
                  print("\nasked", summary.requests, summary.duration, latency:percentile(50), latency:percentile(95), latency:percentile(99),
                    e.connect + e.read + e.write + e.status + e.timeout)
                end
                """
            );
            var start = new ProcessStartInfo("wrk")
            {
                RedirectStandardOutput = true,
                ArgumentList =
                {
                    "-t1",
                    $"-c{clients}",
                    $"-d{time.TotalSeconds:0}s",
                    "-H",
                    $"Authorization: Bearer {token}",
                    "-s",
                    script,
                    new Uri(server, "/api/public/v1/invoices?first=50").ToString(),
                },
            };
            using var wrk = Process.Start(start)!;
            var said = await wrk.StandardOutput.ReadToEndAsync();
            await wrk.WaitForExitAsync();
            return Regex.Match(said, "^asked\\s+(.*)$", RegexOptions.Multiline).Groups[1].Value.Split('\t');
        }
        catch (Win32Exception)
        {
            throw new InvalidOperationException("The load comes from wrk: install it (Debian: apt-get install wrk).");
        }
        finally
        {
            File.Delete(script);
        }
    }
}
