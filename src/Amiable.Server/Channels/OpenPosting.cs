using System.Security.Cryptography;
using Amiable.Integrations.Pingen;
using Amiable.Platform.Secrets;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Channels;

/// <summary>The service that posts letters, ready to be asked.</summary>
public sealed class OpenPosting(AppDb db, SecretBox secrets)
{
    internal const string Purpose = "Amiable.Posting";

    internal static Problem None => new Refused("posting.none", "No service posts letters: enter one in the settings.");

    public async Task<Result<OpenedPosting>> Run(CancellationToken ct)
    {
        if (await db.PostingChannels.AsNoTracking().SingleOrDefaultAsync(ct) is not { } channel)
            return None;
        try
        {
            return new OpenedPosting(channel.Service, PingenClient.Of(channel.Service, secrets.Reveal(Purpose, channel.Secret)));
        }
        catch (CryptographicException)
        {
            return new Refused("posting.secret-lost", "The stored secret of the posting service cannot be read any more: type it again.");
        }
    }
}

/// <summary>A service with its secret in clear; never kept.</summary>
public sealed record OpenedPosting(PostingSettings Settings, PingenClient Client)
{
    public PingenWay Way => PingenWay.Of(Settings);
}
