using System.Globalization;
using Amiable.Mail.Connections;

namespace Amiable.Mail.Imap;

/// <summary>
/// Reads and tidies a mailbox (RFC 9051, and RFC 3501 as most servers still speak it; 2177 IDLE, 4315 UIDPLUS, 6851 MOVE, 4959 SASL-IR).
/// One thing at a time. After an exception other than a refusal it is of no more use: make a new one, or have <see cref="MailboxFollower"/> do so.
/// </summary>
/// <param name="server">Which server.</param>
/// <param name="transcript">Where to write the conversation down, without passwords; nowhere when <see langword="null"/>.</param>
public sealed class ImapClient(ImapServer server, Transcript? transcript = null) : IAsyncDisposable
{
    private ImapSession? _session;

    /// <summary>What the server can do, in capitals; nothing before <see cref="ConnectAsync(CancellationToken)"/>.</summary>
    public IReadOnlyCollection<string> Capabilities => _session?.Capabilities ?? [];

    private ImapSession Session => _session ?? throw new InvalidOperationException("Connect first.");

    /// <summary>Connects, encrypts and signs in.</summary>
    /// <exception cref="MailServerFailed">It cannot be done; the kind says who has to do what.</exception>
    public async Task ConnectAsync(CancellationToken cancellation = default) =>
        _session ??= await ImapSession.OpenAsync(server, transcript, cancellation).ConfigureAwait(false);

    internal async Task ConnectAsync(MailConnection connection, CancellationToken cancellation = default) =>
        _session ??= await ImapSession.OpenAsync(server, connection, cancellation).ConfigureAwait(false);

    /// <summary>Opens a mailbox (SELECT, or EXAMINE to change nothing).</summary>
    /// <exception cref="MailServerFailed">There is no such mailbox, or it may not be read.</exception>
    public async Task<OpenMailbox> OpenAsync(string mailbox, bool readOnly = false, CancellationToken cancellation = default)
    {
        uint? validity = null;
        uint? next = null;
        Session.ForgetMailbox();
        var command = new ImapCommand(readOnly ? "EXAMINE" : "SELECT").Mailbox(mailbox);
        var reply = await Session
            .RunAsync(
                command,
                cancellation,
                news =>
                {
                    validity ??= news.NumberInCode("UIDVALIDITY");
                    next ??= news.NumberInCode("UIDNEXT");
                }
            )
            .ConfigureAwait(false);
        Session.ForgetNews();
        return new(mailbox, validity ?? 0, next is 0 ? null : next, Session.Exists, readOnly || reply.HasCode("READ-ONLY"));
    }

    /// <summary>The messages from a UID on, lowest first; of more than <paramref name="most"/> the lowest.</summary>
    public async Task<IReadOnlyList<MessageSummary>> ListAsync(uint fromUid, int most, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfZero(fromUid);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(most);
        var found = new SortedList<uint, MessageSummary>();
        Session.ForgetNews();
        await Session
            .RunAsync(
                new($"UID FETCH {Number(fromUid)}:* (UID FLAGS INTERNALDATE RFC822.SIZE)"),
                cancellation,
                news =>
                {
                    // "7:*" also finds the last message when its UID is below 7 (RFC 9051 section 9, seq-range).
                    if (news.Summary() is not { } summary || summary.Uid < fromUid || (found.Count == most && summary.Uid > found.Keys[^1]))
                        return;
                    found[summary.Uid] = summary.Size == 0 && found.TryGetValue(summary.Uid, out var known) ? known : summary;
                    if (found.Count > most)
                        found.RemoveAt(most);
                }
            )
            .ConfigureAwait(false);
        return [.. found.Values];
    }

    /// <summary>Writes the content of a message to a stream, as it arrives, without marking it as read (BODY.PEEK[]).</summary>
    /// <param name="message">From <see cref="ListAsync"/>.</param>
    /// <param name="content">Where to; not closed.</param>
    /// <param name="mostBytes">Of a longer message only so many bytes are asked for and written.</param>
    /// <param name="cancellation">Ends it, and the use of this client.</param>
    /// <returns>Whether there was such a message: it may have been deleted meanwhile.</returns>
    public async Task<bool> FetchAsync(MessageSummary message, Stream content, long mostBytes, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(mostBytes);
        var part = message.Size > mostBytes ? $"<0.{mostBytes.ToString(CultureInfo.InvariantCulture)}>" : "";
        ImapValue? body = null;
        var others = false;
        var reply = await Session
            .AskAsync(
                new($"UID FETCH {Number(message.Uid)} (UID BODY.PEEK[]{part})"),
                news =>
                {
                    if (news.Word != "FETCH" || news.Fetched("BODY[]") is not { } value)
                        return;
                    others |= news.FetchedUid is { } uid && uid != message.Uid;
                    body ??= value;
                },
                cancellation,
                content,
                mostBytes
            )
            .ConfigureAwait(false);
        if (!reply.IsOk)
            throw Session.Refusal(reply, "UID FETCH");
        if (others)
            throw new MailServerFailed(MailFailure.Garbled, $"{server.Host} sent another message than was asked for.");
        if (body?.Text is { } text && !ReferenceEquals(body, ImapValue.Streamed))
            await content.WriteAsync(System.Text.Encoding.Latin1.GetBytes(text), cancellation).ConfigureAwait(false);
        return body?.Text is not null;
    }

    /// <summary>Sets flags, as <c>\Seen</c> or a keyword (UID STORE).</summary>
    public async Task MarkAsync(uint uid, string flag, CancellationToken cancellation = default)
    {
        var name = flag.StartsWith('\\') ? flag[1..] : flag;
        if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '$' or '_' or '-' or '.'))
            throw new ArgumentException($"{Printable.Line(flag, 100)} is no flag.", nameof(flag));
        await Session.RunAsync(new($"UID STORE {Number(uid)} +FLAGS.SILENT ({flag})"), cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// Moves a message to another mailbox, which is made when it is missing. Without MOVE (RFC 6851) it is copied, marked as deleted and expunged;
    /// where that would also expunge what somebody else has marked as deleted, it stays marked.
    /// </summary>
    public async Task MoveAsync(uint uid, string mailbox, CancellationToken cancellation = default)
    {
        var verb = Session.Can("MOVE") ? "MOVE" : "COPY";
        var command = new ImapCommand($"UID {verb} {Number(uid)}").Mailbox(mailbox);
        var reply = await Session.AskAsync(command, null, cancellation).ConfigureAwait(false);
        // Not every server says TRYCREATE (RFC 9051 section 6.4.7).
        if (reply.Word == "NO" && await CreateAsync(mailbox, cancellation).ConfigureAwait(false))
            reply = await Session.AskAsync(command, null, cancellation).ConfigureAwait(false);
        if (!reply.IsOk)
            throw Session.Refusal(reply, "UID " + verb);
        if (verb == "MOVE")
            return;
        await MarkAsync(uid, "\\Deleted", cancellation).ConfigureAwait(false);
        if (Session.Can("UIDPLUS"))
            await Session.RunAsync(new($"UID EXPUNGE {Number(uid)}"), cancellation).ConfigureAwait(false);
        else if (await IsOnlyDeletedAsync(uid, cancellation).ConfigureAwait(false))
            await Session.RunAsync(new("EXPUNGE"), cancellation).ConfigureAwait(false);
    }

    private async Task<bool> IsOnlyDeletedAsync(uint uid, CancellationToken cancellation)
    {
        var deleted = new List<string?>();
        await Session
            .RunAsync(
                new("UID SEARCH DELETED"),
                cancellation,
                news => deleted.AddRange(news.Word == "SEARCH" ? news.Values.Select(v => v.Text) : [])
            )
            .ConfigureAwait(false);
        return deleted.All(text => text == Number(uid));
    }

    /// <summary>Makes a mailbox.</summary>
    /// <returns>Whether the server did: it does not when there is one of this name.</returns>
    public async Task<bool> CreateAsync(string mailbox, CancellationToken cancellation = default) =>
        (await Session.AskAsync(new ImapCommand("CREATE").Mailbox(mailbox), null, cancellation).ConfigureAwait(false)).IsOk;

    /// <summary>Every mailbox there is (LIST).</summary>
    public async Task<IReadOnlyList<MailboxName>> MailboxesAsync(CancellationToken cancellation = default)
    {
        var names = new List<MailboxName>();
        await Session
            .RunAsync(
                new("LIST \"\" \"*\""),
                cancellation,
                news =>
                {
                    if (news is { Word: "LIST", Values: [{ Items: { } attributes }, var separator, { Text: { } name }, ..] })
                        names.Add(new(ModifiedUtf7.Decode(name), separator.Text, [.. attributes.Select(v => v.Text).OfType<string>()]));
                }
            )
            .ConfigureAwait(false);
        return names;
    }

    /// <summary>
    /// Waits for new mail in the open mailbox: with IDLE (RFC 2177), renewed in time, or by asking now and then. Returns at once when mail came
    /// after <see cref="ListAsync"/> was called last.
    /// </summary>
    /// <returns>Whether there may be any.</returns>
    public async Task<bool> WaitForMailAsync(TimeSpan atMost, CancellationToken cancellation = default)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        while (!Session.HasNews && atMost - watch.Elapsed is var left && left > TimeSpan.Zero)
        {
            var idles = Session.Can("IDLE");
            var pause = idles ? server.IdleFor : server.PollEvery;
            pause = left < pause ? left : pause;
            if (!idles || !await IdleAsync(pause, cancellation).ConfigureAwait(false))
            {
                await Session.ListenAsync(pause, cancellation).ConfigureAwait(false);
                await NoOpAsync(cancellation).ConfigureAwait(false);
            }
        }
        return Session.HasNews;
    }

    /// <returns>Whether the server went along.</returns>
    private async Task<bool> IdleAsync(TimeSpan atMost, CancellationToken cancellation)
    {
        var reply = await Session
            .ConverseAsync(
                new("IDLE"),
                async _ =>
                {
                    await Session.ListenAsync(atMost, cancellation).ConfigureAwait(false);
                    return ("DONE", null);
                },
                cancellation
            )
            .ConfigureAwait(false);
        return reply.IsOk;
    }

    /// <summary>Keeps the connection alive, and hears what is new (NOOP).</summary>
    public async Task NoOpAsync(CancellationToken cancellation = default) =>
        await Session.RunAsync(new("NOOP"), cancellation).ConfigureAwait(false);

    /// <summary>Says goodbye (LOGOUT) and closes. Never fails.</summary>
    public async Task LogOutAsync(CancellationToken cancellation = default)
    {
        try
        {
            if (_session is { IsBroken: false })
                await Session.AskAsync(new("LOGOUT"), null, cancellation).ConfigureAwait(false);
        }
        catch (MailServerFailed) { } // closed is closed
        await DisposeAsync().ConfigureAwait(false);
    }

    private static string Number(uint value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Closes the connection without a word.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_session is not null)
            await _session.DisposeAsync().ConfigureAwait(false);
        _session = null;
    }
}
