using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace Amiable.Bench;

/// <summary>
/// The same done to everything that a list has: every account paused, exported and resumed, every message that waits approved. As a member asks for it: chosen by
/// "all that match", confirmed, followed on the page of the errand. Meanwhile another page is asked for, and at the end the database is asked whether it is so.
/// </summary>
internal sealed partial class BulkBench(RunningServer server, string file)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(500);

    /// <param name="args">As for the pages: --accounts, --invoices, --data. What is done is done to a copy of that data.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        var (folder, isKept) = await PagesBench.Data(args);
        var copy = Directory.CreateTempSubdirectory("amiable-bulk").FullName;
        try
        {
            foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            {
                var to = Path.Combine(copy, Path.GetRelativePath(folder, path));
                Directory.CreateDirectory(Path.GetDirectoryName(to)!);
                File.Copy(path, to);
            }
            await using var server = await RunningServer.Start(copy);
            await server.OpenDemo();
            return await new BulkBench(server, Path.Combine(copy, "amiable.db")).Run();
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
            if (!isKept)
                Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<int> Run()
    {
        const string paused = "SELECT count(*) FROM accounts WHERE \"PausedOn\" IS NOT NULL";
        var (accounts, waiting) = (Count("SELECT count(*) FROM accounts"), Count(InState("AwaitingApproval")));
        Console.WriteLine("| work | rows | answered after s | over after s | a page meanwhile, median and most ms | most memory MB |");
        Console.WriteLine("|------|-----:|-----------------:|-------------:|-------------------------------------:|---------------:|");
        // Before the accounts: a pause cancels what waits.
        await Download("Export accounts, CSV", "/accounts.csv?all=true", accounts);
        await Download("Export accounts, Excel", "/accounts.xlsx?all=true", accounts);
        await Do("Approve messages", "/communications", "approve", "?show=to-approve", waiting);
        var isApproved = Count(InState("AwaitingApproval")) == 0;
        await Do("Pause accounts", "/accounts", "pause", "", accounts, KeyValuePair.Create("reason", "Commercial"));
        // Answers to what customers asked leave all the same.
        var isPaused = Count(paused) == accounts && Count($"{InState("Scheduled")} AND \"Origin\" = 'Agent'") == 0;
        await Do("Resume accounts", "/accounts", "resume", "", accounts);
        var isResumed = Count(paused) == 0;
        Console.WriteLine();
        Console.WriteLine(
            $"Nothing waits for approval: {isApproved}. All paused, nothing of the agent scheduled: {isPaused}. None paused: {isResumed}."
        );
        return isApproved && isPaused && isResumed ? 0 : 1;
    }

    private async Task Download(string work, string address, long rows)
    {
        ProcessMemory.ForgetPeak(server.ProcessId);
        var watch = Stopwatch.StartNew();
        using var answer = await server.Browser.GetAsync(address, HttpCompletionOption.ResponseHeadersRead);
        answer.EnsureSuccessStatusCode();
        var answered = watch.Elapsed;
        await using var stream = await answer.Content.ReadAsStreamAsync();
        await stream.CopyToAsync(Stream.Null);
        Tell(work, rows, answered, watch.Elapsed, []);
    }

    private async Task Do(string work, string list, string action, string matching, long rows, params KeyValuePair<string, string>[] fields)
    {
        using var form = new FormUrlEncodedContent([await server.FormTokenOf(list), KeyValuePair.Create("matching", matching), .. fields]);
        ProcessMemory.ForgetPeak(server.ProcessId);
        var watch = Stopwatch.StartNew();
        using var answer = await server.Browser.PostAsync($"{list}/{action}", form);
        var answered = watch.Elapsed;
        var errand = answer.RequestMessage!.RequestUri!.AbsolutePath;
        List<double> pages = [];
        // A short one is over before it is answered.
        while (errand.StartsWith("/errands/", StringComparison.Ordinal))
        {
            var page = await server.Browser.GetStringAsync(errand);
            if (!page.Contains("errand-progress", StringComparison.Ordinal))
            {
                Console.Error.WriteLine(WebUtility.HtmlDecode(Banner().Match(page).Value));
                break;
            }
            Console.Error.Write($"\r{work}: {Value().Match(page).Groups[1].Value}  ");
            var asked = Stopwatch.StartNew();
            await server.Browser.GetStringAsync("/invoices");
            pages.Add(asked.Elapsed.TotalMilliseconds);
            await Task.Delay(BetweenLooks);
        }
        Tell(work, rows, answered, watch.Elapsed, pages);
    }

    private void Tell(string work, long rows, TimeSpan answered, TimeSpan over, List<double> pages)
    {
        pages.Sort();
        var meanwhile = pages.Count > 0 ? $"{pages[pages.Count / 2]:N0} and {pages[^1]:N0}" : "";
        Console.WriteLine(
            $"| {work} | {rows:N0} | {answered.TotalSeconds:N1} | {over.TotalSeconds:N1} | {meanwhile} | {ProcessMemory.Peak(server.ProcessId):N0} |"
        );
    }

    private static string InState(string status) => $"SELECT count(*) FROM communications WHERE \"Status\" = '{status}'";

    private long Count(string sql)
    {
        using var db = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=false");
        db.Open();
        using var command = db.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("<progress[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Value();

    [GeneratedRegex("<div class=\"banner.*?</div>", RegexOptions.Singleline)]
    private static partial Regex Banner();
}
