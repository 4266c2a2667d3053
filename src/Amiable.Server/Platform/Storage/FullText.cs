using Microsoft.EntityFrameworkCore;

namespace Amiable.Platform.Storage;

/// <summary>What is searched by its text; the migrations 008_Search and 013_LargeLedgers say which texts those are.</summary>
public enum Searchable
{
    Accounts,
    Contacts,
    Invoices,
    Credits,
    Communications,
    Tasks,

    /// <summary>Accounts by what is left of their names in any spelling.</summary>
    Spellings,

    /// <summary>Payments by their reference.</summary>
    Payments,
}

/// <summary>
/// Finds rows of the current organization by their text. The only place that knows how SQLite searches text; another database gets another one.
/// Gives the rows that were added last first: how often a word is written elsewhere has no say in it.
/// </summary>
public sealed class FullText(AppDb db)
{
    /// <summary>Compares text in any case, by an index of the migration.</summary>
    public const string AnyCase = "NOCASE";

    private const long Range = 1L << 40;
    private const int ShortestPart = 3;
    private const int ShortestBeginning = 2;

    /// <summary>Those in which every one of the words begins a word.</summary>
    public Task<List<TId>> WithWords<TId>(Searchable what, SoughtWords sought, int most, CancellationToken ct)
        where TId : struct, IId<TId> => Find<TId>(what, "words", Beginnings(sought), sought, most, ct);

    /// <summary>Those in which every one of the words is a word.</summary>
    public Task<List<TId>> WithWholeWords<TId>(Searchable what, SoughtWords sought, int most, CancellationToken ct)
        where TId : struct, IId<TId> => Find<TId>(what, "words", string.Join(" AND ", sought.All.Select(Quoted)), sought, most, ct);

    /// <summary>The messages in whose subject every one of the words begins a word.</summary>
    public Task<List<CommunicationId>> InSubjects(SoughtWords sought, int most, CancellationToken ct) =>
        Find<CommunicationId>(Searchable.Communications, "subjects", Beginnings(sought), sought, most, ct);

    /// <summary>Those in which the text, or every one of its words, stands anywhere, also inside of a word.</summary>
    public async Task<List<TId>> WithParts<TId>(Searchable what, SoughtWords sought, int most, CancellationToken ct)
        where TId : struct, IId<TId>
    {
        List<string> ways = [];
        if (SoughtWords.Length(sought.Text) >= ShortestPart)
            ways.Add(Quoted(sought.Text));
        if (sought.All.All(w => SoughtWords.Length(w) >= ShortestPart))
            ways.Add($"({string.Join(" AND ", sought.All.Select(Quoted))})");
        if (sought.Number is { Length: >= ShortestPart } number)
            ways.Add(Quoted(number));
        return ways.Count == 0 ? [] : await Find<TId>(what, "parts", string.Join(" OR ", ways), sought, most, ct);
    }

    /// <summary>Whether it is enough to look for what begins so.</summary>
    public static bool HasBeginning(string text) =>
        SoughtWords.Of(text) is { IsNothing: false } sought && SoughtWords.Length(sought.Text) >= ShortestBeginning;

    /// <summary>
    /// Those in which a word begins with the text; it may go on over more words. Null when there are more than so many, or too little is asked to look it
    /// up: then it is quicker to compare the rows in the order in which they are wanted.
    /// </summary>
    public async Task<List<TId>?> Beginning<TId>(Searchable what, string text, int most, CancellationToken ct, string form = "words")
        where TId : struct, IId<TId>
    {
        var sought = SoughtWords.Of(text);
        if (!HasBeginning(text))
            return null;
        // All that begin so are put together before the first is given; those with the very words are given one by one.
        var found = await Find<TId>(what, form, Quoted(sought.Text), sought, most + 1, ct);
        if (found.Count <= most)
            found = await Find<TId>(what, form, Quoted(sought.Text) + " *", sought, most + 1, ct);
        return found.Count <= most ? found : null;
    }

    /// <summary>Those in which the text stands anywhere in that column; null as above.</summary>
    public async Task<List<TId>?> Containing<TId>(Searchable what, string column, string text, int most, CancellationToken ct)
        where TId : struct, IId<TId>
    {
        var sought = SoughtWords.Of(text);
        if (SoughtWords.Length(sought.Text) < ShortestPart || sought.IsNothing)
            return null;
        var found = await Find<TId>(what, "parts", $"{column} : {Quoted(sought.Text)}", sought, most + 1, ct);
        return found.Count <= most ? found : null;
    }

    // One character begins too many words: alone it is a word.
    private static string Beginnings(SoughtWords sought) =>
        string.Join(" AND ", sought.All.Select(w => Quoted(w) + (SoughtWords.Length(w) > 1 ? "*" : "")));

    // Between quotation marks everything is text.
    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    // The index alone is walked, backwards, within the range of the organization: joined with that, SQLite would sort all that is found before it gives
    // the first.
    private async Task<List<TId>> Find<TId>(
        Searchable what,
        string form,
        string expression,
        SoughtWords sought,
        int most,
        CancellationToken ct
    )
        where TId : struct, IId<TId>
    {
        if (sought.IsNothing)
            return [];
        var ids = $"search_{what.ToString().ToLowerInvariant()}";
        var index = $"{ids}_{form}";
        // Names of tables only; whatever somebody typed is a parameter.
        const string Number = """(SELECT o."Number" FROM search_organizations o WHERE o."OrganizationId" = {0})""";
        var sql = $$"""
            SELECT s."Subject" AS "Value" FROM {{index}} f CROSS JOIN {{ids}} s
            WHERE f.{{index}} MATCH {1} AND f.rowid > {{Number}} * {{Range}} AND f.rowid < ({{Number}} + 1) * {{Range}}
            AND s."Id" = f.rowid ORDER BY f.rowid DESC LIMIT {2}
            """;
        var found = await db.Database.SqlQueryRaw<Guid>(sql, db.Organization.Id.Value, expression, most).ToListAsync(ct);
        return [.. found.Select(TId.From)];
    }
}
