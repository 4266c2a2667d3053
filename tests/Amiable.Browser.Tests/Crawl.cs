using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Amiable.Tests.Browser;

/// <summary>
/// Finds what there is to look at by following links, as a member of the browser that is signed in, without drawing a page: every kind of page, and of the pages of one
/// kind those that have something to do on them that none before had: a form, a dialog. So a new page, panel or state is looked at without being named.
/// </summary>
internal sealed partial class Crawl(IAPIRequestContext browser)
{
    private const int MostOfAKind = 12;
    private const int MostWorth = 3;

    private readonly Dictionary<string, int> _asked = [];
    private readonly Dictionary<string, HashSet<string>> _had = [];

    /// <param name="starts">Where to begin.</param>
    /// <returns>The addresses to look at, in the order they were found.</returns>
    public async Task<IReadOnlyList<string>> From(params string[] starts)
    {
        List<string> worth = [];
        var waiting = new Queue<string>(starts);
        var known = new HashSet<string>(starts);
        while (waiting.TryDequeue(out var address))
        {
            var kind = PathOf(address);
            _asked[kind] = _asked.GetValueOrDefault(kind) + 1;
            if (_asked[kind] > MostOfAKind)
                continue;
            var answer = await browser.GetAsync(address);
            if (answer.Headers.GetValueOrDefault("content-type")?.StartsWith("text/html", StringComparison.Ordinal) != true)
                continue;
            var page = await answer.TextAsync();
            if (IsNew(kind, page) && worth.Count(w => PathOf(w) == kind) < MostWorth)
                worth.Add(address);
            foreach (Match link in Link().Matches(page))
                if (WebUtility.HtmlDecode(link.Groups[1].Value) is var to && !Elsewhere().IsMatch(to) && known.Add(to))
                    waiting.Enqueue(to);
        }
        return worth;
    }

    /// <summary>An address without the ids in it, and without what it asks.</summary>
    public static string PathOf(string address) => Id().Replace(address, "{id}").Split('?')[0];

    private bool IsNew(string kind, string page)
    {
        if (!_had.TryGetValue(kind, out var had))
            had = _had[kind] = [];
        var count = had.Count;
        foreach (Match thing in Thing().Matches(page))
            had.Add(Id().Replace(thing.Value, ""));
        return had.Count > count;
    }

    [GeneratedRegex("[0-9a-fA-F]{8}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{12}")]
    private static partial Regex Id();

    [GeneratedRegex("<a [^>]*href=\"(/[^\"#]*)")]
    private static partial Regex Link();

    // Files, pictures of pages, the way out, and the guide, which is text.
    [GeneratedRegex(
        @"^//|\.(csv|xlsx|jsonl|zip|pdf)(\?|$)|/(export|body|file|files|print|original|mime|letter|layout)(/|\?|$)|^/(help/|assets|audit|live|kit)|sort=|after=|before=|weeks=|language="
    )]
    private static partial Regex Elsewhere();

    [GeneratedRegex("<form[^>]* action=\"[^\"?]*|<dialog [^>]*id=\"[^\"]*|<h1")]
    private static partial Regex Thing();
}
