using Microsoft.AspNetCore.Http.Extensions;

namespace Amiable.Ui;

/// <summary>Links to the page one is on, with something changed: filters, order and questions live in the address.</summary>
public static class Query
{
    /// <summary>This address with those parts of its query replaced; null takes one away. A changed list starts again at its first page.</summary>
    public static string With(HttpContext? http, params (string Name, string? Value)[] changes)
    {
        if (http is null)
            return "";
        var changed = changes.ToDictionary(change => change.Name, change => change.Value);
        var kept = Others(http, [.. changed.Keys]).Concat(changed.Where(change => change.Value is not null)!);
        return http.Request.Path.Value + new QueryBuilder(kept!).ToQueryString();
    }

    /// <summary>Another address of the same list: that path with what this address asks for, its place in the list included.</summary>
    public static string At(HttpContext? http, string path) =>
        path
        + new QueryBuilder(
            from part in http?.Request.Query ?? Enumerable.Empty<KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues>>()
            where part.Key is not ("ask" or "pick" or "all")
            from value in part.Value
            select KeyValuePair.Create(part.Key, value)
        ).ToQueryString();

    /// <summary>What the address says besides those names, the place in the list, the open question and the rows chosen for it.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Others(HttpContext? http, params string[] except) =>
        from part in http?.Request.Query ?? Enumerable.Empty<KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues>>()
        where !except.Contains(part.Key) && part.Key is not ("after" or "before" or "ask" or "pick" or "all")
        from value in part.Value
        select KeyValuePair.Create(part.Key, value);
}
