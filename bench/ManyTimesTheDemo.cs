using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Amiable.Bench;

/// <summary>
/// The demo organization so many times over: every account with its people, invoices, credits, messages and tasks is copied until there are as many accounts as
/// asked for, then invoices once more until there are as many of these. Done in SQL, around the program, because it only has to be there.
/// </summary>
internal sealed class ManyTimesTheDemo(string file)
{
    // Messages are copied for every fourth copy of the demo: half a gigabyte of letters would measure the disk.
    private static readonly (string Table, int EveryCopy)[] Copied =
    [
        ("accounts", 1),
        ("contacts", 1),
        ("referents", 1),
        ("invoices", 1),
        ("credits", 1),
        ("allocations", 1),
        ("account_events", 1),
        ("tasks", 4),
        ("communications", 4),
        ("archived_mimes", 4),
    ];

    // Companies begin with many letters, and hardly two owe the same or since the same day: copies that did would stand in lists in blocks, as no ledger's do.
    private const string FirstWords =
        """["Alba","Boreal","Cadre","Delta","Ebene","Faro","Gamma","Hansa","Iris","Jura","Kappa","Lumen","Mistral","Nova","Orion","Pont","Quai","Rhea","Sirius","Terra","Ulm","Vega","West","Xenon","Yser","Zenit"]""";

    // Whose ids stay: there is one organization, and the people in it are the same.
    private static readonly string[] KeptIds = ["OrganizationId", "MemberId", "PersonId", "ApprovedBy"];

    public void Make(int accounts, int invoices)
    {
        using var db = new SqliteConnection($"Data Source={file};Pooling=false");
        db.Open();
        Run(db, "PRAGMA synchronous=OFF; PRAGMA journal_mode=WAL; PRAGMA cache_size=-400000; PRAGMA foreign_keys=OFF;");
        var copies = (accounts / (int)Count(db, "accounts")) - 1;
        using (var all = db.BeginTransaction())
        {
            foreach (var (table, every) in Copied)
                Copy(db, table, copies, every);
            all.Commit();
        }
        // More invoices of the same accounts: each a number of its own, paid or not as its model.
        var rest = invoices - Count(db, "invoices");
        using (var more = db.BeginTransaction())
        {
            if (rest > 0)
                CopyInvoices(db, (int)rest);
            more.Commit();
        }
        Run(db, "PRAGMA optimize=0x10002; ANALYZE;");
        Run(db, "PRAGMA wal_checkpoint(TRUNCATE);");
        Console.WriteLine(
            $"{Count(db, "accounts"):N0} accounts, {Count(db, "invoices"):N0} invoices, {Count(db, "communications"):N0} messages, "
                + $"{Count(db, "tasks"):N0} tasks; {new FileInfo(file).Length / 1e9:N1} GB"
        );
    }

    private static void Copy(SqliteConnection db, string table, int copies, int every)
    {
        var columns = Columns(db, table);
        var ids = columns.Where(c => !KeptIds.Contains(c) && IsId(db, table, c)).ToHashSet();
        var distinct = TextThatMustDiffer(db, table, ids);
        string Value(string column) =>
            ids.Contains(column) ? $"iif(\"{column}\" IS NULL, NULL, printf('%08X', n) || substr(\"{column}\", 9))"
            : distinct.Contains(column) ? $"\"{column}\" || ' ' || n"
            : OfTheCopy(table, column) ?? $"\"{column}\"";
        var names = string.Join(", ", columns.Select(c => $"\"{c}\""));
        Run(
            db,
            $"""
            WITH RECURSIVE copies(n) AS (SELECT {every} UNION ALL SELECT n + {every} FROM copies WHERE n + {every} <= {copies})
            INSERT INTO "{table}" ({names})
            SELECT {string.Join(", ", columns.Select(Value))} FROM copies CROSS JOIN (SELECT * FROM "{table}") AS model
            """
        );
    }

    // Sums stay sums when all amounts of a copy are so many times as large.
    private static string? OfTheCopy(string table, string column)
    {
        const string First = $"json_extract('{FirstWords}', '$[' || (n * 7 % 26) || ']')";
        return (table, column) switch
        {
            ("accounts", "Name") => $"{First} || ' ' || \"Name\" || ' ' || n",
            ("accounts", "MatchKey") => $"lower({First}) || \"MatchKey\" || n",
            ("invoices" or "credits" or "allocations", _) when column.EndsWith("Minor", StringComparison.Ordinal) =>
                $"\"{column}\" * (1 + n * 31 % 97)",
            ("invoices", "DueOn" or "IssuedOn") => $"date(\"{column}\", '-' || (n % 23) || ' days')",
            ("archived_mimes", "Bytes") => "substr(\"Bytes\", 1, 400)",
            _ => null,
        };
    }

    private static void CopyInvoices(SqliteConnection db, int rest)
    {
        var columns = Columns(db, "invoices");
        var names = string.Join(", ", columns.Select(c => $"\"{c}\""));
        string Value(string column) =>
            column switch
            {
                "Id" => "'FF' || substr(\"Id\", 3)",
                "Number" => "\"Number\" || '-2'",
                "Total_Minor" => "\"Total_Minor\" + 100 * (rowid % 977) * (\"Settled_Minor\" = 0)",
                _ => $"\"{column}\"",
            };
        Run(
            db,
            $"""
            INSERT INTO "invoices" ({names})
            SELECT {string.Join(", ", columns.Select(Value))} FROM "invoices" ORDER BY rowid DESC LIMIT {rest.ToString(
                CultureInfo.InvariantCulture
            )}
            """
        );
    }

    private static List<string> Columns(SqliteConnection db, string table) =>
        Read(db, $"SELECT name FROM pragma_table_xinfo('{table}') WHERE hidden = 0");

    private static bool IsId(SqliteConnection db, string table, string column) =>
        Read(db, $"SELECT 1 FROM \"{table}\" WHERE \"{column}\" GLOB '????????-????-????-????-????????????' LIMIT 1").Count > 0;

    // The last text of each unique index that names no id of the row's own or of what it belongs to.
    private static HashSet<string> TextThatMustDiffer(SqliteConnection db, string table, HashSet<string> ids) =>
        [
            .. Read(db, $"SELECT name FROM pragma_index_list('{table}') WHERE \"unique\" = 1")
                .Select(index => Read(db, $"SELECT name FROM pragma_index_info('{index}') WHERE name IS NOT NULL"))
                .Where(parts => parts.Count > 0 && !parts.Any(ids.Contains))
                .Select(parts => parts[^1]),
        ];

    private static long Count(SqliteConnection db, string table) =>
        long.Parse(Read(db, $"SELECT count(*) FROM \"{table}\"")[0], CultureInfo.InvariantCulture);

    private static List<string> Read(SqliteConnection db, string sql)
    {
        using var command = db.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        List<string> rows = [];
        while (reader.Read())
            rows.Add(reader.GetValue(0).ToString()!);
        return rows;
    }

    private static void Run(SqliteConnection db, string sql)
    {
        using var command = db.CreateCommand();
        command.CommandTimeout = 0;
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
