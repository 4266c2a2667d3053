using System.Text;
using Amiable.Platform.Secrets;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Platform.OAuth;

/// <summary>Which program this is, and whether it proves it (OAuth 2.1 section 2.4): in the header, in the form, or not at all where it has no secret.</summary>
public sealed class CheckClient(AppDb db)
{
    private const string Basic = "Basic ";

    /// <param name="authorization">The header.</param>
    /// <param name="form">What was sent.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<OAuthClient>> Run(string authorization, OAuthParameters form, CancellationToken ct)
    {
        var (id, secret) = (form["client_id"], form["client_secret"]);
        if (authorization.Length > 0)
        {
            if (Read(authorization) is not { } header)
                return Unknown();
            if (secret is not null || (id is not null && id != header.Id))
                return new OAuthFault("invalid_request", "Say who you are once: in the header or in the body.");
            (id, secret) = (header.Id, header.Secret is { Length: > 0 } given ? given : null);
        }
        if (
            !Guid.TryParse(id, out var known)
            || await db.OAuthClients.AsNoTracking().SingleOrDefaultAsync(c => c.Id == known, ct) is not { } client
        )
            return Unknown();
        var isProven = client.SecretHash is { } hash ? secret is not null && LinkSecret.Fits(secret, hash) : secret is null;
        return isProven ? client : Unknown();
    }

    private static OAuthFault Unknown() => new("invalid_client", "There is no such client, or it did not prove to be it.");

    // Name and secret are written as in a form before they are put together (RFC 6749 section 2.3.1).
    private static (string Id, string Secret)? Read(string authorization)
    {
        if (!authorization.StartsWith(Basic, StringComparison.OrdinalIgnoreCase))
            return null;
        var bytes = new byte[authorization.Length];
        if (!Convert.TryFromBase64String(authorization[Basic.Length..].Trim(), bytes, out var length))
            return null;
        return Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) is [var id, var secret] ? (Plain(id), Plain(secret)) : null;
    }

    private static string Plain(string written) => Uri.UnescapeDataString(written.Replace('+', ' '));
}
