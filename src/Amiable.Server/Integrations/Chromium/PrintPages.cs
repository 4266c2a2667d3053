using System.Text.Json.Nodes;
using Amiable.Documents.Programs;

namespace Amiable.Integrations.Chromium;

/// <summary>
/// Prints HTML pages to PDF with the Chromium of this machine: one for the whole program, started when it is needed and ended when nobody printed for a while. The pages run no
/// scripts and reach no network. What takes too long is given up, and Chromium with it.
/// </summary>
public sealed class PrintPages(IConfiguration configuration) : IAsyncDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Rests = TimeSpan.FromMinutes(2);
    private static readonly int AtOnce = Math.Clamp(Environment.ProcessorCount, 1, 4);
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

    public static Problem Missing =>
        new Refused(
            "post.no-chromium",
            "No Chromium was found on this machine, which makes the pages: install chromium, or set Chromium to where it lies."
        );

    public static Problem Failed =>
        new Refused("post.print-failed", "The pages could not be made. Try again; if it goes on, see the log of the server.");

    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly Stack<string> tabs = new();
    private BrowserLine? browser;
    private Timer? rest;

    /// <summary>Where it lies; null when there is none.</summary>
    private string? Program =>
        !OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS() ? null
        : configuration["Chromium"] is { Length: > 0 } set ? (File.Exists(set) ? set : null)
        : Names.Select(OutsideProgram.Where).OfType<string>().FirstOrDefault();

    public bool CanPrint => Program is not null;

    /// <summary>Each page as a PDF of its own, in their order.</summary>
    public async Task<Result<IReadOnlyList<byte[]>>> Print(IReadOnlyList<string> pages, CancellationToken ct)
    {
        if (Program is not { } program)
            return Missing;
        await gate.WaitAsync(ct);
        try
        {
            if (rest is not null)
                await rest.DisposeAsync();
            if (browser is { HasEnded: true })
                await Close();
            browser ??= BrowserLine.Start(program);
            var made = new byte[pages.Count][];
            await Parallel.ForEachAsync(
                Enumerable.Range(0, pages.Count),
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct },
                async (i, stop) => made[i] = await PrintOne(browser, pages[i], stop)
            );
            rest = new Timer(_ => _ = Sleep(), null, Rests, Timeout.InfiniteTimeSpan);
            return made;
        }
        catch (Exception failure) when (failure is BrowserFailed or TimeoutException)
        {
            await Close();
            return Failed;
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task<byte[]> PrintOne(BrowserLine browser, string html, CancellationToken ct)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(Longest);
        try
        {
            var tab = await Tab(browser, deadline.Token);
            var frames = await browser.Ask("Page.getFrameTree", [], tab, deadline.Token);
            var loaded = browser.Next(tab, "Page.loadEventFired");
            await browser.Ask(
                "Page.setDocumentContent",
                new() { ["frameId"] = frames["frameTree"]!["frame"]!["id"]!.GetValue<string>(), ["html"] = html },
                tab,
                deadline.Token
            );
            await loaded.WaitAsync(deadline.Token);
            var printed = await browser.Ask(
                "Page.printToPDF",
                new()
                {
                    ["preferCSSPageSize"] = true,
                    ["printBackground"] = true,
                    ["generateTaggedPDF"] = false,
                },
                tab,
                deadline.Token
            );
            lock (tabs)
                tabs.Push(tab);
            return Convert.FromBase64String(printed["data"]!.GetValue<string>());
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new TimeoutException();
        }
    }

    private async Task<string> Tab(BrowserLine browser, CancellationToken ct)
    {
        lock (tabs)
            if (tabs.TryPop(out var free))
                return free;
        var target = await browser.Ask("Target.createTarget", new() { ["url"] = "about:blank" }, null, ct);
        var attached = await browser.Ask(
            "Target.attachToTarget",
            new() { ["targetId"] = target["targetId"]!.GetValue<string>(), ["flatten"] = true },
            null,
            ct
        );
        var tab = attached["sessionId"]!.GetValue<string>();
        await browser.Ask("Page.enable", [], tab, ct);
        await browser.Ask("Emulation.setScriptExecutionDisabled", new() { ["value"] = true }, tab, ct);
        return tab;
    }

    // A timer that fires while a page is being printed waits, and then ends a browser that the next page starts again.
    private async Task Sleep()
    {
        await gate.WaitAsync();
        try
        {
            await Close();
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task Close()
    {
        tabs.Clear();
        if (browser is not { } ended)
            return;
        browser = null;
        await ended.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (rest is not null)
            await rest.DisposeAsync();
        if (browser is not null)
            await browser.DisposeAsync();
        gate.Dispose();
    }
}
