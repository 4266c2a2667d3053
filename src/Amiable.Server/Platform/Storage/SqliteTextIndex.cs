using Microsoft.EntityFrameworkCore;

namespace Amiable.Platform.Storage;

/// <summary>FTS5, the full-text search of SQLite.</summary>
internal sealed class SqliteTextIndex(AppDb db) : TextIndex
{
    private const long Range = 1L << 40;

    public override Task<List<Guid>> Words(Searchable what, string form, IReadOnlyList<Phrase> all, int most, CancellationToken ct) =>
        Find(what, form, string.Join(" AND ", all.Select(p => Quoted(p.Text) + (p.GoesOn ? "*" : ""))), most, ct);

    public override Task<List<Guid>> Parts(
        Searchable what,
        string? column,
        IReadOnlyList<IReadOnlyList<string>> ways,
        int most,
        CancellationToken ct
    ) =>
        Find(
            what,
            "parts",
            (column is null ? "" : $"{column} : ") + string.Join(" OR ", ways.Select(w => $"({string.Join(" AND ", w.Select(Quoted))})")),
            most,
            ct
        );

    // Between quotation marks everything is text.
    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    // The index alone is walked, backwards, within the range of the organization: joined with that, SQLite would sort all that is found before it gives
    // the first.
    private Task<List<Guid>> Find(Searchable what, string form, string expression, int most, CancellationToken ct)
    {
        var ids = Called(what);
        var index = $"{ids}_{form}";
        // Names of tables only; whatever somebody typed is a parameter.
        const string Number = """(SELECT o."Number" FROM search_organizations o WHERE o."OrganizationId" = {0})""";
        var sql = $$"""
            SELECT s."Subject" AS "Value" FROM {{index}} f CROSS JOIN {{ids}} s
            WHERE f.{{index}} MATCH {1} AND f.rowid > {{Number}} * {{Range}} AND f.rowid < ({{Number}} + 1) * {{Range}}
            AND s."Id" = f.rowid ORDER BY f.rowid DESC LIMIT {2}
            """;
        return db.Database.SqlQueryRaw<Guid>(sql, db.Organization.Id.Value, expression, most).ToListAsync(ct);
    }
}
