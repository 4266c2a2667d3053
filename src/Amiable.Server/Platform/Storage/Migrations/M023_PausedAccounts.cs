using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Amiable.Platform.Storage.Migrations;

/// <summary>How many accounts rest today is told by an index, without looking at each of them.</summary>
[DbContext(typeof(AppDb))]
[Migration("023_PausedAccounts")]
public sealed class M023_PausedAccounts : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropIndex("IX_accounts_paused", "accounts");
        migrationBuilder.CreateIndex(
            "IX_accounts_paused",
            "accounts",
            ["OrganizationId", "PausedOn", "PausedUntil", "Id"],
            filter: "\"PausedOn\" IS NOT NULL"
        );
    }
}
