using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Amiable.Bench;

/// <summary>
/// How long the server takes for every page of an organization of that size: it follows the links from page to page as a reader would, and asks for each kind of
/// page several times, with other ids where it knows them. What is measured is the time from the request on loopback to the last byte.
/// </summary>
internal sealed partial class PagesBench(HttpClient browser)
{
    private const int Samples = 20;
    private const int MostKinds = 400;
    private const double Wanted = 50;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly string[] Starts =
    [
        "/",
        "/tasks",
        "/communications",
        "/communications/inbox",
        "/accounts",
        "/invoices",
        "/credit-notes",
        "/payments",
        "/import",
        "/outbox",
        "/settings/profile",
        "/help",
        "/you",
        "/search?q=roux",
        "/search?q=2026",
        "/search/hits?q=dupont",
        "/accounts?q=atel",
        "/invoices?q=202",
    ];
    private readonly Dictionary<string, List<string>> _addresses = [];

    public static async Task<int> RunAsync(string[] args)
    {
        var (folder, isKept) = await Data(args);
        try
        {
            await using var server = await RunningServer.Start(folder);
            await server.OpenDemo();
            return await new PagesBench(server.Browser).Measure();
        }
        finally
        {
            if (!isKept)
                Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A folder with the demo organization so many times over (--accounts, --invoices), made unless it is there (--data).</summary>
    /// <returns>Where it is, and whether it stays when all is measured.</returns>
    public static async Task<(string Folder, bool IsKept)> Data(string[] args)
    {
        int Option(string name, int otherwise) =>
            Array.IndexOf(args, name) is var at and >= 0 ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;
        var given = Array.IndexOf(args, "--data") is var at and >= 0 ? args[at + 1] : null;
        var folder = given ?? Directory.CreateTempSubdirectory("amiable-bench").FullName;
        var file = Path.Combine(folder, "amiable.db");
        if (!File.Exists(file))
        {
            await using (var server = await RunningServer.Start(folder))
                await server.OpenDemo();
            new ManyTimesTheDemo(file).Make(Option("--accounts", 100_000), Option("--invoices", 1_000_000));
        }
        return (folder, given is not null);
    }

    private async Task<int> Measure()
    {
        await Crawl();
        Console.WriteLine();
        Console.WriteLine("| page | addresses | median ms | p95 ms | kB |");
        Console.WriteLine("|------|----------:|----------:|-------:|---:|");
        var slow = 0;
        foreach (var (kind, addresses) in _addresses.OrderBy(a => a.Key, StringComparer.Ordinal))
        {
            var (times, bytes) = await Ask(addresses);
            var p95 = times[(int)Math.Ceiling(times.Count * 0.95) - 1];
            slow += p95 > Wanted ? 1 : 0;
            Console.WriteLine(
                $"| {kind} | {addresses.Count} | {times[times.Count / 2]:N1} | {p95:N1}{(p95 > Wanted ? " ✗" : "")} | {bytes / 1000.0:N0} |"
            );
        }
        Console.WriteLine();
        Console.WriteLine(
            slow == 0
                ? $"All {_addresses.Count} kinds of page under {Wanted} ms (p95)."
                : $"{slow} of {_addresses.Count} kinds of page over {Wanted} ms (p95)."
        );
        return slow == 0 ? 0 : 1;
    }

    private async Task<(List<double> Times, long Bytes)> Ask(List<string> addresses)
    {
        List<double> times = [];
        long bytes = 0;
        var until = Stopwatch.StartNew();
        for (var i = 0; i < Samples + 3 && (i < 8 || until.Elapsed < TimeSpan.FromSeconds(3)); i++)
        {
            var watch = Stopwatch.StartNew();
            using var answer = await Get(addresses[i % addresses.Count]);
            if (answer is null)
                return ([Patience.TotalMilliseconds], 0);
            bytes = (await answer.Content.ReadAsByteArrayAsync()).Length;
            if (i >= 3) // until the page is compiled
                times.Add(watch.Elapsed.TotalMilliseconds);
        }
        times.Sort();
        return (times, bytes);
    }

    private async Task Crawl()
    {
        var waiting = new Queue<string>(Starts);
        var seen = new HashSet<string>(Starts);
        while (waiting.TryDequeue(out var address) && _addresses.Count < MostKinds)
        {
            var kind = Kind(address);
            if (_addresses.TryGetValue(kind, out var known) && known.Count >= 5)
                continue;
            using var answer = await Get(address);
            if (answer is null)
            {
                _addresses[kind] = [address];
                continue;
            }
            if (answer.StatusCode != HttpStatusCode.OK || answer.Content.Headers.ContentType?.MediaType != "text/html")
                continue;
            _addresses[kind] = [.. known ?? [], address];
            foreach (Match link in Link().Matches(await answer.Content.ReadAsStringAsync()))
            {
                var to = WebUtility.HtmlDecode(link.Groups[1].Value).Split('#')[0];
                // Files to download are no pages: however long they are, nobody waits before an empty screen.
                if (!to.StartsWith("//", StringComparison.Ordinal) && !Download().IsMatch(to) && seen.Add(to))
                    waiting.Enqueue(to);
            }
        }
    }

    // Null when it takes longer than anybody waits.
    private async Task<HttpResponseMessage?> Get(string address)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            return await browser.GetAsync(address, patience.Token);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    // An address without the ids in it, and a position in a list without where it is. What is shown of one thing does not depend on the list it was opened
    // from, but for the question asked on it.
    private static string Kind(string address)
    {
        var plain = Position().Replace(Id().Replace(address, "{id}"), "$1=…").Split('?');
        if (plain.Length == 1 || !plain[0].Contains("{id}", StringComparison.Ordinal))
            return string.Join('?', plain);
        var asked = plain[1].Split('&').Where(part => part.StartsWith("ask=", StringComparison.Ordinal));
        return string.Join('?', [plain[0], .. asked]);
    }

    [GeneratedRegex("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}")]
    private static partial Regex Id();

    [GeneratedRegex("(after|before|returnTo|from|invoice|account)=[^&]*")]
    private static partial Regex Position();

    [GeneratedRegex("(?:href|hx-get)=\"(/[^\"]*)\"")]
    private static partial Regex Link();

    [GeneratedRegex("(\\.(csv|xlsx|jsonl|zip)|/export)(\\?|$)")]
    private static partial Regex Download();
}
