using System.Globalization;
using System.Text.Json;
using Amiable.Platform.Api;
using Amiable.Platform.Secrets;

namespace Amiable.Platform.OAuth;

/// <summary>Takes note of a program that introduces itself (RFC 7591). Its secret, where it can keep one, is returned once and stored nowhere.</summary>
public sealed class RegisterClient(AppDb db, Today today)
{
    public const int LongestName = 100;
    private const int MostRedirects = 20;

    public static readonly IReadOnlyList<string> AuthMethods = ["none", "client_secret_basic", "client_secret_post"];
    public static readonly IReadOnlyList<string> GrantTypes = ["authorization_code", "refresh_token"];

    /// <param name="said">What it says of itself; what we do not know of it is left alone (section 2).</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<RegisteredClient>> Run(JsonElement said, CancellationToken ct)
    {
        if (said.ValueKind != JsonValueKind.Object)
            return Metadata("Send a JSON object.");
        if (Texts(said, "redirect_uris", []) is not { Count: > 0 and <= MostRedirects } redirects)
            return new OAuthFault("invalid_redirect_uri", "redirect_uris is a list of 1 to 20 addresses.");
        if (redirects.FirstOrDefault(r => !RedirectAddress.IsAcceptable(r)) is { } wrong)
            return new OAuthFault(
                "invalid_redirect_uri",
                $"{wrong} is neither https, nor http on this computer, nor a private scheme; or has a fragment."
            );
        if (
            Texts(said, "grant_types", ["authorization_code"]) is not { } grants
            || !grants.Contains("authorization_code")
            || grants.Except(GrantTypes).Any()
        )
            return Metadata("grant_types are authorization_code and, with it, refresh_token.");
        if (Texts(said, "response_types", ["code"]) is not ["code"])
            return Metadata("response_types is [\"code\"].");
        if (Text(said, "token_endpoint_auth_method", "client_secret_basic") is not { } method || !AuthMethods.Contains(method))
            return Metadata("token_endpoint_auth_method is none, client_secret_basic or client_secret_post.");
        if (Text(said, "client_name", "") is not { } name || Text(said, "scope", "") is not { } scope)
            return Metadata("client_name and scope are texts.");
        var secret = method == "none" ? null : LinkSecret.New();
        var client = new OAuthClient
        {
            Id = Guid.CreateVersion7(today.Now),
            Name = Name(name) is { Length: > 0 } called ? called : RedirectAddress.Shown(redirects[0]),
            RedirectUris = redirects,
            AuthMethod = method,
            SecretHash = secret is null ? null : LinkSecret.Hash(secret),
            MayRefresh = grants.Contains("refresh_token"),
            Scopes = [.. scope.Split(' ').Distinct().Where(Scopes.Grantable.Contains)],
            CreatedAt = today.Now,
        };
        db.OAuthClients.Add(client);
        return (await db.Save(ct)).Problem is { } problem ? problem : new RegisteredClient(client, secret);
    }

    private static OAuthFault Metadata(string description) => new("invalid_client_metadata", description);

    private static string? Text(JsonElement said, string name, string otherwise) =>
        !said.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? otherwise
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : null;

    private static List<string>? Texts(JsonElement said, string name, List<string> otherwise) =>
        !said.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? otherwise
        : value.ValueKind != JsonValueKind.Array ? null
        : value.EnumerateArray().All(v => v.ValueKind == JsonValueKind.String)
            ? [.. value.EnumerateArray().Select(v => v.GetString()!).Distinct()]
        : null;

    // Members read it: nothing in it may turn the line around or hide.
    private static string Name(string text)
    {
        var shown = string.Concat(text.Normalize().EnumerateRunes().Where(IsShown)).Trim();
        return shown.Length > LongestName ? shown[..(LongestName - 1)] + "…" : shown;
    }

    private static bool IsShown(System.Text.Rune rune) =>
        System.Text.Rune.GetUnicodeCategory(rune)
            is not (
                UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.PrivateUse
                or UnicodeCategory.Surrogate
            );
}

/// <summary>A program that was taken note of, and its secret.</summary>
public sealed record RegisteredClient(OAuthClient Client, string? Secret);
