using Microsoft.EntityFrameworkCore;

namespace Amiable.Platform.Storage.Postgres;

/// <summary>Words by tsvector, parts of words by pg_trgm. The functions are those of the migration; each looks at the current organization alone.</summary>
internal sealed class PostgresTextIndex(AppDb db) : TextIndex
{
    public override Task<List<Guid>> Words(Searchable what, string form, IReadOnlyList<Phrase> all, int most, CancellationToken ct)
    {
        List<object> said = [];
        var phrases = all.Select(p => $"search_phrase({{0}}, {Next(p.Text, said)}, {(p.GoesOn ? "true" : "false")})").ToList();
        return Find(what, $"s.{form} @@ ({string.Join(" && ", phrases)})", said, most, ct);
    }

    public override Task<List<Guid>> Parts(
        Searchable what,
        string? column,
        IReadOnlyList<IReadOnlyList<string>> ways,
        int most,
        CancellationToken ct
    )
    {
        List<object> said = [];
        var any = ways.Select(w => $"({string.Join(" AND ", w.Select(part => In(column, Next(part, said))))})").ToList();
        return Find(what, $"({string.Join(" OR ", any)})", said, most, ct);
    }

    // The index knows all texts of a row as one; where one of them is asked for, it is the Nth.
    private static string In(string? column, string part) =>
        column is null
            ? $"s.parts LIKE search_anywhere({part})"
            : $"s.parts LIKE search_anywhere({part}) AND split_part(s.parts, chr(1), {Nth(column)}) LIKE search_anywhere({part})";

    private static int Nth(string column) => column == "Email" ? 2 : 1;

    private static string Next(string text, List<object> said)
    {
        said.Add(text);
        return $"{{{said.Count}}}";
    }

    private Task<List<Guid>> Find(Searchable what, string condition, List<object> said, int most, CancellationToken ct)
    {
        // Names of tables only; whatever somebody typed is a parameter.
        var sql = $$"""
            SELECT s."Subject" AS "Value" FROM {{Called(what)}} s WHERE s."OrganizationId" = {0} AND {{condition}}
            ORDER BY s."Id" DESC LIMIT {{{said.Count + 1}}}
            """;
        return db.Database.SqlQueryRaw<Guid>(sql, [db.Organization.Id.Value, .. said, most]).ToListAsync(ct);
    }
}
