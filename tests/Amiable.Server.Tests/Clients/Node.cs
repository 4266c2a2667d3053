using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;
using Amiable.Ui;

namespace Amiable.Tests.Clients;

/// <summary>
/// Programs of others, from npm, that work against the server as they would anywhere. Without Node.js, or what it fetches, the tests with them are left out, and say
/// so; where everything is checked they may not be.
/// </summary>
internal static class Node
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<string?>>> Folders = [];

    /// <summary>Runs a script of a folder beside this file to its end.</summary>
    /// <returns>What it printed.</returns>
    public static async Task<string> Run(string clients, string script, params string[] arguments)
    {
        var folder = await Folder(clients);
        Assert.SkipUnless(folder is not null || Environment.GetEnvironmentVariable("CI") is { Length: > 0 }, "Needs Node.js and npm.");
        Assert.True(folder is not null, "Node.js is missing, or what npm fetches.");
        var (code, said, wrong) = await Start("node", folder!, [Path.Combine(folder!, script), .. arguments]);
        Assert.True(code == 0, $"{script}: {wrong}{said}");
        return said;
    }

    /// <summary>Where these clients lie with what they need; null when that is not to be had.</summary>
    public static Task<string?> Folder(string clients) => Folders.GetOrAdd(clients, name => new(() => Install(name))).Value;

    /// <summary>Beside the build, once for what the lock file names.</summary>
    private static async Task<string?> Install(string clients)
    {
        var source = Path.Combine(Sources.Root, "tests", "Amiable.Server.Tests", "Clients", clients);
        var mark = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(source, "package-lock.json"))))[..12];
        var folder = Path.Combine(Sources.Root, "artifacts", "clients", $"{clients}-{mark}");
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.GetFiles(source))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        try
        {
            if (
                !File.Exists(Path.Combine(folder, "installed"))
                && (await Start("npm", folder, ["ci", "--no-audit", "--no-fund", "--loglevel=error"])).Code != 0
            )
                return null;
            await File.WriteAllTextAsync(Path.Combine(folder, "installed"), "");
            return (await Start("node", folder, ["--version"])).Code == 0 ? folder : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private static async Task<(int Code, string Said, string Wrong)> Start(string program, string folder, IReadOnlyList<string> arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
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
