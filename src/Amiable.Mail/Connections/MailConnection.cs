using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Amiable.Mail.Connections;

/// <summary>
/// A connection that speaks in lines: bounded, timed, encrypted on demand, written down without secrets. After any exception it is of no more use.
/// Not for two callers at once, but one may read while the same writes.
/// </summary>
internal sealed partial class MailConnection : IAsyncDisposable
{
    private readonly MailHost _host;
    private readonly Socket? _socket;
    private readonly Transcript? _transcript;
    private readonly IReadOnlyList<string> _secrets;
    private readonly byte[] _out = new byte[16 * 1024];
    private Stream _stream;
    private byte[] _in = new byte[8 * 1024];
    private int _start;
    private int _end;
    private int _waiting;
    private Task<int>? _reading;

    private MailConnection(MailHost host, Stream stream, Socket? socket, Transcript? transcript)
    {
        (_host, _stream, _socket, _transcript) = (host, stream, socket, transcript);
        _secrets = [.. host.Credentials?.Secrets ?? []];
    }

    public bool IsEncrypted { get; private set; }

    /// <summary>Whether the other end is on this machine.</summary>
    public bool IsLoopback => _socket?.RemoteEndPoint is IPEndPoint { Address: var address } && IPAddress.IsLoopback(address);

    /// <summary>Our own address on this connection.</summary>
    public IPAddress LocalAddress => (_socket?.LocalEndPoint as IPEndPoint)?.Address ?? IPAddress.Loopback;

    /// <summary>Whether the server has said something that nobody has read yet: nothing it may do before it is asked.</summary>
    public bool HasUnread => _end > _start || (!IsEncrypted && _socket is { Available: > 0 });

    /// <summary>The next line without its end (LF, with or without CR), valid until the next read.</summary>
    /// <exception cref="MailServerFailed">Longer than that many bytes, too late, or the connection ended.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> ReadLineAsync(int mostBytes, TimeSpan timeout, CancellationToken cancellation)
    {
        var began = 0L;
        for (var searched = 0; ; )
        {
            var found = _in.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (found >= 0 && searched + found <= mostBytes)
            {
                var line = _in.AsMemory(_start, searched + found);
                _start += searched + found + 1;
                return line.Length > 0 && line.Span[^1] == '\r' ? line[..^1] : line;
            }
            searched = _end - _start;
            if (found >= 0 || searched > mostBytes)
                throw new MailServerFailed(MailFailure.TooLong, $"{_host} sent a line of more than {mostBytes} bytes.");
            // For the whole line, or a server could hold us for days with a byte a minute.
            var left = began == 0 ? timeout : timeout - Stopwatch.GetElapsedTime(began);
            began = began == 0 ? Stopwatch.GetTimestamp() : began;
            await FillAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Exactly so many bytes, to a stream, or to nowhere.</summary>
    public async Task ReadToAsync(Stream? destination, long count, TimeSpan timeout, CancellationToken cancellation)
    {
        while (count > 0)
        {
            if (_end == _start)
                await FillAsync(timeout, cancellation).ConfigureAwait(false);
            var part = (int)Math.Min(count, _end - _start);
            if (destination is not null)
                await destination.WriteAsync(_in.AsMemory(_start, part), cancellation).ConfigureAwait(false);
            _start += part;
            count -= part;
        }
    }

    /// <summary>Waits until there is something to read.</summary>
    /// <returns>Whether there is; <see langword="false"/> when the time is over, after which everything goes on as before.</returns>
    public async Task<bool> WaitAsync(TimeSpan atMost, CancellationToken cancellation)
    {
        if (_end > _start)
            return true;
        try
        {
            await FillAsync(atMost, cancellation).ConfigureAwait(false);
            return true;
        }
        catch (MailServerFailed e) when (e.Kind == MailFailure.TimedOut)
        {
            return false;
        }
    }

    /// <summary>A pending read is never cancelled, only left waiting: TLS does not promise to survive a cancelled one.</summary>
    private async ValueTask FillAsync(TimeSpan timeout, CancellationToken cancellation)
    {
        if (_reading is null)
        {
            MakeRoom();
            _reading = Guard(() => _stream.ReadAsync(_in.AsMemory(_end)));
        }
        int read;
        try
        {
            read = await _reading.WaitAsync(timeout, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException e)
        {
            throw MailServerFailed.Passing(MailFailure.TimedOut, $"{_host} did not answer in time.", e);
        }
        catch (Exception e) when (IsLoss(e))
        {
            throw Lost(e);
        }
        _reading = null;
        if (read == 0)
            throw Lost(null);
        _end += read;
    }

    private void MakeRoom()
    {
        if (_start == _end)
            _start = _end = 0;
        if (_end < _in.Length)
            return;
        var kept = _end - _start;
        var target = kept > _in.Length / 2 ? new byte[_in.Length * 2] : _in;
        _in.AsSpan(_start, kept).CopyTo(target);
        (_in, _start, _end) = (target, 0, kept);
    }

    /// <summary>Puts bytes in line to be sent, and sends when there are many.</summary>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, TimeSpan timeout, CancellationToken cancellation)
    {
        while (!bytes.IsEmpty)
        {
            var part = Math.Min(bytes.Length, _out.Length - _waiting);
            bytes.Span[..part].CopyTo(_out.AsSpan(_waiting));
            _waiting += part;
            bytes = bytes[part..];
            if (_waiting == _out.Length)
                await FlushAsync(timeout, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Sends what waits.</summary>
    public async ValueTask FlushAsync(TimeSpan timeout, CancellationToken cancellation)
    {
        if (_waiting == 0)
            return;
        var sending = Guard(() => Send(_out.AsMemory(0, _waiting)));
        try
        {
            await sending.WaitAsync(timeout, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException e)
        {
            throw MailServerFailed.Passing(MailFailure.TimedOut, $"{_host} took nothing for {timeout.TotalSeconds:0.#} s.", e);
        }
        catch (Exception e) when (IsLoss(e))
        {
            throw Lost(e);
        }
        _waiting = 0;

        async ValueTask<int> Send(ReadOnlyMemory<byte> bytes)
        {
            await _stream.WriteAsync(bytes, CancellationToken.None).ConfigureAwait(false);
            return bytes.Length;
        }
    }

    /// <summary>A task whose exception is looked at even when nobody waits for it any more.</summary>
    private static Task<int> Guard(Func<ValueTask<int>> work)
    {
        var task = work().AsTask();
        if (!task.IsCompletedSuccessfully)
            _ = task.ContinueWith(
                static done => _ = done.Exception,
                CancellationToken.None,
                TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default
            );
        return task;
    }

    private static bool IsLoss(Exception e) => e is IOException or SocketException or ObjectDisposedException or InvalidOperationException;

    private MailServerFailed Lost(Exception? inner) =>
        MailServerFailed.Passing(MailFailure.ConnectionLost, $"{_host} closed the connection.", inner);

    /// <summary>The server's words without our secrets, which some servers repeat.</summary>
    public string Clean(string text) => Printable.Without(text, _secrets);

    public bool IsWrittenDown => _transcript is not null;

    public void Note(string text) => _transcript?.Add(Speaker.Note, Clean(text));

    public void Said(string text) => _transcript?.Add(Speaker.Client, Clean(text));

    public void Heard(string text) => _transcript?.Add(Speaker.Server, Clean(text));

    public ValueTask DisposeAsync()
    {
        // Not the polite way through TLS: after a failure that could wait for a peer who is no longer there.
        _socket?.Dispose();
        _stream.Dispose();
        return ValueTask.CompletedTask;
    }
}
