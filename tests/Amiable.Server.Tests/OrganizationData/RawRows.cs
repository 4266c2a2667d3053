using System.Globalization;
using System.Text;

namespace Amiable.Tests.OrganizationData;

/// <summary>The database as it is, past the model: what no use case may forget.</summary>
internal static class RawRows
{
    /// <summary>Each table with its columns.</summary>
    public static async Task<ILookup<string, string>> Columns(TestServer server)
    {
        var lines = await Read(
            server,
            TestDatabase.IsPostgres
                ? "SELECT table_name::text, column_name::text FROM information_schema.columns WHERE table_schema = 'public'"
                : "SELECT m.name, p.name FROM sqlite_master m JOIN pragma_table_info(m.name) p WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%'"
        );
        return lines.ToLookup(l => l[0], l => l[1]);
    }

    /// <summary>How many rows of that organization each table has that knows organizations.</summary>
    public static async Task<Dictionary<string, long>> Of(TestServer server, OrganizationId organization)
    {
        Dictionary<string, long> counts = [];
        foreach (var table in (await Columns(server)).Where(t => t.Contains("OrganizationId") || t.Key == "organizations"))
        {
            var column = table.Key == "organizations" ? "Id" : "OrganizationId";
            var rows = await Read(
                server,
                $"SELECT count(*) FROM \"{table.Key}\" WHERE upper(CAST(\"{column}\" AS TEXT)) = '{organization.Value.ToString().ToUpperInvariant()}'"
            );
            counts[table.Key] = long.Parse(rows[0][0], CultureInfo.InvariantCulture);
        }
        return counts;
    }

    /// <summary>Every column of every table in which that is written, whatever its case.</summary>
    public static async Task<List<string>> Holding(TestServer server, string text)
    {
        List<string> found = [];
        foreach (var (table, columns, rows) in await Texts(server))
            found.AddRange(
                columns
                    .Where((_, i) => rows.Exists(r => r[i].Contains(text, StringComparison.OrdinalIgnoreCase)))
                    .Select(c => $"{table}.{c}")
            );
        return found;
    }

    /// <summary>All of it, as somebody sees it who takes it away.</summary>
    public static async Task<string> Everything(TestServer server) =>
        string.Join('\n', (await Texts(server)).SelectMany(t => t.Rows).Select(r => string.Join('|', r)));

    private static async Task<List<(string Table, string[] Columns, List<string[]> Rows)>> Texts(TestServer server)
    {
        List<(string, string[], List<string[]>)> tables = [];
        foreach (var table in await Columns(server))
        {
            var rows = await Read(
                server,
                $"SELECT {string.Join(", ", table.Select(c => $"CAST(x.\"{c}\" AS TEXT)"))} FROM \"{table.Key}\" x"
            );
            tables.Add((table.Key, [.. table], rows.ConvertAll(r => Array.ConvertAll(r, Plain))));
        }
        return tables;
    }

    // Bytes as the text that they may be.
    private static string Plain(string text) =>
        TestDatabase.IsPostgres && text.StartsWith("\\x", StringComparison.Ordinal)
            ? Encoding.Latin1.GetString(Convert.FromHexString(text[2..]))
            : text;

    private static async Task<List<string[]>> Read(TestServer server, string sql)
    {
        await using var connection = await TestDatabase.Open(server.Data);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        List<string[]> rows = [];
        while (await reader.ReadAsync())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i).ToString()!)]);
        return rows;
    }
}
