using System.Diagnostics;

namespace Amiable.Bench;

/// <summary>What people and programs wait for: the program is started on a ledger that is there, and asked for pages, searches and lists.</summary>
internal sealed class WebSteps(Installed installed, Ledger ledger, string? program)
{
    private const int Starts = 3;
    private const int WarmUps = 30;
    private const int Samples = 40;
    private const int AtOnce = 16;
    private const double WantedOfPage = 50;
    private const double WantedOfAged = 300;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Reading = TimeSpan.FromSeconds(3);

    private (string, string)[] Settings =>
        [
            ("ApiCallsPerMinute", "1000000000"),
            .. installed.Database is { } database ? [("Database", database)] : Array.Empty<(string, string)>(),
        ];

    public async Task<IReadOnlyList<Measured>> Run()
    {
        List<Measured> rows = [await Start()];
        await using var server = await RunningServer.Start(program, installed.Folder, Settings);
        await Task.Delay(Rest);
        rows.Add(new("Memory, started and idle", ProcessMemory.Now(server.ProcessId), "MB", 250));
        await server.SignIn(Installed.Email, Installed.Password);
        var (word, name, number) = ledger.Sought;
        foreach (var page in (string[])["/", "/accounts", "/invoices", "/communications", "/tasks"])
            rows.Add(await Ask(server.Browser, $"Page {page}", page, WantedOfPage));
        rows.Add(await Ask(server.Browser, "Aged balance, page", "/insights/aged", WantedOfAged));
        rows.Add(await Ask(server.Browser, "Search for a name everywhere", $"/search?q={Uri.EscapeDataString(name)}", WantedOfPage));
        rows.Add(await Ask(server.Browser, "Search for a word of many names", $"/accounts?q={word}", WantedOfPage));
        rows.Add(await Ask(server.Browser, "Search for a number among invoices", $"/invoices?q={number}", WantedOfPage));
        using var reader = new HttpClient { BaseAddress = server.Browser.BaseAddress };
        reader.DefaultRequestHeaders.Authorization = new("Bearer", await server.MakeToken());
        rows.Add(await Ask(reader, "Aged balance, API", "/api/public/v1/aging-balance", WantedOfAged));
        rows.Add(await Ask(reader, "API, 50 accounts", "/api/public/v1/accounts?first=50"));
        rows.Add(await Ask(reader, "API, 50 invoices", "/api/public/v1/invoices?first=50"));
        rows.Add(await AskAtOnce(reader, "/api/public/v1/invoices?first=50"));
        rows.Add(new("Memory after all that, at most", ProcessMemory.Peak(server.ProcessId), "MB"));
        return rows;
    }

    private async Task<Measured> Start()
    {
        List<double> took = [];
        for (var i = 0; i < Starts; i++)
        {
            await using var server = await RunningServer.Start(program, installed.Folder, Settings);
            took.Add(server.StartedIn.TotalSeconds);
        }
        took.Sort();
        return new("Start to first page", took[Starts / 2], "s", 2);
    }

    /// <summary>The 95th percentile of the time to the last byte.</summary>
    private static async Task<Measured> Ask(HttpClient client, string work, string address, double? wanted = null)
    {
        List<double> took = [];
        for (var i = 0; i < WarmUps + Samples; i++)
        {
            var watch = Stopwatch.StartNew();
            await client.GetStringAsync(address);
            if (i >= WarmUps)
                took.Add(watch.Elapsed.TotalMilliseconds);
        }
        took.Sort();
        return new($"{work}, p95", took[(int)Math.Ceiling(Samples * 0.95) - 1], "ms", wanted);
    }

    private static async Task<Measured> AskAtOnce(HttpClient client, string address)
    {
        var (answered, watch) = (0, Stopwatch.StartNew());
        await Task.WhenAll(
            Enumerable
                .Range(0, AtOnce)
                .Select(async _ =>
                {
                    while (watch.Elapsed < Reading)
                    {
                        await client.GetStringAsync(address);
                        Interlocked.Increment(ref answered);
                    }
                })
        );
        return new($"API, lists of 50 invoices, {AtOnce} at once", answered / watch.Elapsed.TotalSeconds, "/s");
    }
}
