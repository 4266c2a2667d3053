using Microsoft.Data.Sqlite;

namespace Amiable.Tests.OrganizationData;

/// <summary>The database file as it is, past the model: what no use case may forget.</summary>
internal static class RawRows
{
    /// <summary>Each table with its columns.</summary>
    public static async Task<ILookup<string, string>> Columns(TestServer server)
    {
        var lines = await Read(
            server,
            "SELECT m.name, p.name FROM sqlite_master m JOIN pragma_table_info(m.name) p WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%'"
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
                $"SELECT count(*) FROM \"{table.Key}\" WHERE upper(\"{column}\") = '{organization.Value.ToString().ToUpperInvariant()}'"
            );
            counts[table.Key] = long.Parse(rows[0][0], System.Globalization.CultureInfo.InvariantCulture);
        }
        return counts;
    }

    /// <summary>Every column of every table in which that is written, whatever its case.</summary>
    public static async Task<List<string>> Holding(TestServer server, string text)
    {
        List<string> found = [];
        foreach (var table in await Columns(server))
        foreach (var column in table)
            if (
                (
                    await Read(
                        server,
                        $"SELECT 1 FROM \"{table.Key}\" WHERE lower(CAST(\"{column}\" AS TEXT)) LIKE '%{text.ToLowerInvariant()}%' LIMIT 1"
                    )
                ).Count > 0
            )
                found.Add($"{table.Key}.{column}");
        return found;
    }

    private static async Task<List<string[]>> Read(TestServer server, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(server.Data, "amiable.db")}");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        List<string[]> rows = [];
        while (await reader.ReadAsync())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i).ToString()!)]);
        return rows;
    }
}
