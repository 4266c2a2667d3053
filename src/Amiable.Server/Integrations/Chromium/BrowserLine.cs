using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Amiable.Integrations.Chromium;

/// <summary>
/// A Chromium that runs without a window, and the line to it: its DevTools protocol over two pipes. No port is opened that somebody else on the machine could speak to, and when
/// this process ends, however it ends, the pipes close and Chromium goes with them.
/// </summary>
internal sealed class BrowserLine : IAsyncDisposable
{
    private readonly Process process;
    private readonly string folder;
    private readonly SemaphoreSlim sending = new(1, 1);
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonObject>> asked = new();
    private readonly ConcurrentDictionary<(string Session, string Event), TaskCompletionSource> awaited = new();
    private readonly Task reading;
    private int last;

    private BrowserLine(Process process, string folder)
    {
        (this.process, this.folder) = (process, folder);
        reading = Task.Run(Read);
        _ = Task.Run(Drain);
    }

    public bool HasEnded => process.HasExited || reading.IsCompleted;

    /// <param name="program">Where Chromium lies.</param>
    public static BrowserLine Start(string program)
    {
        var folder = Directory.CreateTempSubdirectory("amiable-print-").FullName;
        // Chromium reads file 3 and writes file 4: the shell puts the pipes of this process there.
        var start = new ProcessStartInfo(
            "/bin/sh",
            ["-c", "exec \"$0\" \"$@\" 3<&0 4>&1 </dev/null >/dev/null", program, .. Options(folder)]
        )
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = folder,
        };
        // Nothing of ours (keys, passwords, proxies) is for a browser.
        var path = start.Environment.TryGetValue("PATH", out var found) ? found : null;
        start.Environment.Clear();
        (start.Environment["PATH"], start.Environment["HOME"], start.Environment["TMPDIR"]) = (path, folder, folder);
        return new(Process.Start(start)!, folder);
    }

    /// <summary>Whether it runs in its own sandbox: it refuses to for the superuser, who has to go without.</summary>
    public static bool HasSandbox => Environment.UserName != "root";

    private static IEnumerable<string> Options(string folder) =>
        [
            "--headless",
            "--remote-debugging-pipe",
            $"--user-data-dir={folder}/profile",
            "--no-first-run",
            "--no-default-browser-check",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-extensions",
            "--disable-sync",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-crash-reporter",
            "--disable-breakpad",
            // No name leads anywhere, and what needs none is sent to a door that nobody opens.
            "--host-resolver-rules=MAP * ~NOTFOUND",
            "--proxy-server=127.0.0.1:1",
            .. HasSandbox ? [] : (string[])["--no-sandbox"],
        ];

    /// <exception cref="BrowserFailed">It said no, or is gone.</exception>
    public async Task<JsonObject> Ask(string method, JsonObject parameters, string? session, CancellationToken ct)
    {
        var id = Interlocked.Increment(ref last);
        var answer = asked[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var message = new JsonObject
        {
            ["id"] = id,
            ["method"] = method,
            ["params"] = parameters,
        };
        if (session is not null)
            message["sessionId"] = session;
        await sending.WaitAsync(ct);
        try
        {
            var pipe = process.StandardInput.BaseStream;
            await pipe.WriteAsync(Encoding.UTF8.GetBytes(message.ToJsonString() + "\0"), ct);
            await pipe.FlushAsync(ct);
        }
        catch (IOException)
        {
            throw new BrowserFailed("Chromium ended.");
        }
        finally
        {
            sending.Release();
        }
        if (reading.IsCompleted)
            answer.TrySetException(new BrowserFailed("Chromium ended."));
        return await answer.Task.WaitAsync(ct);
    }

    /// <summary>A task that ends when the page tells of that event for the next time.</summary>
    public Task Next(string session, string happened) =>
        (awaited[(session, happened)] = new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    private async Task Read()
    {
        var pipe = process.StandardOutput.BaseStream;
        var message = new ArrayBufferWriter<byte>(64 * 1024);
        var piece = new byte[64 * 1024];
        try
        {
            while (await pipe.ReadAsync(piece) is > 0 and var count)
                for (var rest = piece.AsMemory(0, count); !rest.IsEmpty; )
                {
                    var end = rest.Span.IndexOf((byte)0);
                    message.Write(rest.Span[..(end < 0 ? rest.Length : end)]);
                    if (end < 0)
                        break;
                    Take(message.WrittenSpan);
                    message.ResetWrittenCount();
                    rest = rest[(end + 1)..];
                }
        }
        finally
        {
            foreach (var waiting in asked.Values)
                waiting.TrySetException(new BrowserFailed("Chromium ended."));
        }
    }

    private void Take(ReadOnlySpan<byte> bytes)
    {
        var message = JsonNode.Parse(bytes)!.AsObject();
        if (message["id"]?.GetValue<int>() is { } id)
        {
            if (!asked.TryRemove(id, out var answer))
                return;
            if (message["error"] is { } error)
                answer.TrySetException(new BrowserFailed(error["message"]?.GetValue<string>() ?? "Chromium said no."));
            else
                answer.TrySetResult(message["result"]!.AsObject());
        }
        else if (message["sessionId"]?.GetValue<string>() is { } session && message["method"]?.GetValue<string>() is { } method)
            if (awaited.TryRemove((session, method), out var waiting))
                waiting.TrySetResult();
    }

    // What it complains about is not read, but must not fill its pipe.
    private async Task Drain()
    {
        var piece = new byte[4096];
        while (await process.StandardError.BaseStream.ReadAsync(piece) > 0) { }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        await reading.ContinueWith(_ => { }, TaskScheduler.Default);
        process.Dispose();
        sending.Dispose();
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (IOException)
        {
            // A child of it still wrote; the folder lies among the temporary ones.
        }
    }
}

/// <summary>Chromium did not do what it was asked.</summary>
internal sealed class BrowserFailed(string message) : Exception(message);
