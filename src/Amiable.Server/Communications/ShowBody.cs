using Amiable.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Communications;

/// <summary>The HTML of a message exactly as it is, or will be, sent; of a letter the sheet.</summary>
public sealed class ShowBody(AppDb db, ReadSheet readSheet, ShowLogo showLogo)
{
    public async Task<Result<string>> Run(CommunicationId id, CancellationToken ct)
    {
        var message = await db
            .Communications.Where(c => c.Id == id)
            .Select(c => new
            {
                c.Html,
                c.Status,
                c.Channel,
            })
            .SingleOrDefaultAsync(ct);
        if (message is null)
            return new NotFound("communication");
        if (message.Channel == FollowUp.Channel.Letter)
            return (await readSheet.Run(id, ct)).Value!.Sheet.Page;
        var logo = (await showLogo.Run(ct)).Value;
        if (logo is not { FitsInMail: true } || (!message.Status.IsWaiting() && !await LeftWith(logo, id, ct)))
            return message.Html;
        var name = await db.Organizations.Select(o => o.Name).SingleAsync(ct);
        return MailLogo.Preview(message.Html, logo, name);
    }

    // A message that left before the logo was there, or with another one, did not show it; nor does one that came in.
    private async Task<bool> LeftWith(Logo logo, CommunicationId id, CancellationToken ct) =>
        await db.ArchivedMimes.Where(m => m.CommunicationId == id && m.ErasedAt == null).Select(m => m.Bytes).SingleOrDefaultAsync(ct)
            is { } mime
        && MailLogo.IsIn(mime, logo.Hash);
}
