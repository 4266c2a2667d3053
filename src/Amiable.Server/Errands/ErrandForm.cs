using System.Globalization;
using Amiable.SavedFilters;

namespace Amiable.Errands;

/// <summary>Rows chosen in a list, as its address and its forms say it: "pick" for each, or "all" for everything that the list is asked for.</summary>
internal static class ErrandForm
{
    public const string Pick = "pick";
    public const string All = "all";
    public const string Matching = "matching";

    // What else a form has is an answer; this much of it.
    private const int LongestAnswer = 2000;

    private static readonly string[] NotAnswers = [Pick, All, Matching, "next", "__RequestVerificationToken"];

    /// <summary>What is about to be asked for: the rows chosen in a list.</summary>
    public static ErrandOrder Chosen(HttpContext http, string list) =>
        http.Request.Query[All] == "true"
            ? new() { Matching = FilteredList.At(list)?.Canonical(http.Request.QueryString.Value) ?? "" }
            : new() { Picked = [.. http.Request.Query[Pick].Select(Read).OfType<Chosen>()] };

    /// <summary>What was asked for.</summary>
    public static ErrandOrder Of(IFormCollection form) =>
        new()
        {
            Matching = form.TryGetValue(Matching, out var matching) ? matching.ToString() : null,
            Picked = form.ContainsKey(Matching) ? [] : [.. form[Pick].Select(Read).OfType<Chosen>()],
            Answers = form.Where(field => !NotAnswers.Contains(field.Key) && field.Value.ToString() is { Length: > 0 and <= LongestAnswer })
                .ToDictionary(field => field.Key, field => field.Value.ToString()),
        };

    /// <summary>The ids of the rows chosen, to look only at those; null when it is all of them.</summary>
    public static IReadOnlyList<Guid>? Ids(HttpContext http) =>
        http.Request.Query[All] != "true" && http.Request.Query[Pick].Select(Read).OfType<Chosen>().ToList() is { Count: > 0 } picked
            ? [.. picked.Select(p => p.Id)]
            : null;

    private static Chosen? Read(string? picked) =>
        picked?.Split(':') switch
        {
            [var id] when Guid.TryParse(id, out var guid) => new(guid),
            [var id, var version]
                when Guid.TryParse(id, out var guid) && int.TryParse(version, CultureInfo.InvariantCulture, out var number) => new(
                guid,
                number
            ),
            _ => null,
        };
}

/// <summary>The question that a list asks about the rows chosen.</summary>
/// <param name="Ask">Which one: the name of its dialog.</param>
/// <param name="Count">How many it is about.</param>
public sealed record ChosenAsked(string Ask, int Count, ErrandOrder Order);
