using Amiable.Contacts;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Communications;

/// <summary>A message that can still be changed, and among whom its recipients are chosen.</summary>
public sealed class ShowCommunicationToEdit(AppDb db)
{
    public async Task<Result<CommunicationToEdit>> Run(CommunicationId id, CancellationToken ct)
    {
        if (await db.Communications.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct) is not { } communication)
            return new NotFound("communication");
        if (!communication.Status.IsWaiting())
            return new Refused("communication.not-waiting", "It has left or was cancelled: it can no longer be changed.");
        var account = await db.Accounts.AsNoTracking().SingleAsync(a => a.Id == communication.AccountId, ct);
        var organization = await db.Organizations.AsNoTracking().SingleAsync(ct);
        var contacts = await db
            .Contacts.AsNoTracking()
            .Where(c => c.AccountId == account.Id && c.Email != null && c.EmailStatus == EmailStatus.Valid)
            .OrderByDescending(c => c.IsPrimary)
            .ThenBy(c => c.FullName)
            .ToListAsync(ct);
        return new CommunicationToEdit(
            communication,
            account.Name,
            TimeZoneInfo.FindSystemTimeZoneById(account.Details.ZoneOr(organization.TimeZone)),
            [.. contacts.Select(c => new ReachableContact(c.Id, c.FullName, c.Email!, c.Role))]
        );
    }
}

/// <summary>What the form starts from.</summary>
public sealed record CommunicationToEdit(
    Communication Message,
    string AccountName,
    TimeZoneInfo Zone,
    IReadOnlyList<ReachableContact> Contacts
);

/// <summary>Somebody who may receive it.</summary>
public sealed record ReachableContact(ContactId Id, string Name, string Email, string? Role);
