using Amiable.Mail.Mime;
using Amiable.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Inbound;

/// <summary>A member, or who is in charge of an account, as the writer of a mail to the agent.</summary>
/// <param name="Name">Theirs.</param>
/// <param name="Member">Null for who is no member.</param>
/// <param name="Only">The accounts they may speak of; null for all.</param>
public sealed record MailWriter(string Name, MemberId? Member, IReadOnlyCollection<AccountId>? Only);

/// <summary>Who of the team wrote a mail to the agent itself, as far as the receiving server proved it.</summary>
public sealed class FindMailWriter(AppDb db)
{
    /// <returns>Null for everybody else, and for whoever cannot be told from somebody who claims to be them.</returns>
    public async Task<MailWriter?> Run(MimeMessage message, CancellationToken ct)
    {
        if (await db.MailChannels.AsNoTracking().SingleOrDefaultAsync(ct) is not { } channel)
            return null;
        var agent = await db.Organizations.Select(o => o.AgentEmail).SingleAsync(ct);
        var isToAgent = message.Headers.All("To").SelectMany(h => Mailbox.ReadList(h.Text).Take(20)).Any(m => Same(m.Address, agent));
        if (!isToAgent || ProvenSender.Of(message, channel.TrustedReceiver) is not { } address)
            return null;
        if (await db.Members.AsNoTracking().SingleOrDefaultAsync(m => m.Email == address, ct) is { } member)
            return new(member.FullName, member.Id, null);
        var referents = (await db.Referents.AsNoTracking().ToListAsync(ct)).Where(r => Member.Address(r.Email) == address).ToList();
        return referents.Count == 0 ? null : new(referents[0].FullName, null, [.. referents.Select(r => r.AccountId).Distinct()]);
    }

    private static bool Same(string one, string other) => one.Trim().Equals(other.Trim(), StringComparison.OrdinalIgnoreCase);
}
