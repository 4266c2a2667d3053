using Amiable.Mail.Connections;
using Amiable.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Channels;

/// <summary>By which ways mail leaves and comes in, without any secret.</summary>
public sealed class ShowChannels(AppDb db, CurrentMember current)
{
    public async Task<ChannelsView> Run(CancellationToken ct)
    {
        var organization = await db.Organizations.AsNoTracking().SingleAsync(ct);
        var channel = await db.MailChannels.AsNoTracking().SingleOrDefaultAsync(ct);
        var cursor = await db.MailboxCursors.AsNoTracking().SingleOrDefaultAsync(ct);
        var members = await db
            .Members.AsNoTracking()
            .OrderBy(m => m.LastName)
            .ThenBy(m => m.FirstName)
            .Select(m => new MailChoice(m.Id, m.FirstName + " " + m.LastName, m.Email))
            .ToListAsync(ct);
        return new()
        {
            Organization = organization.Id,
            Currency = organization.Currency,
            Texts = channel?.Texts is { } texts ? texts with { Secret = null } : null,
            AgentName = organization.AgentName,
            Address = organization.AgentEmail,
            OrganizationVersion = organization.Version,
            Version = channel?.Version ?? 0,
            Sending = ServerView.Of(channel?.Smtp),
            Way = channel?.InboundWay ?? InboundWay.None,
            Mailbox = ServerView.Of(channel?.Imap),
            Folder = channel?.ImapFolder ?? "INBOX",
            MoveTo = channel?.ImapMoveTo,
            HasPlusAddresses = channel?.HasPlusAddresses ?? false,
            TrustedReceiver = channel?.TrustedReceiver,
            ReadAt = cursor?.ReadAt,
            Trouble = cursor?.Trouble,
            MostPerHour = organization.Policy.MostPerHour,
            MostPerAccountAndWeek = organization.Policy.MostPerAccountAndWeek,
            Members = members,
            Reader = current.Id,
        };
    }
}

/// <summary>A member, to whom a test mail may go.</summary>
public sealed record MailChoice(MemberId Id, string Name, string Email);

/// <summary>A server as it is shown: whether there is a password, and never which.</summary>
public sealed record ServerView(string Host, int Port, Encryption Encryption, string? User, bool HasPassword, string? PinnedCertificate)
{
    internal static ServerView? Of(MailServerSettings? server) =>
        server is null
            ? null
            : new(server.Host, server.Port, server.Encryption, server.User, server.Secret is not null, server.PinnedCertificate);
}

public sealed record ChannelsView
{
    public required OrganizationId Organization { get; init; }
    public required string Currency { get; init; }

    /// <summary>The provider of text messages, without its token; null for none.</summary>
    public required TextSettings? Texts { get; init; }
    public required string AgentName { get; init; }
    public required string Address { get; init; }
    public required int OrganizationVersion { get; init; }

    /// <summary>Of the channel; 0 as long as there is none.</summary>
    public required int Version { get; init; }

    /// <summary>Null as long as messages go to the outbox folder.</summary>
    public required ServerView? Sending { get; init; }
    public required InboundWay Way { get; init; }
    public required ServerView? Mailbox { get; init; }
    public required string Folder { get; init; }
    public required string? MoveTo { get; init; }
    public required bool HasPlusAddresses { get; init; }
    public required string? TrustedReceiver { get; init; }

    /// <summary>When the mailbox was last looked into.</summary>
    public required DateTimeOffset? ReadAt { get; init; }

    /// <summary>Why it cannot be read at the moment.</summary>
    public required string? Trouble { get; init; }
    public required int MostPerHour { get; init; }
    public required int MostPerAccountAndWeek { get; init; }
    public required IReadOnlyList<MailChoice> Members { get; init; }

    /// <summary>Who looks at it.</summary>
    public required MemberId Reader { get; init; }

    /// <summary>What comes behind the @.</summary>
    public string Domain => Address[(Address.LastIndexOf('@') + 1)..];
}
