using Amiable.Mail.Connections;

namespace Amiable.Mail.Imap;

/// <summary>The state between two events of a <see cref="MailboxFollower"/>. Each step does one thing; any of them may fail, and then the next connects anew.</summary>
internal sealed class Following(ImapServer server, FollowOptions options, Transcript? transcript, MailboxPosition? from) : IAsyncDisposable
{
    private const int MostAtOnce = 200;

    private readonly Queue<MessageSummary> _waiting = [];
    private ImapClient? _client;
    private MailboxPosition? _position = from;
    private OpenMailbox? _opened;
    private MessageSummary? _toFile;
    private TimeSpan _delay;
    private int _failures;
    private (uint Uid, int Weight) _unreadable;

    private MailboxPosition Position => _position ?? default;

    public async Task<MailboxEvent?> StepAsync(CancellationToken cancellation)
    {
        if (_delay > TimeSpan.Zero)
            await Task.Delay(_delay, cancellation).ConfigureAwait(false);
        _delay = TimeSpan.Zero;
        try
        {
            if (_client is null)
                await ConnectAsync(cancellation).ConfigureAwait(false);
            if (_opened is { } mailbox && Settle(mailbox) is { } told)
                return told;
            if (_toFile is { } read)
                return await FileAsync(read, cancellation).ConfigureAwait(false);
            if (_waiting.TryPeek(out var next))
                return await FetchAsync(next, cancellation).ConfigureAwait(false);
            if (!await ListAsync(cancellation).ConfigureAwait(false))
                // Then looks again: some servers forget to say that mail has come.
                await _client!.WaitForMailAsync(server.IdleFor, cancellation).ConfigureAwait(false);
            return null;
        }
        catch (MailServerFailed failure)
        {
            return await InterruptAsync(failure).ConfigureAwait(false);
        }
    }

    private async Task ConnectAsync(CancellationToken cancellation)
    {
        var client = new ImapClient(server, transcript);
        try
        {
            await client.ConnectAsync(cancellation).ConfigureAwait(false);
            var readOnly = options.AfterReading == AfterReading.Nothing;
            _opened = await client.OpenAsync(options.Mailbox, readOnly, cancellation).ConfigureAwait(false);
            if (_position is null && !options.FromTheBeginning)
                _position = new(_opened.UidValidity, await LastUidAsync(client, _opened, cancellation).ConfigureAwait(false));
            _client = client;
        }
        finally
        {
            if (_client is null)
                await client.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>The highest UID there is; asked for where the server does not say UIDNEXT.</summary>
    private static async Task<uint> LastUidAsync(ImapClient client, OpenMailbox mailbox, CancellationToken cancellation)
    {
        if (mailbox.UidNext is { } next)
            return next - 1;
        // "n:*" always finds the last message, and a list from 1 on would be of the lowest.
        var last = 0u;
        while (await client.ListAsync(last + 1, 1_000, cancellation).ConfigureAwait(false) is { Count: > 0 } some)
            last = some[^1].Uid;
        return last;
    }

    /// <summary>What a mailbox just opened means for where we are.</summary>
    private MailboxEvent? Settle(OpenMailbox mailbox)
    {
        var former = _position;
        if (former is { } known && known.UidValidity == mailbox.UidValidity)
        {
            _opened = null;
            return new MailboxOpened(known, mailbox);
        }
        _position = new(mailbox.UidValidity, 0);
        _toFile = null;
        // Told first; that it is open, with the next step.
        return former is null ? Settle(mailbox) : new MailboxRenumbered(Position, former.Value);
    }

    private async Task<bool> ListAsync(CancellationToken cancellation)
    {
        if (Position.LastUid == uint.MaxValue)
            return false;
        foreach (var summary in await _client!.ListAsync(Position.LastUid + 1, MostAtOnce, cancellation).ConfigureAwait(false))
            _waiting.Enqueue(summary);
        _failures = 0;
        return _waiting.Count > 0;
    }

    private async Task<MailboxEvent?> FetchAsync(MessageSummary next, CancellationToken cancellation)
    {
        var isPassedOver = _unreadable.Uid == next.Uid && _unreadable.Weight >= 3_000;
        using var content = new MemoryStream((int)Math.Clamp(next.Size, 0, 1024 * 1024));
        var isThere = true;
        if (!isPassedOver)
            try
            {
                isThere = await _client!.FetchAsync(next, content, options.MostBytes, cancellation).ConfigureAwait(false);
            }
            catch (MailServerFailed failure)
            {
                // A lost connection says little about the message; it takes more of them before the message is held to be the cause.
                var weight = failure.Kind is MailFailure.Garbled or MailFailure.TooLong or MailFailure.Refused ? 1_000 : 300;
                _unreadable = (next.Uid, (_unreadable.Uid == next.Uid ? _unreadable.Weight : 0) + weight);
                throw;
            }
        _waiting.Dequeue();
        _position = Position with { LastUid = next.Uid };
        if (!isThere)
            return null;
        _toFile = isPassedOver || options.AfterReading == AfterReading.Nothing ? null : next;
        // Without the cast it would be an empty memory: null converts to one, as an array.
        var bytes = isPassedOver ? (ReadOnlyMemory<byte>?)null : content.GetBuffer().AsMemory(0, (int)content.Length);
        return new MailArrived(Position, next, bytes, IsTruncated: !isPassedOver && next.Size > options.MostBytes);
    }

    private async Task<MailboxEvent?> FileAsync(MessageSummary read, CancellationToken cancellation)
    {
        try
        {
            if (options.AfterReading.Seen)
                await _client!.MarkAsync(read.Uid, "\\Seen", cancellation).ConfigureAwait(false);
            if (options.AfterReading.MoveTo is { } mailbox)
                await _client!.MoveAsync(read.Uid, mailbox, cancellation).ConfigureAwait(false);
            _toFile = null;
            return null;
        }
        catch (MailServerFailed failure) when (failure.Kind == MailFailure.Refused)
        {
            _toFile = null;
            return new FilingFailed(Position, read.Uid, failure);
        }
    }

    private async Task<MailboxEvent> InterruptAsync(MailServerFailed failure)
    {
        await DisposeAsync().ConfigureAwait(false);
        _waiting.Clear();
        _opened = null;
        var doubled = options.FirstDelay * Math.Pow(2, Math.Min(_failures++, 20));
        var needsSomebody =
            failure.Kind
            is MailFailure.SignInRefused
                or MailFailure.SignInUnavailable
                or MailFailure.Certificate
                or MailFailure.NoEncryption;
        _delay = (needsSomebody && !failure.IsPassing) || doubled > options.LongestDelay ? options.LongestDelay : doubled;
        return new FollowingInterrupted(Position, failure, _delay);
    }

    public async ValueTask DisposeAsync()
    {
        if (_client is not null)
            await _client.DisposeAsync().ConfigureAwait(false);
        _client = null;
    }
}
