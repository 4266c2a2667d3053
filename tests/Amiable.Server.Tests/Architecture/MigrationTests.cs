using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Tests.Architecture;

/// <summary>Migrations are written by hand: what they build is compared with what the model asks for.</summary>
public sealed class MigrationTests
{
    [Fact]
    public async Task The_migrations_build_exactly_the_tables_of_the_model()
    {
        using var byMigration = new TemporaryFolder();
        using var byModel = new TemporaryFolder();
        TestDatabase.ProvideEmpty(byMigration.Path);
        TestDatabase.ProvideEmpty(byModel.Path);
        await using (var db = Open(byMigration))
            await db.Database.MigrateAsync();
        await using (var db = Open(byModel))
            await db.Database.EnsureCreatedAsync();

        var expected = await Schema(byModel);
        Assert.Contains(expected, line => line.StartsWith("communications.SendAt ", StringComparison.Ordinal));
        Assert.Contains(expected, line => line.StartsWith("index communications ", StringComparison.Ordinal));
        Assert.Contains(expected, line => line.StartsWith("foreign key invoices ", StringComparison.Ordinal));
        var built = await Schema(byMigration);
        // Indexes over an expression, or of one direction, are in the migration only: a model cannot say them.
        string[] onlyInSql =
        [
            "IX_invoices_open",
            "IX_credits_unused",
            "IX_invoices_due",
            "IX_invoices_open_due",
            "IX_invoices_owed",
            "IX_communications_waiting",
            "IX_invoices_any_case",
            "IX_invoices_total",
            "IX_invoices_outstanding",
            "IX_credits_any_case",
            "IX_credits_amount",
            "IX_credits_left",
            "IX_credits_amounts",
            "IX_credits_numbers",
            "IX_credits_references",
            "IX_credits_received",
            "IX_credits_rest",
        ];
        Assert.Equal(expected, built.Where(line => expected.Contains(line) || !onlyInSql.Any(index => line.Contains($" {index} "))));
    }

    [Fact]
    public async Task A_power_cut_takes_back_nothing_that_was_confirmed()
    {
        TestDatabase.MustBeFile();
        using var folder = new TemporaryFolder();
        // New ones, one that another was opened beside, those that come out of the pool again, and new ones when that was emptied.
        await using var one = Open(folder);
        await using var other = Open(folder);
        for (var time = 0; time < 4; time++)
        {
            if (time == 3)
                SqliteConnection.ClearAllPools();
            Assert.Equal("wal 2", await Tuning(one));
            Assert.Equal("wal 2", await Tuning(other));
            await one.Database.CloseConnectionAsync();
            await other.Database.CloseConnectionAsync();
        }
    }

    // 2 is FULL.
    private static async Task<object?> Tuning(AppDb db)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText =
            "SELECT (SELECT journal_mode FROM pragma_journal_mode) || ' ' || (SELECT synchronous FROM pragma_synchronous)";
        return await command.ExecuteScalarAsync();
    }

    private static AppDb Open(TemporaryFolder folder)
    {
        var options = new DbContextOptionsBuilder<AppDb>();
        TestDatabase.Of(folder.Path).Configure(options);
        return new AppDb(options.Options, new CurrentOrganization());
    }

    /// <summary>Every column, index and foreign key, a line each, sorted; what is searched by (search_…) is in no model. Without defaults: a column that came later has one for the rows that were there.</summary>
    private static async Task<List<string>> Schema(TemporaryFolder folder)
    {
        await using var connection = await TestDatabase.Open(folder.Path);
        var lines = TestDatabase.IsPostgres ? await Read(connection, InPostgres) : await InSqlite(connection);
        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    private const string InPostgres = """
        SELECT format('%s.%s %s %s %s %s', c.table_name, c.column_name, c.data_type, c.collation_name, c.is_nullable, c.generation_expression)
        FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
        WHERE c.table_schema = 'public' AND c.table_name NOT LIKE '\_\_EF%' AND c.table_name NOT LIKE 'search\_%' AND t.table_type = 'BASE TABLE'
        UNION ALL
        SELECT format('index %s %s %s', tablename, indexname, regexp_replace(indexdef, '^.* USING ', CASE WHEN indexdef LIKE '% UNIQUE %' THEN 'unique ' ELSE '' END))
        FROM pg_indexes WHERE schemaname = 'public' AND tablename NOT LIKE '\_\_EF%' AND tablename NOT LIKE 'search\_%'
        UNION ALL
        SELECT format('foreign key %s %s', conrelid::regclass, pg_get_constraintdef(oid)) FROM pg_constraint
        WHERE contype = 'f' AND connamespace = 'public'::regnamespace
        """;

    private static async Task<List<string>> InSqlite(DbConnection connection)
    {
        List<string> lines = [];
        foreach (
            var table in await Read(
                connection,
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_\\_EF%' ESCAPE '\\' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'search\\_%' ESCAPE '\\'"
            )
        )
        {
            lines.AddRange(
                await Read(
                    connection,
                    $"SELECT '{table}.' || name || ' ' || type || ' ' || \"notnull\" || ' ' || pk FROM pragma_table_info('{table}')"
                )
            );
            lines.AddRange(
                await Read(
                    connection,
                    $"""
                    SELECT 'index {table} ' || l.name || ' unique ' || l."unique" || ' (' || (SELECT group_concat(name, ', ') FROM pragma_index_info(l.name)) || ') '
                        || ifnull((SELECT substr(sql, instr(sql, ' WHERE ')) FROM sqlite_master WHERE name = l.name AND l.partial), '')
                    FROM pragma_index_list('{table}') l
                    """
                )
            );
            lines.AddRange(
                await Read(
                    connection,
                    $"SELECT 'foreign key {table} ' || \"from\" || ' → ' || \"table\" || '.' || \"to\" || ' ' || on_delete FROM pragma_foreign_key_list('{table}')"
                )
            );
        }
        return lines;
    }

    private static async Task<List<string>> Read(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        List<string> rows = [];
        while (await reader.ReadAsync())
            rows.Add(reader.GetString(0));
        return rows;
    }
}
