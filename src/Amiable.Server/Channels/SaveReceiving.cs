using System.Text.RegularExpressions;
using Amiable.Platform.Secrets;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Channels;

/// <summary>How mail comes in, as it is typed.</summary>
/// <param name="Way">By which way.</param>
/// <param name="Server">The mailbox; looked at only when it is read.</param>
/// <param name="Folder">The folder read there; empty for INBOX.</param>
/// <param name="MoveTo">Where a mail is moved once read; empty to leave it.</param>
/// <param name="HasPlusAddresses">Whether "agent+anything@…" arrives.</param>
/// <param name="TrustedReceiver">The name in Authentication-Results; empty for none.</param>
public sealed record ReceivingEntry(
    InboundWay Way,
    ServerEntry Server,
    string Folder,
    string MoveTo,
    bool HasPlusAddresses,
    string TrustedReceiver
);

/// <summary>From now on mail comes in like this.</summary>
public sealed partial class SaveReceiving(AppDb db, SecretBox secrets, MailNetwork network, CurrentOrganization organization, Today today)
{
    private const int LongestFolder = 200;

    /// <param name="version">The version the change was made from; 0 when there was nothing.</param>
    /// <param name="entry">What was typed.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The secret of the webhook when one was made, this once.</returns>
    public async Task<Result<string?>> Run(int version, ReceivingEntry entry, CancellationToken ct)
    {
        var channel = await db.MailChannels.SingleOrDefaultAsync(ct);
        if ((channel?.Version ?? 0) != version)
            return new ChangedMeanwhile();
        if (Check(entry) is { } problem)
            return problem;
        MailServerSettings? imap = null;
        if (entry.Way == InboundWay.Imap)
        {
            var read = await entry.Server.Read(channel?.Imap, secrets, network, ct);
            if (read.Problem is { } wrong)
                return wrong;
            imap = read.Value;
        }
        channel ??= db.AddChannel(secrets, today);
        if (!IsSameMailbox(channel, imap, Folder(entry)))
            await ForgetPosition(channel, ct);
        (channel.InboundWay, channel.Imap, channel.ImapFolder) = (entry.Way, imap, Folder(entry));
        channel.ImapMoveTo = Line(entry.MoveTo);
        channel.HasPlusAddresses = entry.HasPlusAddresses;
        channel.TrustedReceiver = Line(entry.TrustedReceiver)?.ToLowerInvariant();
        string? secret = null;
        if (entry.Way != InboundWay.Webhook)
            channel.WebhookSecretHash = null;
        else if (channel.WebhookSecretHash is null)
            secret = Webhook.Renew(channel, organization.Id);
        return (await db.SaveOnly(ct)).Problem is { } lost ? lost : new Result<string?>(secret, null);
    }

    private static Invalid? Check(ReceivingEntry entry)
    {
        if (entry.Way == InboundWay.Imap && string.IsNullOrWhiteSpace(entry.Server.User))
            return new Invalid("user", "channels.no-user", "Write the user name: a mailbox is opened by signing in.");
        if (!IsFolder(entry.Folder))
            return new Invalid("folder", "channels.folder", "Write the name of the folder on one line of at most 200 characters.");
        if (!IsFolder(entry.MoveTo))
            return new Invalid("moveTo", "channels.folder", "Write the name of the folder on one line of at most 200 characters.");
        if (Line(entry.MoveTo) is { } target && string.Equals(target, Folder(entry), StringComparison.OrdinalIgnoreCase))
            return new Invalid("moveTo", "channels.same-folder", "Choose another folder than the one that is read.");
        return Line(entry.TrustedReceiver) is { } name && !ReceiverName().IsMatch(name)
            ? new Invalid("trustedReceiver", "channels.receiver", "Write the name as it stands in the header, such as mx.example.com.")
            : null;
    }

    private static bool IsFolder(string text) => text.Length <= LongestFolder && !text.Any(char.IsControl);

    private static string Folder(ReceivingEntry entry) => Line(entry.Folder) ?? "INBOX";

    private static string? Line(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static bool IsSameMailbox(MailChannel channel, MailServerSettings? imap, string folder) =>
        channel.Imap is { } former && imap is not null && (former.Host, former.User, channel.ImapFolder) == (imap.Host, imap.User, folder);

    // How far another mailbox was read says nothing of this one.
    private async Task ForgetPosition(MailChannel channel, CancellationToken ct)
    {
        if (await db.MailboxCursors.SingleOrDefaultAsync(c => c.Id == channel.Id, ct) is { } cursor)
            db.MailboxCursors.Remove(cursor);
    }

    [GeneratedRegex(@"^[A-Za-z0-9]([A-Za-z0-9._-]{0,251}[A-Za-z0-9])?$")]
    private static partial Regex ReceiverName();
}

/// <summary>Gives the webhook another secret: the former one opens nothing from now on.</summary>
public sealed class RenewWebhookSecret(AppDb db, CurrentOrganization organization)
{
    /// <returns>The new secret, this once.</returns>
    public async Task<Result<string>> Run(int version, CancellationToken ct)
    {
        var channel = await db.MailChannels.SingleOrDefaultAsync(ct);
        if (channel is not { InboundWay: InboundWay.Webhook })
            return new NotFound("webhook");
        if (channel.Version != version)
            return new ChangedMeanwhile();
        var secret = Webhook.Renew(channel, organization.Id);
        return (await db.Save(ct)).Problem is { } problem ? problem : secret;
    }
}

/// <summary>Where a mail server hands over what comes in, and what it has to know for that.</summary>
public static class Webhook
{
    /// <summary>What stands in its address; only the hash of its last part is kept. Read it with <see cref="Platform.Secrets.OwnedSecret.Parse"/>.</summary>
    internal static string Renew(MailChannel channel, OrganizationId organization)
    {
        var secret = OwnedSecret.New(organization, channel.Id.Value);
        channel.WebhookSecretHash = LinkSecret.Hash(secret.Secret);
        return secret.ToString();
    }
}
