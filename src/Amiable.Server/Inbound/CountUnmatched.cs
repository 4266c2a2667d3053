using Microsoft.EntityFrameworkCore;

namespace Amiable.Inbound;

/// <summary>How many mails wait for a person to say to whom they belong.</summary>
public sealed class CountUnmatched(AppDb db)
{
    public Task<int> Run(CancellationToken ct) => db.InboundMails.CountAsync(m => m.State == InboundState.Unmatched, ct);
}
