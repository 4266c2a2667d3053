namespace Amiable.Ui;

/// <summary>Whether htmx asks for the panel only, or a browser for the whole page. Either way the address is the same.</summary>
public static class Fragment
{
    /// <summary>
    /// True when only the <c>Panel</c> is wanted. Answering with the whole page is right too, only slower: links that open a panel pick it
    /// out of the page (hx-select).
    /// </summary>
    public static bool IsWanted(HttpContext? http)
    {
        if (http is null)
            return false;
        // Caches must not give the fragment to somebody who wants the page.
        http.Response.Headers.Vary = "HX-Request, HX-Target";
        return http.Request.Headers["HX-Target"] == "panel" && !http.Request.Headers.ContainsKey("HX-History-Restore-Request");
    }
}
