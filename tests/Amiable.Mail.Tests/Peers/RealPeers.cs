using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Amiable.Mail.Tests.Peers;

[assembly: AssemblyFixture(typeof(RealPeers))]

namespace Amiable.Mail.Tests.Peers;

/// <summary>Dovecot and Postfix from Debian, each started on loopback when the first test wants it, in a folder that goes away with them.</summary>
public sealed class RealPeers : IAsyncLifetime
{
    private readonly SemaphoreSlim _one = new(1);
    private Dovecot? _dovecot;
    private Postfix? _postfix;

    internal async Task<Dovecot> DovecotAsync()
    {
        Require("dovecot", "dovecot-imapd");
        await _one.WaitAsync();
        try
        {
            return _dovecot ??= await Dovecot.StartAsync();
        }
        finally
        {
            _one.Release();
        }
    }

    internal async Task<Postfix> PostfixAsync()
    {
        Require("postfix", "postfix");
        var dovecot = await DovecotAsync();
        await _one.WaitAsync();
        try
        {
            return _postfix ??= await Postfix.StartAsync(dovecot);
        }
        finally
        {
            _one.Release();
        }
    }

    private static void Require(string program, string package)
    {
        if (Find(program) is null)
            Assert.Skip($"{program} is not here: apt-get install {package}");
        if (!Environment.IsPrivilegedProcess)
            Assert.Skip($"{program} wants to be started by root");
    }

    internal static string? Find(string program) =>
        ((string[])["/usr/sbin", "/usr/bin", "/usr/local/sbin"])
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);

    /// <summary>A folder that others may enter: the servers change to users of their own.</summary>
    internal static string NewFolder(string name)
    {
        var folder = Directory.CreateTempSubdirectory("amiable-" + name + "-").FullName;
        Run("chmod", "755", folder);
        return folder;
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    internal static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output.Trim();
    }

    /// <summary>Starts a server that stays in the foreground, and waits until it listens.</summary>
    internal static async Task<Process> StartAsync(string program, string[] arguments, string log, params int[] ports)
    {
        var start = new ProcessStartInfo(Find(program)!, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        foreach (var port in ports)
            for (var tries = 0; ; tries++)
                try
                {
                    using var client = new TcpClient();
                    await client.ConnectAsync(IPAddress.Loopback, port);
                    break;
                }
                catch (SocketException) when (tries < 300 && !process.HasExited)
                {
                    await Task.Delay(50);
                }
                catch (SocketException)
                {
                    var said = File.Exists(log) ? await File.ReadAllTextAsync(log) : "nothing";
                    throw new InvalidOperationException($"{program} did not start; its log says: {said}");
                }
        return process;
    }

    public ValueTask InitializeAsync() => default;

    public async ValueTask DisposeAsync()
    {
        if (_postfix is not null)
            await _postfix.DisposeAsync();
        if (_dovecot is not null)
            await _dovecot.DisposeAsync();
        _one.Dispose();
    }
}
