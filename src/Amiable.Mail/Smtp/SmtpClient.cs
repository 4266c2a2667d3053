using Amiable.Mail.Connections;

namespace Amiable.Mail.Smtp;

/// <summary>
/// Hands messages to a mail server (RFC 5321; 3207 STARTTLS, 4954 AUTH, 6152 8BITMIME, 1870 SIZE, 2920 PIPELINING, 3461 DSN, 6531 SMTPUTF8,
/// 2034 enhanced codes). One connection serves many messages; it is opened when first needed, and again when the server has closed it in between.
/// One message at a time: for more, use more clients.
/// </summary>
/// <param name="server">Which server.</param>
/// <param name="transcript">Where to write the conversation down, without passwords; nowhere when <see langword="null"/>.</param>
public sealed class SmtpClient(SmtpServer server, Transcript? transcript = null) : IAsyncDisposable
{
    private SmtpSession? _session;

    /// <summary>What the server offers; nothing before <see cref="ConnectAsync"/>.</summary>
    public SmtpOffer Offer => _session?.Offer ?? SmtpOffer.Nothing;

    /// <summary>
    /// Connects, encrypts and signs in, unless that is done. Not needed before sending; it is how settings are tried out.
    /// </summary>
    /// <exception cref="MailServerFailed">It cannot be done; the kind says who has to do what.</exception>
    public async Task ConnectAsync(CancellationToken cancellation = default)
    {
        if (_session is { IsBroken: false, Connection.HasUnread: false })
            return;
        await DropAsync().ConfigureAwait(false);
        _session = await SmtpSession.OpenAsync(server, transcript, cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// Sends one message. What is wrong with this message or its recipients is in the result; what is wrong with the server for every message
    /// is thrown, and then nothing was accepted.
    /// </summary>
    /// <returns>For each recipient what is certain, and whether it may be sent again.</returns>
    /// <exception cref="UnusableAddress">An address holds a line end, a space, an angle bracket or the like. Nothing was sent.</exception>
    /// <exception cref="MailServerFailed">No connection, or no signing in. Certainly not accepted.</exception>
    /// <exception cref="OperationCanceledException">
    /// Cancelled before the end of the message left: certainly not accepted. Cancelled after it, the result is returned, perhaps
    /// <see cref="SmtpOutcome.Unknown"/>.
    /// </exception>
    public async Task<SmtpResult> SendAsync(SmtpEnvelope envelope, SmtpMessage message, CancellationToken cancellation = default)
    {
        SmtpCommands.Check(envelope);
        var facts = await message.LookAsync(cancellation).ConfigureAwait(false);
        var isReused = await ReadyAsync(cancellation).ConfigureAwait(false);
        while (true)
        {
            var commands = SmtpCommands.For(envelope, facts, _session!.Offer);
            if (commands.Recipients.All(r => r.Refusal is not null))
                return NotEvenTried(envelope, commands);
            var transaction = new SmtpTransaction(_session, envelope, message, commands);
            var result = await transaction.RunAsync(cancellation).ConfigureAwait(false);
            if (!(isReused && transaction.MetClosedDoor))
                return result;
            transcript?.Add(Speaker.Note, "The server had closed the connection; once more");
            await DropAsync().ConfigureAwait(false);
            isReused = await ReadyAsync(cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Keeps the connection alive (NOOP, RFC 5321 section 4.1.1.9), or finds out that it is not.</summary>
    /// <returns>Whether there is a connection and the server answers on it.</returns>
    public Task<bool> IsAliveAsync(CancellationToken cancellation = default) =>
        _session is { IsBroken: false } ? TryAsync("NOOP", cancellation) : Task.FromResult(false);

    /// <summary>Says goodbye (QUIT, RFC 5321 section 4.1.1.10) and closes. Never fails: what was accepted stays accepted.</summary>
    public async Task QuitAsync(CancellationToken cancellation = default)
    {
        if (_session is { IsBroken: false })
            await TryAsync("QUIT", cancellation).ConfigureAwait(false);
        await DropAsync().ConfigureAwait(false);
    }

    /// <returns>Whether it is a connection that was used before.</returns>
    private async Task<bool> ReadyAsync(CancellationToken cancellation)
    {
        if (_session is { NeedsReset: true, IsBroken: false } && await TryAsync("RSET", cancellation).ConfigureAwait(false))
            _session.NeedsReset = false;
        else if (_session is { NeedsReset: true })
            _session.IsBroken = true;
        var former = _session;
        await ConnectAsync(cancellation).ConfigureAwait(false);
        return ReferenceEquals(former, _session);
    }

    private async Task<bool> TryAsync(string command, CancellationToken cancellation)
    {
        try
        {
            return !_session!.Connection.HasUnread && (await _session.AskAsync(command, cancellation).ConfigureAwait(false)).IsDone;
        }
        catch (MailServerFailed)
        {
            _session!.IsBroken = true;
            return false;
        }
        catch (OperationCanceledException)
        {
            _session!.IsBroken = true;
            throw;
        }
    }

    private static SmtpResult NotEvenTried(SmtpEnvelope envelope, SmtpCommands commands) =>
        SmtpResult.Of(
            [.. envelope.Recipients.Select((r, i) => new RecipientResult(r, SmtpOutcome.RefusedForGood, commands.Recipients[i].Refusal))],
            commands.Recipients[0].Refusal,
            failure: null,
            reports: false
        );

    private async Task DropAsync()
    {
        if (_session is not null)
            await _session.DisposeAsync().ConfigureAwait(false);
        _session = null;
    }

    /// <summary>Closes the connection without a word; <see cref="QuitAsync"/> is the polite way.</summary>
    public async ValueTask DisposeAsync() => await DropAsync().ConfigureAwait(false);
}
