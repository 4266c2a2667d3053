using Microsoft.AspNetCore.DataProtection;

namespace Amiable.Platform.SignIn;

/// <summary>What one step of signing in tells the next, kept by the browser for some minutes: encrypted, so that it can neither be read nor changed.</summary>
internal static class ShortCookie
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    public static void Keep(HttpContext http, string name, string value) =>
        http.Response.Cookies.Append(name, Protector(http, name).Protect(value, Lifetime), Options(http, Lifetime));

    /// <summary>What was kept; null when there is nothing, it is too old, or somebody wrote it himself.</summary>
    public static string? Read(HttpContext http, string name)
    {
        try
        {
            return http.Request.Cookies[name] is { Length: > 0 } kept ? Protector(http, name).Unprotect(kept) : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    /// <summary>The same, and it is forgotten.</summary>
    public static string? Take(HttpContext http, string name)
    {
        var kept = Read(http, name);
        http.Response.Cookies.Delete(name, Options(http, null));
        return kept;
    }

    private static ITimeLimitedDataProtector Protector(HttpContext http, string name) =>
        http.RequestServices.GetRequiredService<IDataProtectionProvider>().CreateProtector("cookie", name).ToTimeLimitedDataProtector();

    private static CookieOptions Options(HttpContext http, TimeSpan? lifetime) =>
        new()
        {
            HttpOnly = true,
            IsEssential = true,
            // Lax, not Strict: an outside provider sends the browser back to us with a link.
            SameSite = SameSiteMode.Lax,
            Secure = http.Request.IsHttps,
            MaxAge = lifetime,
        };
}
