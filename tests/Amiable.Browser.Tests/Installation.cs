using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Playwright;

namespace Amiable.Tests.Browser;

/// <summary>The program as a newcomer starts it, in a folder of its own, and a browser beside it. One for all tests: they look, and change little.</summary>
public sealed class Installation : IAsyncLifetime
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("amiable-browser");
    private Process? _server;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    public async ValueTask InitializeAsync()
    {
        Address = new($"http://127.0.0.1:{FreePort()}");
        _server = Process.Start(
            new ProcessStartInfo(
                "dotnet",
                [
                    Path.Combine(AppContext.BaseDirectory, "Amiable.Server.dll"),
                    "--urls",
                    Address.ToString(),
                    "--Data",
                    _data.FullName,
                    "--Jobs",
                    "false",
                ]
            )
        );
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(
            new() { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] }
        );
        await WaitForTheServer();
        // The first visitor makes the demo.
        var page = await SignedIn("en");
        await page.Page.CloseAsync();
    }

    /// <summary>A visitor in the demo, with everything the browser complains about.</summary>
    public async Task<Visit> SignedIn(string language, ColorScheme theme = ColorScheme.Light, int width = 1440, int height = 900)
    {
        var context = await _browser!.NewContextAsync(
            new()
            {
                BaseURL = Address.ToString(),
                Locale = language,
                ColorScheme = theme,
                ViewportSize = new() { Width = width, Height = height },
                ReducedMotion = ReducedMotion.Reduce,
            }
        );
        var page = await context.NewPageAsync();
        var complaints = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                complaints.Add(message.Text);
        };
        page.PageError += (_, error) => complaints.Add(error);
        await page.GotoAsync("/sign-in");
        await page.ClickAsync("form[action='/sign-in/demo'] button");
        await page.WaitForURLAsync(Address.ToString(), new() { Timeout = 120_000 });
        return new(page, complaints);
    }

    private async Task WaitForTheServer()
    {
        using var client = new HttpClient();
        for (var tries = 0; tries < 120; tries++)
        {
            try
            {
                await client.GetAsync(new Uri(Address, "/sign-in"));
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(500);
            }
        }
        throw new TimeoutException("The server did not start within a minute.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        _server?.Kill();
        _server?.WaitForExit();
        _server?.Dispose();
        _data.Delete(recursive: true);
    }
}

public sealed record Visit(IPage Page, List<string> Complaints);
