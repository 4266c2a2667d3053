using System.Globalization;
using System.Text.RegularExpressions;
using Amiable.Ui;

namespace Amiable.Search;

/// <summary>The pages of the program whose name in the reader's language has words that begin so. Without any word: all of them.</summary>
public sealed partial class FindActions(Viewer viewer)
{
    /// <summary>What one comes to do rather than to look at.</summary>
    private static readonly Destination[] ToDo =
    [
        new("/import", "file-import", "search.import", "search.also.import"),
        new("/accounts/new", "plus", "accounts.add"),
        new("/invoices/new", "plus", "invoices.add"),
        new("/credit-notes/new", "plus", "credits.credit-note.add"),
        new("/payments/new", "plus", "credits.payment.add"),
        new("/tasks/new", "plus", "tasks.add"),
        new("/you", "user", "nav.you", "search.also.you"),
    ];

    // By what else somebody may look for a page of the settings.
    private static readonly Dictionary<SettingsPlace, string> AlsoCalled = new()
    {
        [SettingsPlace.Profile] = "search.also.profile",
        [SettingsPlace.Members] = "search.also.members",
        [SettingsPlace.Developers] = "search.also.developers",
        [SettingsPlace.Data] = "search.also.data",
        [SettingsPlace.Audit] = "search.also.audit",
    };

    internal static IReadOnlyList<Destination> All { get; } =
    [
        .. NavPlace.All.Where(p => p.Nav is not (Nav.Import or Nav.Settings)).Select(p => new Destination(p.Href, p.Icon, p.Key)),
        .. ToDo,
        .. SettingsPlace.All.Select(p => new Destination(p.Href, "settings", p.Key, AlsoCalled.GetValueOrDefault(p), "settings.title")),
    ];

    public IReadOnlyList<FoundAction> Run(SoughtWords sought, Words words) =>
        [
            .. All.Where(place => place.Href != SettingsPlace.Installation.Href || viewer.IsOperator)
                .Select(place => (Place: place, Rank: Rank(place, sought, words)))
                .Where(found => found.Rank is not null)
                .OrderBy(found => found.Rank)
                .Select(found => new FoundAction(
                    found.Place.Href,
                    found.Place.Icon,
                    words[found.Place.Key],
                    found.Place.Under is { } under ? words[under] : null,
                    !sought.IsNothing && found.Rank == 0
                )),
        ];

    // 0 where its name begins so, 1 where words of its name do, 2 where words do by which it is also called.
    private static int? Rank(Destination place, SoughtWords sought, Words words)
    {
        var name = words[place.Key];
        if (sought.All.Count == 0)
            return sought.Text.Length == 0 ? 0 : null;
        if (Begins(name, sought.Text, words))
            return 0;
        if (HasAll(name, sought, words))
            return 1;
        var more = $"{name} {(place.Under is { } under ? words[under] : "")} {(place.Also is { } also ? words[also] : "")}";
        return HasAll(more, sought, words) ? 2 : null;
    }

    private static bool HasAll(string text, SoughtWords sought, Words words) =>
        sought.All.All(word => Word().Matches(text).Any(m => Begins(m.Value, word, words)));

    private static bool Begins(string text, string start, Words words) =>
        words.Reader.Culture.CompareInfo.IsPrefix(text, start, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace);

    [GeneratedRegex(@"[\p{L}\p{N}]+")]
    private static partial Regex Word();

    /// <param name="Key">What it is called.</param>
    /// <param name="Also">What else one may call it.</param>
    /// <param name="Under">Of what it is a part.</param>
    internal sealed record Destination(string Href, string Icon, string Key, string? Also = null, string? Under = null);
}

/// <param name="IsMeant">Its name begins with what was typed: it is likely to be the one.</param>
public sealed record FoundAction(string Href, string Icon, string Name, string? Under, bool IsMeant);
