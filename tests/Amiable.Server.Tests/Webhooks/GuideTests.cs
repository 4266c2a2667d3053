using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Amiable.Platform.Api;
using Amiable.Tests.Api;
using Amiable.Tests.Clients;
using Amiable.Ui;
using Amiable.Webhooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Webhooks;

/// <summary>What the guide tells developers to type works as it stands there, in both languages.</summary>
public sealed partial class GuideTests
{
    private sealed record Case(string Secret, Dictionary<string, string> Headers, string Body, bool IsOurs);

    [Fact]
    public async Task The_commands_of_the_guide_do_what_it_says()
    {
        var commands = Blocks("en", "sh");
        Assert.Equal(commands.Select(WithoutComments), Blocks("fr", "sh").Select(WithoutComments));
        await using var server = new TestServer();
        server.UseKestrel(0);
        server.StartServer();
        await server.FoundOurs();
        // The guide's days are over by then.
        server.Clock.Advance(TimeSpan.FromDays(40));
        var token = await ApiServer.Token(server, server.Us, Scopes.All);
        var folder = Directory.CreateTempSubdirectory("amiable-guide").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "invoice.pdf"), "%PDF-1.4 a document");
        await File.WriteAllTextAsync(
            Path.Combine(folder, "ledger.csv"),
            "Customer,Invoice number,Issue date,Due date,Amount,Currency\nForge du Nord,F-77,2026-03-01,2026-03-31,120.00,EUR\n"
        );
        var script = string.Join('\n', commands)
            .Replace("https://amiable.example.com", server.ClientOptions.BaseAddress.ToString().TrimEnd('/'), StringComparison.Ordinal)
            .Replace("amiable_…", token, StringComparison.Ordinal);
        script = Kept().Replace(script, "export $1=$(sed -E 's/^\\{\"id\":\"([^\"]+)\".*/\\1/' answer)");

        var (code, said) = await Run("bash", folder, "-c", Prelude + script);

        Assert.True(code == 0, said);
        Assert.Equal(Regex.Count(script, @"^curl ", RegexOptions.Multiline), File.ReadAllLines(Path.Combine(folder, "done")).Length);
        // The file is read by itself, after the answer.
        for (var tries = 0; tries < 100 && await Invoices(server) < 3; tries++)
            await Task.Delay(100);
        Assert.Equal(3, await Invoices(server));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void The_sample_in_CSharp_is_one_that_compiles_and_tells_ours_from_others()
    {
        var source = Squeezed(File.ReadAllText(Path.Combine(Sources.Root, "tests/Amiable.Server.Tests/Webhooks/GuideSample.cs")));
        foreach (var language in new[] { "en", "fr" })
        {
            var sample = Squeezed(
                WithoutComments(Regex.Replace(Assert.Single(Blocks(language, "csharp")), @"^using .*$", "", RegexOptions.Multiline))
            );
            Assert.Contains(sample, Squeezed(WithoutComments(source)), StringComparison.Ordinal);
        }
        Assert.All(
            Cases(),
            c =>
                Assert.Equal(
                    c.IsOurs,
                    GuideSample.Amiable.Sent(
                        c.Secret,
                        c.Headers["webhook-id"],
                        c.Headers["webhook-timestamp"],
                        c.Headers["webhook-signature"],
                        Encoding.UTF8.GetBytes(c.Body)
                    )
                )
        );
    }

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    public async Task The_samples_in_TypeScript_and_Python_tell_ours_from_others(string language)
    {
        var folder = Directory.CreateTempSubdirectory("amiable-samples").FullName;
        var (cases, ts, py) = (Path.Combine(folder, "cases"), Path.Combine(folder, "sample.ts"), Path.Combine(folder, "sample.py"));
        var all = Cases();
        await File.WriteAllTextAsync(cases, JsonSerializer.Serialize(all, JsonSerializerOptions.Web));
        await File.WriteAllTextAsync(ts, Assert.Single(Blocks(language, "ts")));
        await File.WriteAllTextAsync(py, Assert.Single(Blocks(language, "python")) + Harness);
        var expected = JsonSerializer.Serialize(all.Select(c => c.IsOurs));

        Assert.Equal(expected, (await Node.Run("api", "samples.mjs", ts, cases)).Trim());
        var (code, said) = await Run("python3", folder, py, cases);
        Assert.True(code == 0, said);
        Assert.Equal(expected, said.Trim());
        Directory.Delete(folder, recursive: true);
    }

    private const string Prelude = """
        set -euo pipefail
        curl() { command curl -sS --fail-with-body "$@" > answer || { cat answer >&2; exit 1; }; echo "$*" | tr '\n' ' ' >> done; echo >> done; }

        """;

    private const string Harness = """

        import json, sys
        cases = json.load(open(sys.argv[1], encoding="utf-8"))
        print(json.dumps([is_from_amiable(c["secret"], c["headers"], c["body"].encode()) for c in cases], separators=(",", ":")))
        """;

    private static List<Case> Cases()
    {
        const string body = """{"type":"invoice.paid","data":{"number":"é-1"}}""";
        var (secret, other) = (HookSecret.New(), HookSecret.New());
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        return
        [
            Of(now, [secret], body, isOurs: true),
            Of(now, [other, secret], body, isOurs: true),
            Of(now, [other], body, isOurs: false),
            Of(now - 3600, [secret], body, isOurs: false),
            Of(now, [secret], body + " ", isOurs: false),
            Of(now, [], body, isOurs: false),
        ];

        Case Of(long at, string[] signing, string sent, bool isOurs) =>
            new(
                secret,
                new()
                {
                    ["webhook-id"] = "0199a1de",
                    ["webhook-timestamp"] = at.ToString(CultureInfo.InvariantCulture),
                    ["webhook-signature"] = HookSecret.Sign(signing, "0199a1de", at, Encoding.UTF8.GetBytes(body)),
                },
                sent,
                isOurs
            );
    }

    private static Task<int> Invoices(TestServer server) => server.As(server.Us, s => s.GetRequiredService<AppDb>().Invoices.CountAsync());

    private static List<string> Blocks(string language, string kind) =>
        [
            .. Regex
                .Matches(
                    File.ReadAllText(Path.Combine(Sources.Root, "docs", "guide", language, "developers.md")),
                    $"^```{kind}\n(.*?)^```",
                    RegexOptions.Multiline | RegexOptions.Singleline
                )
                .Select(m => m.Groups[1].Value),
        ];

    private static string WithoutComments(string code) => Regex.Replace(code, @"^\s*(#|//) .*\n", "", RegexOptions.Multiline);

    private static string Squeezed(string code) => Regex.Replace(WithoutComments(code), @"\s+", "");

    private static async Task<(int Code, string Said)> Run(string program, string folder, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var (said, wrong) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await said + await wrong);
    }

    [GeneratedRegex("export (\\w+)=0199…")]
    private static partial Regex Kept();
}
