using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Amiable.Bench;

/// <summary>The program on a port of its own, with a browser.</summary>
internal sealed class RunningServer(Process process, HttpClient browser) : IAsyncDisposable
{
    public HttpClient Browser => browser;

    public static async Task<RunningServer> Start(string folder, params (string Name, string Value)[] settings)
    {
        var port = FreePort();
        var program = Path.Combine(AppContext.BaseDirectory, "Amiable.Server.dll");
        var start = new ProcessStartInfo("dotnet", [program, "--urls", $"http://127.0.0.1:{port}"])
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
        var server = new RunningServer(Process.Start(start)!, new HttpClient { BaseAddress = new($"http://127.0.0.1:{port}") });
        for (var i = 0; ; i++)
            try
            {
                await server.Browser.GetStringAsync("/welcome");
                return server;
            }
            catch (HttpRequestException) when (i < 600)
            {
                await Task.Delay(100);
            }
    }

    public async Task OpenDemo()
    {
        var page = await browser.GetStringAsync("/sign-in"); // leads to the welcome while there is nobody
        var token = Regex.Match(
            page[page.IndexOf("/sign-in/demo", StringComparison.Ordinal)..],
            "RequestVerificationToken\"[^>]*value=\"([^\"]+)"
        );
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", WebUtility.HtmlDecode(token.Groups[1].Value))]);
        (await browser.PostAsync("/sign-in/demo", form)).EnsureSuccessStatusCode();
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
}
