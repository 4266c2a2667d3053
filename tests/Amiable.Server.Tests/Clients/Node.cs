using System.Diagnostics;
using Amiable.Ui;

namespace Amiable.Tests.Clients;

/// <summary>Programs of others, from npm, that work against the server as they would anywhere. Without Node.js the tests with them are left out, and say so; where everything is checked they may not be.</summary>
internal static class Node
{
    private static readonly string Folder = Path.Combine(Sources.Root, "tests", "Amiable.Server.Tests", "Clients");

    /// <summary>Runs a script of that folder to its end.</summary>
    /// <returns>What it printed.</returns>
    public static async Task<string> Run(string script, params string[] arguments)
    {
        var isThere = Directory.Exists(Path.Combine(Folder, "node_modules")) && Knows("node");
        Assert.SkipUnless(isThere || Environment.GetEnvironmentVariable("CI") is { Length: > 0 }, "Node.js or its packages are missing.");
        Assert.True(isThere, "Node.js or its packages are missing.");
        using var node = Process.Start(
            new ProcessStartInfo("node", [script, .. arguments])
            {
                WorkingDirectory = Folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var (printed, complained) = (node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
        using var enough = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        try
        {
            await node.WaitForExitAsync(enough.Token);
        }
        catch (OperationCanceledException)
        {
            node.Kill(entireProcessTree: true);
        }
        var text = await printed;
        Assert.True(node.ExitCode == 0, $"{text}\n{await complained}");
        return text;
    }

    private static bool Knows(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, program)));
}
