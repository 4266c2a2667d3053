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
    private const int RoundsToWarmUp = 3;
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
        var pages = _addresses.OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => new Page(a.Key, a.Value)).ToList();
        // One of each in turn, as readers do, and not one of them so many times: or whatever comes first pays for what is compiled for all.
        for (var round = -RoundsToWarmUp; round < Samples; round++)
            foreach (var page in pages.Where(p => !p.IsGivenUp))
                await Ask(page, round);
        Console.WriteLine();
        Console.WriteLine("| page | addresses | median ms | p95 ms | kB |");
        Console.WriteLine("|------|----------:|----------:|-------:|---:|");
        foreach (var page in pages)
            Console.WriteLine(page.Line());
        var slow = pages.Count(p => p.IsSlow);
        Console.WriteLine();
        Console.WriteLine(
            slow == 0
                ? $"All {pages.Count} kinds of page under {Wanted} ms (p95)."
                : $"{slow} of {pages.Count} kinds of page over {Wanted} ms (p95)."
        );
        return slow == 0 ? 0 : 1;
    }

    private async Task Ask(Page page, int round)
    {
        var watch = Stopwatch.StartNew();
        using var answer = await Get(page.Addresses[(round + RoundsToWarmUp) % page.Addresses.Count]);
        if (answer is null)
        {
            page.GiveUp();
            return;
        }
        page.Bytes = (await answer.Content.ReadAsByteArrayAsync()).Length;
        if (round >= 0)
            page.Times.Add(watch.Elapsed.TotalMilliseconds);
    }

    /// <summary>A kind of page, and how long it took.</summary>
    private sealed class Page(string kind, List<string> addresses)
    {
        public List<string> Addresses => addresses;
        public List<double> Times { get; } = [];
        public long Bytes { get; set; }
        public bool IsGivenUp { get; private set; }
        public bool IsSlow => At(0.95) > Wanted;

        public void GiveUp()
        {
            IsGivenUp = true;
            Times.Clear();
            Times.Add(Patience.TotalMilliseconds);
        }

        public string Line() =>
            $"| {kind} | {addresses.Count} | {At(0.5):N1} | {At(0.95):N1}{(IsSlow ? " ✗" : "")} | {Bytes / 1000.0:N0} |";

        // Of twenty, the second longest: the smallest that is not less than so many of them.
        private double At(double share) => Times.Order().ElementAt((int)Math.Ceiling(Times.Count * share) - 1);
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
