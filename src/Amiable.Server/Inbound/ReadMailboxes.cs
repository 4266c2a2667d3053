using Amiable.Platform.Health;
using Amiable.Platform.Jobs;

namespace Amiable.Inbound;

/// <summary>
/// Follows the mailbox of every organization that has one, each on its own: a broken server disturbs nobody else. Looks every few seconds for mailboxes that
/// were added, changed or taken away.
/// </summary>
public sealed partial class ReadMailboxes(
    AllOrganizations organizations,
    Pace pace,
    Pulse pulse,
    Leading leading,
    ILogger<ReadMailboxes> log
) : BackgroundService
{
    private readonly Dictionary<OrganizationId, Follower> _followers = [];

    private sealed record Follower(MailboxToRead Mailbox, CancellationTokenSource Stop, Task Work);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await pulse.Beat(JobNames.Mailboxes, Look, stoppingToken);
                await Task.Delay(pace.Mailboxes, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { }
        finally
        {
            await Task.WhenAll(_followers.Keys.ToList().Select(End));
        }
    }

    private async Task Look(Pulse.Run run, CancellationToken ct)
    {
        if (!await leading.IsOurs(ct))
        {
            // Another process reads them, and goes on from what was stored.
            run.Rest();
            await Task.WhenAll(_followers.Keys.ToList().Select(End));
            return;
        }
        IReadOnlyList<OrganizationId> all;
        try
        {
            all = [.. (await organizations.List(ct)).Select(o => o.Id)];
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            run.Failed(failure);
            NotListed(log, failure);
            return;
        }
        foreach (var gone in _followers.Keys.Except(all).ToList())
            await End(gone);
        foreach (var organization in all)
            try
            {
                await Follow(organization, ct);
                await organizations.For(organization, s => s.GetRequiredService<MatchWaitingMails>().Run(ct));
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                run.Failed(failure);
                Failed(log, failure, organization.Value);
            }
    }

    private async Task Follow(OrganizationId organization, CancellationToken ct)
    {
        var wanted = await organizations.For(organization, s => s.GetRequiredService<ShowMailboxToRead>().Run(ct));
        if (_followers.TryGetValue(organization, out var running))
        {
            if (!running.Work.IsCompleted && running.Mailbox.Channel == wanted?.Channel && running.Mailbox.Version == wanted.Version)
                return;
            await End(organization);
            // How far it was read has moved until it ended.
            wanted = await organizations.For(organization, s => s.GetRequiredService<ShowMailboxToRead>().Run(ct));
        }
        if (wanted is null)
            return;
        var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        _followers[organization] = new(wanted, stop, Task.Run(() => Read(organization, wanted, stop.Token), CancellationToken.None));
    }

    private async Task End(OrganizationId organization)
    {
        if (!_followers.Remove(organization, out var follower))
            return;
        await follower.Stop.CancelAsync();
        await follower.Work;
        follower.Stop.Dispose();
    }

    /// <summary>Never throws. When storing fails it ends, and the next look begins again from what was stored.</summary>
    private async Task Read(OrganizationId organization, MailboxToRead mailbox, CancellationToken ct)
    {
        try
        {
            var follower = new Mail.Imap.MailboxFollower(mailbox.Server, mailbox.Options);
            await foreach (var happened in follower.FollowAsync(mailbox.From, ct))
            {
                Tell(organization, happened);
                var stored = await organizations.For(
                    organization,
                    s => s.GetRequiredService<TakeMailboxEvent>().Run(mailbox.Channel, happened, ct)
                );
                if (stored is { } mail)
                    await Match(organization, mail, ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested) { }
        catch (Exception failure)
        {
            Failed(log, failure, organization.Value);
        }
    }

    // What cannot be matched now is tried again; the mails behind it must not wait for it.
    private async Task Match(OrganizationId organization, InboundMailId mail, CancellationToken ct)
    {
        try
        {
            await organizations.For(
                organization,
                async services =>
                {
                    await services.GetRequiredService<MatchMail>().Run(mail, ct);
                    return new Done();
                }
            );
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Failed(log, failure, organization.Value);
        }
    }

    private void Tell(OrganizationId organization, Mail.Imap.MailboxEvent happened)
    {
        if (happened is Mail.Imap.FollowingInterrupted interrupted)
            Interrupted(log, organization.Value, interrupted.Failure.Kind, interrupted.RetryIn);
        else if (happened is Mail.Imap.MailArrived { Content: null } lost)
            PassedOver(log, organization.Value, lost.Summary.Uid);
        else if (happened is Mail.Imap.FilingFailed filing)
            NotFiled(log, organization.Value, filing.Uid, filing.Failure.Kind);
    }

    [LoggerMessage(LogLevel.Error, "The organizations could not be listed; tried again in a moment")]
    private static partial void NotListed(ILogger log, Exception failure);

    [LoggerMessage(LogLevel.Error, "Reading the mail of {Organization} failed; it goes on from what was stored")]
    private static partial void Failed(ILogger log, Exception failure, Guid organization);

    [LoggerMessage(LogLevel.Warning, "The mailbox of {Organization} cannot be read ({Kind}); tried again in {RetryIn}")]
    private static partial void Interrupted(ILogger log, Guid organization, Mail.Connections.MailFailure kind, TimeSpan retryIn);

    [LoggerMessage(LogLevel.Error, "The server never gave mail {Uid} of {Organization}: it was passed over and stays in the mailbox")]
    private static partial void PassedOver(ILogger log, Guid organization, uint uid);

    [LoggerMessage(LogLevel.Warning, "Mail {Uid} of {Organization} was read and could not be marked or moved ({Kind})")]
    private static partial void NotFiled(ILogger log, Guid organization, uint uid, Mail.Connections.MailFailure kind);
}
