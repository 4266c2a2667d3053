using System.Globalization;
using Amiable.Contacts;
using Amiable.Organizations;
using Amiable.Platform.Notices;
using Amiable.Platform.Secrets;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Members;

/// <summary>Invites somebody by mail, in the organization's language; asked again, the earlier link stops working and a new one is sent.</summary>
public sealed class InviteMember(AppDb db, SendNotice send, CurrentMember current, Today today)
{
    // No team invites more in a day; whoever took a login over would otherwise have us write to the whole world.
    private const int MostADay = 100;

    /// <param name="email">Whom.</param>
    /// <param name="page">The page that the link leads to; the secret follows it.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<Done>> Run(string email, Uri page, CancellationToken ct)
    {
        var address = Member.Address(email);
        if (!EmailAddress.IsValid(address))
            return new Invalid("email", "not-an-address", "This is not an e-mail address.");
        if (await db.Members.AnyAsync(m => m.Email == address, ct))
            return new Invalid("email", "member.already", "This person is a member already.");
        var yesterday = today.Now.AddDays(-1);
        if (await db.Invitations.CountAsync(i => i.SentAt > yesterday, ct) >= MostADay)
            return new Invalid("email", "invitation.too-many", "More than 100 people were invited within a day. Go on tomorrow.");
        var invitation = await db.Invitations.SingleOrDefaultAsync(i => i.Email == address, ct);
        if (invitation is null)
            db.Invitations.Add(invitation = new(today.NewId<InvitationId>(), address, current.Name ?? ""));
        return await Send(invitation, page, ct);
    }

    /// <summary>Sends it once more, for seven days from now.</summary>
    public async Task<Result<Done>> Again(InvitationId id, Uri page, CancellationToken ct) =>
        await db.Invitations.SingleOrDefaultAsync(i => i.Id == id, ct) is { } invitation
            ? await Send(invitation, page, ct)
            : new NotFound("invitation");

    private async Task<Result<Done>> Send(Invitation invitation, Uri page, CancellationToken ct)
    {
        var organization = await db.Organizations.AsNoTracking().SingleAsync(ct);
        var secret = LinkSecret.New();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        invitation.Send(LinkSecret.Hash(secret), today.Now);
        if ((await db.Save(ct)).Problem is { } lost)
            return lost;
        var link = $"{page}/{new OwnedSecret(organization.Id, invitation.Id.Value, secret)}";
        var lastDay = DateOnly.FromDateTime(
            TimeZoneInfo.ConvertTime(invitation.ExpiresAt, TimeZoneInfo.FindSystemTimeZoneById(organization.TimeZone)).DateTime
        );
        var until = lastDay.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo(organization.Language));
        var sent = await send.Run(
            invitation.Email,
            NoticeKind.Invitation,
            organization.Language,
            link,
            [current.Name ?? organization.Name, organization.Name, until],
            ct
        );
        // No mail, no invitation; and the link of the earlier mail goes on working.
        if (sent.Problem is null)
            await transaction.CommitAsync(ct);
        return sent;
    }
}
