using Microsoft.EntityFrameworkCore;

namespace Amiable.Channels;

/// <summary>By whom letters are posted, without the secret.</summary>
public sealed class ShowPosting(AppDb db)
{
    public async Task<PostingView> Run(CancellationToken ct)
    {
        var channel = await db.PostingChannels.AsNoTracking().SingleOrDefaultAsync(ct);
        var currency = await db.Organizations.Select(o => o.Currency).SingleAsync(ct);
        return new(channel?.Version ?? 0, channel?.Service, currency);
    }
}

/// <param name="Version">0 as long as there is none.</param>
/// <param name="Settings">Null as long as members post the letters.</param>
/// <param name="Currency">That of the organization.</param>
public sealed record PostingView(int Version, PostingSettings? Settings, string Currency);
