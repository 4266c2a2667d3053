using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Amiable.Bench;

/// <summary>The program on a port of its own, with a browser.</summary>
internal sealed partial class RunningServer(Process process, HttpClient browser) : IAsyncDisposable
{
    public HttpClient Browser => browser;

    public int ProcessId => process.Id;

    /// <summary>From its start until its first page was there.</summary>
    public TimeSpan StartedIn { get; private set; }

    /// <summary>Starts what was built with this program.</summary>
    public static Task<RunningServer> Start(string folder, params (string Name, string Value)[] settings) => Start(null, folder, settings);

    /// <param name="program">A published one; null for what was built with this program.</param>
    /// <param name="folder">Its data.</param>
    /// <param name="settings">Beside those that keep it quiet and without jobs.</param>
    public static async Task<RunningServer> Start(string? program, string folder, params (string Name, string Value)[] settings)
    {
        var port = FreePort();
        string[] built = program is null ? [Path.Combine(AppContext.BaseDirectory, "Amiable.Server.dll")] : [];
        var start = new ProcessStartInfo(program ?? "dotnet", [.. built, "--urls", $"http://127.0.0.1:{port}"])
        {
            Environment =
            {
                ["Data"] = folder,
                ["Jobs"] = "false",
                ["Logging__LogLevel__Default"] = "Error",
            },
        };
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        var watch = Stopwatch.StartNew();
        var server = new RunningServer(Process.Start(start)!, new HttpClient { BaseAddress = new($"http://127.0.0.1:{port}") });
        for (var i = 0; ; i++)
            try
            {
                await server.Browser.GetStringAsync("/welcome");
                server.StartedIn = watch.Elapsed;
                return server;
            }
            catch (HttpRequestException) when (i < 6_000)
            {
                await Task.Delay(10);
            }
    }

    public async Task OpenDemo()
    {
        // /sign-in leads to the welcome while there is nobody.
        using var form = new FormUrlEncodedContent([await Antiforgery("/sign-in", "/sign-in/demo")]);
        (await browser.PostAsync("/sign-in/demo", form)).EnsureSuccessStatusCode();
    }

    public async Task SignIn(string email, string password)
    {
        using var form = new FormUrlEncodedContent([
            await Antiforgery("/sign-in", "action=\"/sign-in\""),
            new("email", email),
            new("password", password),
        ]);
        var answer = await browser.PostAsync("/sign-in", form);
        if (answer.RequestMessage!.RequestUri!.AbsolutePath != "/")
            throw new InvalidOperationException("Nobody could sign in.");
    }

    /// <summary>A token for a program that may do everything.</summary>
    public async Task<string> MakeToken()
    {
        var page = await browser.GetStringAsync("/settings/developers");
        var scopes = Scope().Matches(page).Select(m => KeyValuePair.Create("scopes", m.Groups[1].Value));
        using var form = new FormUrlEncodedContent([await Antiforgery("/settings/developers", ""), new("name", "Bench"), .. scopes]);
        using var made = await browser.PostAsync("/settings/developers/tokens", form);
        return Token().Match(await made.Content.ReadAsStringAsync()).Value;
    }

    /// <summary>What a form on that page has against forgery.</summary>
    public Task<KeyValuePair<string, string>> FormTokenOf(string address) => Antiforgery(address, "");

    // Of the first form of a page after these words.
    private async Task<KeyValuePair<string, string>> Antiforgery(string address, string after)
    {
        var page = await browser.GetStringAsync(address);
        var token = FormToken().Match(page[page.IndexOf(after, StringComparison.Ordinal)..]).Groups[1].Value;
        return new("__RequestVerificationToken", WebUtility.HtmlDecode(token));
    }

    private static int FreePort()
    {
        using var any = new TcpListener(IPAddress.Loopback, 0);
        any.Start();
        return ((IPEndPoint)any.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        browser.Dispose();
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    [GeneratedRegex("RequestVerificationToken\"[^>]*value=\"([^\"]+)")]
    private static partial Regex FormToken();

    [GeneratedRegex("name=\"scopes\" value=\"([^\"]+)\"")]
    private static partial Regex Scope();

    [GeneratedRegex("amiable_[A-Za-z0-9_-]{80,}")]
    private static partial Regex Token();
}
