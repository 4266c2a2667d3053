using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Amiable.Platform.Storage.Migrations;

/// <summary>What follows rows that come, balances and words, follows all that come in one statement at once, where the database can do that.</summary>
[DbContext(typeof(AppDb))]
[Migration("038_ArrivalsTogether")]
public sealed class M038_ArrivalsTogether : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        foreach (var statement in Dialect.Of(migrationBuilder).ArrivalsTogether())
            migrationBuilder.Sql(statement);
    }
}
