using Amiable.Mail.DeliveryReports;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Communications;

/// <summary>Notes what servers report of the delivery of messages of ours.</summary>
public sealed class RecordDelivery(AppDb db)
{
    /// <returns>Whether any of them is about a message of ours.</returns>
    public async Task<bool> Run(IReadOnlyList<DeliveryReport> reports, DateTimeOffset at, CancellationToken ct)
    {
        var ids = reports.Select(r => r.OriginalMessageId).OfType<string>().ToList();
        var addresses = reports.Select(r => r.Recipient).OfType<string>().ToList();
        return await db.Communications.AnyAsync(c => c.MailId != null && ids.Contains(c.MailId), ct)
            || await db.Contacts.AnyAsync(c => c.Email != null && addresses.Contains(c.Email), ct);
    }
}
