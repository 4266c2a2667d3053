using Microsoft.EntityFrameworkCore;

namespace Amiable.Inbound;

/// <summary>A member says that a mail is none of the agent's business: it waits no longer.</summary>
public sealed class SetInboundMailAside(AppDb db)
{
    public async Task<Result<Done>> Run(InboundMailId id, CancellationToken ct)
    {
        if (await db.InboundMails.SingleOrDefaultAsync(m => m.Id == id, ct) is not { } mail)
            return new NotFound("mail");
        if (mail.State != InboundState.Unmatched)
            return new Refused("inbox.not-waiting", "Somebody has dealt with it already.");
        mail.SetAside();
        return await db.Save(ct);
    }
}
