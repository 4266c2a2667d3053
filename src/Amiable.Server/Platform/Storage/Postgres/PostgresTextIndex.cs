using Microsoft.EntityFrameworkCore;

namespace Amiable.Platform.Storage.Postgres;

/// <summary>Words by tsvector, parts of words by pg_trgm. The functions are those of the migration; each looks at the current organization alone.</summary>
internal sealed class PostgresTextIndex(AppDb db) : TextIndex
{
    private const int Many = 2000;
    private const int Sample = 200;

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
    /// Nobody knows beforehand how rare a word is. Taken for a frequent one, a rare one would be looked for in every row there is, the newest first; of a frequent one
    /// the index gives a million before the first. So a few of the newest are asked: where most of them have it, the newest are walked; else the index gives all,
    /// up to so many. What is sought is a question of its own, which is answered once.
    /// </summary>
    private async Task<List<Guid>> Find(Searchable what, string condition, List<object> said, int most, CancellationToken ct)
    {
        // Names of tables only; whatever somebody typed is a parameter.
        var (all, limit) = ($"{Called(what)} s WHERE s.\"OrganizationId\" = {{0}}", $"LIMIT {{{said.Count + 1}}}");
        var some = await Read(Newest(Sample), most);
        if (some.Count > Sample / 2 && some.Count < most)
            some = await Read(Newest(4 * most), most);
        var enough = Math.Max(most, Many);
        if (some.Count < most)
            some = await Read($"{all} AND {condition}", enough);
        if (some.Count == enough && most < Many)
            some = await Read($"""{all} AND {condition} ORDER BY s."Id" DESC""", most);
        return [.. some.OrderByDescending(f => f.Id).Take(most).Select(f => f.Subject)];

        string Newest(int rows) => $"""(SELECT s.* FROM {all} ORDER BY s."Id" DESC LIMIT {rows}) s WHERE {condition}""";

        Task<List<Found>> Read(string from, int upTo)
        {
            var sql = $"""SELECT s."Subject", s."Id" FROM {from} {limit}""";
            return db.Database.SqlQueryRaw<Found>(sql, [db.Organization.Id.Value, .. said, upTo]).ToListAsync(ct);
        }
    }

    private sealed record Found(Guid Subject, long Id);
}
