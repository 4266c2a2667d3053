using Amiable.Mail.Connections;

namespace Amiable.Mail.Smtp;

/// <summary>
/// One message on its way: MAIL, RCPT, DATA, content, dot (RFC 5321 section 3.3). Remembers each reply, so that whenever it ends it can say for every
/// recipient what is certain.
/// </summary>
internal sealed class SmtpTransaction(SmtpSession session, SmtpEnvelope envelope, SmtpMessage message, SmtpCommands commands)
{
    /// <summary>So many commands at once at most: their replies fit into the buffers of any network, so neither side waits for the other (RFC 2920 section 3.1).</summary>
    private const int MostAtOnce = 50;

    private static readonly byte[] FinalDot = ".\r\n"u8.ToArray();

    private readonly SmtpReply?[] _recipients = [.. commands.Recipients.Select(r => r.Refusal)];
    private SmtpReply? _mail;
    private SmtpReply? _data;
    private SmtpReply? _end;
    private bool _dotLeaves;

    /// <summary>Whether the content was begun: from here on the same message is not sent again on another connection without being asked to.</summary>
    public bool HasBegunContent { get; private set; }

    /// <summary>Whether nothing happened but that the server hung up.</summary>
    public bool MetClosedDoor { get; private set; }

    public async Task<SmtpResult> RunAsync(CancellationToken cancellation)
    {
        try
        {
            session.NeedsReset = true;
            await AskAllAsync(cancellation).ConfigureAwait(false);
            if (_data?.Code == 354)
                await SendContentAsync(cancellation).ConfigureAwait(false);
            MetClosedDoor = session.IsBroken && !HasBegunContent;
            return Result(null);
        }
        catch (MailServerFailed e)
        {
            session.IsBroken = true;
            MetClosedDoor = e.Kind == MailFailure.ConnectionLost && !HasBegunContent;
            return Result(e);
        }
        catch
        {
            session.IsBroken = true;
            throw;
        }
    }

    private async Task AskAllAsync(CancellationToken cancellation)
    {
        var open = Enumerable.Range(0, _recipients.Length).Where(i => _recipients[i] is null).ToList();
        var atOnce = session.Pipelines ? MostAtOnce : 1;
        // The steps are -1 for MAIL, the number of a recipient for RCPT, and -2 for DATA.
        foreach (var steps in open.Prepend(-1).Append(-2).Chunk(atOnce))
        {
            if (_mail is { IsDone: false } || session.IsBroken || (steps[0] == -2 && !AnyAccepted))
                return;
            foreach (var step in steps)
                await session
                    .WriteAsync(
                        step == -1 ? commands.Mail
                            : step == -2 ? "DATA"
                            : commands.Recipients[step].Command,
                        cancellation
                    )
                    .ConfigureAwait(false);
            foreach (var step in steps)
                Keep(
                    step,
                    await session
                        .ReadAsync(step == -2 ? session.Timeouts.DataStart : session.Timeouts.Command, cancellation)
                        .ConfigureAwait(false)
                );
        }
    }

    private void Keep(int step, SmtpReply reply)
    {
        var isExpected = reply.IsPassing || reply.IsFinal || (step == -2 ? reply.Code == 354 : reply.IsDone);
        if (!isExpected)
            throw new MailServerFailed(MailFailure.Garbled, $"The server answered {reply} where that makes no sense.");
        if (step == -1)
            _mail = reply;
        else if (step == -2)
            _data = reply;
        else
            _recipients[step] = reply;
    }

    private bool AnyAccepted => _mail is { IsDone: true } && _recipients.Any(r => r is { IsDone: true });

    private async Task SendContentAsync(CancellationToken cancellation)
    {
        if (session.Connection.HasUnread)
            throw new MailServerFailed(
                MailFailure.Garbled,
                "The server gave more replies than it was asked for; the message was not sent."
            );
        if (!AnyAccepted)
        {
            // RFC 2920 section 3.1: DATA went along before we knew that nobody is left; an empty message ends it.
            await session.Connection.WriteAsync(FinalDot, session.Timeouts.DataBlock, cancellation).ConfigureAwait(false);
            await session.ReadAsync(session.Timeouts.DataEnd, cancellation).ConfigureAwait(false);
            return;
        }
        HasBegunContent = true;
        await WriteContentAsync(cancellation).ConfigureAwait(false);
        _end = await EndAsync(cancellation).ConfigureAwait(false);
        session.NeedsReset = false;
    }

    private async Task WriteContentAsync(CancellationToken cancellation)
    {
        var writer = new DataWriter(session.Connection, session.Timeouts.DataBlock, cancellation);
        try
        {
            await message.EachPieceAsync(writer.WriteAsync, cancellation).ConfigureAwait(false);
            await writer.EndAsync().ConfigureAwait(false);
        }
        catch (MailServerFailed e) when (e.Kind == MailFailure.ConnectionLost)
        {
            // Some servers say why before they hang up in the middle: too large, a virus.
            if (await LastWordAsync(cancellation).ConfigureAwait(false) is { } reply)
                _data = reply;
            throw;
        }
    }

    private async Task<SmtpReply?> LastWordAsync(CancellationToken cancellation)
    {
        try
        {
            var (reply, _) = await SmtpReplyReader
                .ReadAsync(session.Connection, TimeSpan.FromSeconds(1), cancellation)
                .ConfigureAwait(false);
            return reply.IsPassing || reply.IsFinal ? reply : null;
        }
        catch (MailServerFailed)
        {
            return null;
        }
    }

    /// <summary>From the dot on, cancelling is no longer obeyed at once: the reply decides whether the message was delivered or not.</summary>
    private async Task<SmtpReply> EndAsync(CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource();
        using var registration = cancellation.Register(() => patience.CancelAfter(session.Timeouts.DataEndWhenCancelled));
        try
        {
            _dotLeaves = true;
            session.Connection.Said($"(message, {commands.Bytes} bytes)");
            await session.Connection.WriteAsync(FinalDot, session.Timeouts.DataBlock, patience.Token).ConfigureAwait(false);
            await session.Connection.FlushAsync(session.Timeouts.DataBlock, patience.Token).ConfigureAwait(false);
            var reply = await session.ReadAsync(session.Timeouts.DataEnd, patience.Token).ConfigureAwait(false);
            if (!(reply.IsDone || reply.IsPassing || reply.IsFinal))
                throw new MailServerFailed(MailFailure.Garbled, $"The server answered {reply} to the end of the message.");
            if (
                session.Connection.HasUnread
                && (await session.ReadAsync(session.Timeouts.Command, patience.Token).ConfigureAwait(false)).Code != 421
            )
                throw new MailServerFailed(MailFailure.Garbled, "The server gave more replies than it was asked for.");
            return reply;
        }
        catch (OperationCanceledException e)
        {
            throw MailServerFailed.Passing(MailFailure.TimedOut, "Cancelled before the server had answered the end of the message.", e);
        }
    }

    private SmtpResult Result(MailServerFailed? failure)
    {
        var results = new RecipientResult[_recipients.Length];
        for (var i = 0; i < results.Length; i++)
            results[i] = new(envelope.Recipients[i], OutcomeOf(_recipients[i]), ReplyOf(_recipients[i]));
        return SmtpResult.Of(results, _end ?? _data ?? (_mail is { IsDone: false } ? _mail : null), failure, commands.AsksForReports) with
        {
            IsSenderRefused = _mail is { IsDone: false },
        };
    }

    /// <summary>The reply that settles it for this recipient, if any did.</summary>
    private SmtpReply? ReplyOf(SmtpReply? own)
    {
        if (own is { IsDone: false } && _mail is not { IsDone: false })
            return own;
        return _mail is { IsDone: false }
            ? _mail
            : _end
                ?? (
                    _dotLeaves ? null
                    : _data is { Code: not 354 } ? _data
                    : null
                );
    }

    private SmtpOutcome OutcomeOf(SmtpReply? own) =>
        ReplyOf(own) switch
        {
            { IsDone: true } => SmtpOutcome.Accepted,
            { IsFinal: true } => SmtpOutcome.RefusedForGood,
            null when _dotLeaves => SmtpOutcome.Unknown,
            _ => SmtpOutcome.RefusedForNow,
        };
}
