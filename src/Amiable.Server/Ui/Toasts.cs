using Amiable.Platform.Live;

namespace Amiable.Ui;

/// <summary>One sentence that outlives a redirect: what has just been done. It waits in a cookie for the next page, which shows it once.</summary>
public static class Toasts
{
    private const string Cookie = "toast";

    private const char Mark = '!';

    /// <summary>Leaves a sentence, in the reader's language, for the page that follows.</summary>
    public static void Leave(HttpContext http, string text) => Keep(http, text);

    /// <summary>Leaves the sentence why it was not done.</summary>
    public static void Warn(HttpContext http, string text) => Keep(http, Mark + text);

    private static void Keep(HttpContext http, string text) =>
        http.Response.Cookies.Append(
            Cookie,
            Uri.EscapeDataString(text),
            new CookieOptions
            {
                HttpOnly = true,
                IsEssential = true,
                SameSite = SameSiteMode.Strict,
                Secure = http.Request.IsHttps,
                MaxAge = TimeSpan.FromSeconds(30),
            }
        );

    /// <summary>The sentence that was left, once, and whether it says that something was not done.</summary>
    public static (string Text, bool IsWarning)? Take(HttpContext? http)
    {
        // A page that asks again by itself takes no sentence away from the one that follows.
        if (
            http is null
            || http.Response.HasStarted
            || LiveRoutes.IsByItself(http)
            || http.Request.Cookies[Cookie] is not { Length: > 0 } text
        )
            return null;
        http.Response.Cookies.Delete(Cookie);
        var said = Uri.UnescapeDataString(text);
        return said[0] == Mark ? (said[1..], true) : (said, false);
    }
}
