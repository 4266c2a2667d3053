using Microsoft.EntityFrameworkCore;

namespace Amiable.Platform.Storage.Postgres;

/// <summary>Words by tsvector, parts of words by pg_trgm. The functions are those of the migration; each looks at the current organization alone.</summary>
internal sealed class PostgresTextIndex(AppDb db) : TextIndex
{
    private const int Many = 2000;

    public override Task<List<Guid>> Words(Searchable what, string form, IReadOnlyList<Phrase> all, int most, CancellationToken ct)
    {
        List<object> said = [];
        var phrases = all.Select(p => $"search_phrase({{0}}, {Next(p.Text, said)}, {(p.GoesOn ? "true" : "false")})").ToList();
        return Find(what, $"s.{form} @@ (SELECT {string.Join(" && ", phrases)})", said, most, ct);
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
            ? $"s.parts LIKE (SELECT search_anywhere({part}))"
            : $"s.parts LIKE (SELECT search_anywhere({part})) AND split_part(s.parts, chr(1), {Nth(column)}) LIKE (SELECT search_anywhere({part}))";

    private static int Nth(string column) => column == "Email" ? 2 : 1;

    private static string Next(string text, List<object> said)
    {
        said.Add(text);
        return $"{{{said.Count}}}";
    }

    /// <summary>
    /// Nobody knows beforehand how rare a word is: taken for a frequent one, it would be looked for in every row there is, the newest first. So the index
    /// gives them all, up to so many; only where they are more the newest are near. What is sought is a question of its own, which is answered once.
    /// </summary>
    private async Task<List<Guid>> Find(Searchable what, string condition, List<object> said, int most, CancellationToken ct)
    {
        // Names of tables only; whatever somebody typed is a parameter.
        var sql = $$"""
            SELECT s."Subject", s."Id" FROM {{Called(what)}} s WHERE s."OrganizationId" = {0} AND {{condition}}
            """;
        var limit = $"LIMIT {{{said.Count + 1}}}";
        var enough = Math.Max(most, Many);
        var some = await Read($"{sql} {limit}", enough);
        if (some.Count == enough && most < Many)
            some = await Read($"""{sql} ORDER BY s."Id" DESC {limit}""", most);
        return [.. some.OrderByDescending(f => f.Id).Take(most).Select(f => f.Subject)];

        Task<List<Found>> Read(string text, int upTo) =>
            db.Database.SqlQueryRaw<Found>(text, [db.Organization.Id.Value, .. said, upTo]).ToListAsync(ct);
    }

    private sealed record Found(Guid Subject, long Id);
}
