using Amiable.Organizations;
using Amiable.Writing;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Communications;

/// <summary>The HTML of a message exactly as it is, or will be, sent; with another text, as it would be sent then.</summary>
public sealed class ShowBody(AppDb db, ShowLogo showLogo)
{
    public async Task<Result<string>> Run(CommunicationId id, string? editedText, CancellationToken ct)
    {
        var message = await db
            .Communications.Where(c => c.Id == id)
            .Select(c => new
            {
                c.Text,
                c.Html,
                c.Language,
                c.Status,
            })
            .SingleOrDefaultAsync(ct);
        if (message is null)
            return new NotFound("communication");
        var html = editedText is null ? message.Html : EditedText.HtmlOf(editedText, message.Text, message.Html, message.Language);
        var logo = (await showLogo.Run(ct)).Value;
        if (logo is not { FitsInMail: true } || (!message.Status.IsWaiting() && !await LeftWith(logo, id, ct)))
            return html;
        var name = await db.Organizations.Select(o => o.Name).SingleAsync(ct);
        return MailLogo.Preview(html, logo, name);
    }

    // A message that left before the logo was there, or with another one, did not show it; nor does one that came in.
    private async Task<bool> LeftWith(Logo logo, CommunicationId id, CancellationToken ct) =>
        await db.ArchivedMimes.Where(m => m.CommunicationId == id && m.ErasedAt == null).Select(m => m.Bytes).SingleOrDefaultAsync(ct)
            is { } mime
        && MailLogo.IsIn(mime, logo.Hash);
}
