using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Amiable.Tests.Browser;

/// <summary>The program as a newcomer starts it, in a folder of its own, and a browser beside it. One for all tests: they look, and change little.</summary>
public class Installation : IAsyncLifetime
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("amiable-browser");
    private Process? _server;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public Uri Address { get; private set; } = new("http://localhost");

    public async ValueTask InitializeAsync()
    {
        // By name: passkeys belong to a name, not to a number.
        Address = new($"http://localhost:{FreePort()}");
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
        await Prepare();
    }

    /// <summary>What is there before the first test: the demo, which the first visitor makes.</summary>
    protected virtual async Task Prepare()
    {
        var page = await SignedIn("en");
        await page.Page.CloseAsync();
    }

    /// <summary>The last mail to that address of those that the installation itself sends, as text; they lie in the outbox folder.</summary>
    public async Task<string> MailTo(string address)
    {
        for (var tries = 0; tries < 100; tries++)
        {
            var folder = new DirectoryInfo(Path.Combine(_data.FullName, "outbox", "installation"));
            var mails = folder.Exists
                ? folder.GetFiles("*.eml").OrderByDescending(f => f.Name).Select(f => File.ReadAllText(f.FullName))
                : [];
            if (mails.FirstOrDefault(m => m.Contains($"To: {address}", StringComparison.OrdinalIgnoreCase)) is { } mail)
                return Text(mail);
            await Task.Delay(100);
        }
        throw new TimeoutException($"No mail came to {address}.");
    }

    // The first part of the message: quoted-printable, or base64 where there are many letters with accents.
    private static string Text(string mail)
    {
        var part = mail[mail.IndexOf("Content-Type: text/plain", StringComparison.OrdinalIgnoreCase)..];
        var pieces = part[..part.IndexOf("\r\n--", StringComparison.Ordinal)].Split("\r\n\r\n", 2);
        return pieces[0].Contains("base64", StringComparison.OrdinalIgnoreCase)
            ? Encoding.UTF8.GetString(Convert.FromBase64String(pieces[1].ReplaceLineEndings("")))
            : Regex.Replace(
                pieces[1].Replace("=\r\n", "", StringComparison.Ordinal),
                "=([0-9A-F]{2})",
                hex => ((char)Convert.ToByte(hex.Groups[1].Value, 16)).ToString()
            );
    }

    /// <summary>A visitor in the demo, with everything the browser complains about.</summary>
    public async Task<Visit> SignedIn(string language, ColorScheme theme = ColorScheme.Light, int width = 1440, int height = 900)
    {
        var visit = await Stranger(language, theme, width, height);
        await visit.Page.GotoAsync("/sign-in");
        await visit.Page.ClickAsync("form[action='/sign-in/demo'] button");
        await Pages.Arrived(visit.Page, "/");
        return visit;
    }

    /// <summary>Somebody in a browser without a cookie.</summary>
    public async Task<Visit> Stranger(string language, ColorScheme theme = ColorScheme.Light, int width = 1440, int height = 900)
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
        context.SetDefaultTimeout(Pages.Patience);
        Assertions.SetDefaultExpectTimeout(Pages.Patience);
        var page = await context.NewPageAsync();
        var complaints = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                complaints.Add(message.Text);
        };
        page.PageError += (_, error) => complaints.Add(error);
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
        GC.SuppressFinalize(this);
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        _server?.Kill();
        _server?.WaitForExit();
        _server?.Dispose();
        _data.Delete(recursive: true);
    }
}

/// <summary>An installation on which nobody has been yet.</summary>
public sealed class EmptyInstallation : Installation
{
    protected override Task Prepare() => Task.CompletedTask;
}

public sealed record Visit(IPage Page, List<string> Complaints);
