using System.Security.Cryptography;
using Amiable.Channels;
using Amiable.Communications;
using Amiable.Integrations.Outbox;
using Amiable.Mail.Connections;
using Amiable.Mail.Smtp;
using Amiable.Platform.Secrets;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Integrations.Smtp;

/// <summary>
/// The mailer: by the SMTP server of the organization where there is one, by that of the operator for the installation's own mails, else into the outbox
/// folder. One connection serves all the mails of a scope.
/// </summary>
public sealed class ConfiguredMailer(
    AppDb db,
    CurrentOrganization current,
    OutboxFolder outbox,
    SecretBox secrets,
    MailNetwork network,
    SmtpLine line,
    Today today
) : IMailer, IAsyncDisposable, IDisposable
{
    private static readonly TimeSpan ForGoodbye = TimeSpan.FromSeconds(5);

    private SmtpClient? _client;
    private object? _clientOf;

    public async Task<Handover> Send(OutgoingMail mail, CancellationToken ct)
    {
        try
        {
            return await Client(mail.Organization, ct) is { } client ? await Give(client, mail, ct) : await outbox.Send(mail, ct);
        }
        catch (MailServerFailed failed)
        {
            return new(HandoverOutcome.ServerFailed, [], failed.Message);
        }
        catch (CryptographicException)
        {
            return new(HandoverOutcome.ServerFailed, [], "The stored password of the mail server cannot be read any more. Enter it again.");
        }
        catch (UnusableAddress unusable)
        {
            return new(HandoverOutcome.RefusedForGood, [], unusable.Message);
        }
    }

    /// <summary>Null for the outbox folder. Asked anew for each mail: what a member changes holds from the next one on.</summary>
    private async Task<SmtpClient?> Client(OrganizationId? organization, CancellationToken ct)
    {
        if (organization is null)
            return line.OfInstallation() is { } own ? await Client(nameof(SmtpLine.OfInstallation), () => own) : null;
        if (organization != current.Id)
            throw new InvalidOperationException("A mail leaves in the scope of the organization in whose name it is.");
        var channel = await db.MailChannels.AsNoTracking().SingleOrDefaultAsync(ct);
        return channel?.Smtp is { } settings ? await Client(settings, () => line.To(settings.Open(secrets, network))) : null;
    }

    private async Task<SmtpClient> Client(object of, Func<SmtpServer> server)
    {
        if (_client is not null && of.Equals(_clientOf))
            return _client;
        await DisposeAsync();
        (_client, _clientOf) = (new(server()), of);
        return _client;
    }

    private async Task<Handover> Give(SmtpClient client, OutgoingMail mail, CancellationToken ct)
    {
        var envelope = new SmtpEnvelope(mail.From, mail.To)
        {
            Reports = new(ReportOn.Failure | ReportOn.Delay, HeadersOnly: true, EnvelopeId: mail.Id.ToString("N")),
        };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(line.Longest);
        try
        {
            return Read(await client.SendAsync(envelope, SmtpMessage.Of(mail.Mime), limit.Token));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new(
                HandoverOutcome.ServerFailed,
                [],
                $"The server needed more than {line.Longest.TotalMinutes:0} minutes for one mail."
            );
        }
    }

    private Handover Read(SmtpResult result)
    {
        var outcome = result.Outcome switch
        {
            SmtpOutcome.Accepted or SmtpOutcome.PartlyAccepted => HandoverOutcome.Taken,
            SmtpOutcome.Unknown => HandoverOutcome.Unknown,
            _ when RefusedMail.IsAboutUs(result) => HandoverOutcome.ServerFailed,
            SmtpOutcome.RefusedForGood => HandoverOutcome.RefusedForGood,
            _ => HandoverOutcome.RefusedForNow,
        };
        var refused = outcome == HandoverOutcome.ServerFailed ? [] : RefusedMail.News(result, today.Now);
        return new(outcome, refused, result.Outcome == SmtpOutcome.Accepted ? "" : RefusedMail.Said(result));
    }

    /// <summary>Says goodbye to the server, if one was spoken to.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_client is not { } client)
            return;
        (_client, _clientOf) = (null, null);
        using var limit = new CancellationTokenSource(ForGoodbye);
        try
        {
            await client.QuitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            // It keeps silent: then without a word.
        }
        finally
        {
            await client.DisposeAsync();
        }
    }

    /// <summary>For a scope that ends without waiting: the connection is closed without a word, and what was taken stays taken.</summary>
    public void Dispose()
    {
        _client?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        (_client, _clientOf) = (null, null);
    }
}
