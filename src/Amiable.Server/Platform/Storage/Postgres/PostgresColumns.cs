using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure.Internal;
using Npgsql.EntityFrameworkCore.PostgreSQL.Migrations;

namespace Amiable.Platform.Storage.Postgres;

#pragma warning disable EF1001 // The one way to say how a column is written; the library asks for these options.

/// <summary>
/// Writes the columns of a migration as PostgreSQL wants them. Text is compared byte by byte, as SQLite does, whatever language the database was made for:
/// a list goes on where its last page ended. And it has no longest length, since SQLite knows none either: what is too long is a use case's to refuse.
/// </summary>
internal sealed class PostgresColumns(MigrationsSqlGeneratorDependencies dependencies, INpgsqlSingletonOptions options)
    : NpgsqlMigrationsSqlGenerator(dependencies, options)
{
    public const string ByBytes = "C";

    protected override void ColumnDefinition(
        string? schema,
        string table,
        string name,
        ColumnOperation operation,
        IModel? model,
        MigrationCommandListBuilder builder
    )
    {
        if (operation.ClrType == typeof(string))
        {
            operation.ColumnType = "text";
            operation.MaxLength = null;
            operation.Collation ??= ByBytes;
        }
        if (operation.ComputedColumnSql is { } sql)
        {
            operation.IsStored = true;
            operation.ComputedColumnSql = sql.Replace("instr(", "strpos(", StringComparison.Ordinal);
        }
        base.ColumnDefinition(schema, table, name, operation, model, builder);
    }
}
