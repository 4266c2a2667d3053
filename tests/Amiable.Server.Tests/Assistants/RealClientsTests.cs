using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Amiable.Ui;

namespace Amiable.Tests.Assistants;

/// <summary>Clients of others: the SDK of the protocol, and its conformance scenarios. They need node and npm; without them they are left out, but not under CI.</summary>
[Collection(McpTests.Name)]
public sealed class RealClientsTests(McpOffice office)
{
    private static readonly Lazy<Task<string?>> Folder = new(Install);

    [Fact]
    public async Task The_SDK_of_the_protocol_works_with_every_reading_tool_and_finds_each_result_as_promised()
    {
        var seen = JsonNode.Parse(await Run("sdk.mjs"))!;

        Assert.Equal("Amiable", seen["server"]!["title"]!.ToString());
        Assert.Contains("How to work here", seen["instructions"]!.ToString());
        Assert.Equal(33, seen["tools"]!.AsArray().Count);
        Assert.Equal(["amiable://glossary"], seen["resources"]!.AsArray().Select(r => r!.ToString()));
        Assert.Equal(["amiable://accounts/{accountId}"], seen["templates"]!.AsArray().Select(r => r!.ToString()));
        Assert.Contains("| Account |", seen["glossary"]!.ToString());
        Assert.True(seen["calls"]!.AsObject().Count > 18, $"Only {seen["calls"]!.AsObject().Count} tools were called.");
        Assert.All(
            seen["calls"]!.AsObject(),
            c => Assert.True(c.Value!["isError"]?.GetValue<bool>() != true, $"{c.Key}: {c.Value!["content"]}")
        );
        Assert.True(seen["calls"]!["pause-account-dunning"]!["structuredContent"]!["dunning"]!["isPaused"]!.GetValue<bool>());
        Assert.Contains("not-found", seen["refused"]!["content"]![0]!["text"]!.ToString());
        Assert.Equal(-32602, seen["unknown"]!.GetValue<int>());
    }

    /// <summary>The other scenarios ask for tools, prompts and resources that only a server made for them has.</summary>
    [Fact]
    public async Task The_conformance_scenarios_that_concern_us_pass()
    {
        string[] scenarios = ["server-initialize", "ping", "tools-list", "resources-list", "dns-rebinding-protection", "logging-set-level"];

        var said = await Run("conformance.mjs", scenarios);

        Assert.All(scenarios, s => Assert.True(said.Contains($"passed {s}", StringComparison.Ordinal), said));
    }

    private async Task<string> Run(string script, params string[] arguments)
    {
        if (await Folder.Value is not { } folder)
        {
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") is { Length: > 0 }, "Needs node and npm, and what they fetch.");
            throw new InvalidOperationException("Under CI the clients of others must be there: node, npm, and what they fetch.");
        }
        var (code, said, wrong) = await Start(
            "node",
            folder,
            [Path.Combine(folder, script), $"{office.Address}", office.Token, .. arguments]
        );
        Assert.True(code == 0, wrong + said);
        return said;
    }

    /// <summary>Beside the build, once for what the lock file names.</summary>
    private static async Task<string?> Install()
    {
        var source = Path.Combine(Sources.Root, "tests", "Amiable.Server.Tests", "Clients", "mcp");
        var mark = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(source, "package-lock.json"))))[..12];
        var folder = Path.Combine(Sources.Root, "artifacts", "clients", $"mcp-{mark}");
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.GetFiles(source))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        if (File.Exists(Path.Combine(folder, "installed")))
            return folder;
        try
        {
            if ((await Start("npm", folder, ["ci", "--no-audit", "--no-fund", "--loglevel=error"])).Code != 0)
                return null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
        await File.WriteAllTextAsync(Path.Combine(folder, "installed"), "");
        return folder;
    }

    private static async Task<(int Code, string Said, string Wrong)> Start(string program, string folder, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        var (said, wrong) = (process.StandardOutput.ReadToEndAsync(patience.Token), process.StandardError.ReadToEndAsync(patience.Token));
        try
        {
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, await said, await wrong);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
