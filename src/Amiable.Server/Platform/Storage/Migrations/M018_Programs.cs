using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Amiable.Platform.Storage.Migrations;

/// <summary>
/// What programs read and write: when a thing was last saved, the identities it has in other systems, tax and address of an invoice; and the answers that are
/// kept for a day for whoever asks again.
/// </summary>
[DbContext(typeof(AppDb))]
[Migration("018_Programs")]
public sealed class M018_Programs : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        Columns(migrationBuilder);
        Walks(migrationBuilder);
        migrationBuilder.CreateTable(
            "kept_answers",
            table => new
            {
                Id = table.Column<Guid>(),
                TokenId = table.Column<Guid>(),
                Key = table.Column<string>(maxLength: 255),
                Fingerprint = table.Column<byte[]>(maxLength: 32),
                Status = table.Column<int>(nullable: true),
                MediaType = table.Column<string>(maxLength: 100, nullable: true),
                Location = table.Column<string>(maxLength: 300, nullable: true),
                Body = table.Column<byte[]>(),
                AskedAt = table.Column<long>(),
                OrganizationId = table.Column<Guid>(),
                Version = table.Column<int>(),
            },
            constraints: table => table.PrimaryKey("PK_kept_answers", t => t.Id)
        );
        migrationBuilder.CreateIndex(
            "IX_kept_answers_OrganizationId_TokenId_Key",
            "kept_answers",
            ["OrganizationId", "TokenId", "Key"],
            unique: true
        );
        migrationBuilder.CreateIndex("IX_kept_answers_OrganizationId_AskedAt", "kept_answers", ["OrganizationId", "AskedAt"]);
    }

    private static void Columns(MigrationBuilder migration)
    {
        foreach (var table in new[] { "accounts", "invoices", "credits" })
        {
            migration.AddColumn<long>("UpdatedAt", table, nullable: false, defaultValue: 0L);
            migration.Sql($"UPDATE {table} SET \"UpdatedAt\" = \"CreatedAt\"");
        }
        migration.AddColumn<string>("ConnectionId", "accounts", maxLength: 100, nullable: true);
        migration.AddColumn<long>("TaxMinor", "invoices", nullable: true);
        migration.AddColumn<string>("BilledTo", "invoices", nullable: true);
        migration.AddColumn<string>("SourceId", "invoices", maxLength: 200, nullable: true);
    }

    private static void Walks(MigrationBuilder migration)
    {
        migration.DropIndex("IX_accounts_OrganizationId_SourceId", "accounts");
        migration.CreateIndex(
            "IX_accounts_OrganizationId_SourceId",
            "accounts",
            ["OrganizationId", "SourceId"],
            unique: true,
            filter: "\"ConnectionId\" IS NULL"
        );
        migration.CreateIndex(
            "IX_accounts_OrganizationId_ConnectionId_SourceId",
            "accounts",
            ["OrganizationId", "ConnectionId", "SourceId"],
            unique: true
        );
        migration.CreateIndex(
            "IX_invoices_OrganizationId_SourceId",
            "invoices",
            ["OrganizationId", "SourceId"],
            filter: "\"SourceId\" IS NOT NULL"
        );
        foreach (var table in new[] { "accounts", "invoices", "credits", "communications", "tasks" })
            migration.CreateIndex($"IX_{table}_OrganizationId_Id", table, ["OrganizationId", "Id"]);
        foreach (var table in new[] { "accounts", "invoices" })
            migration.CreateIndex($"IX_{table}_OrganizationId_UpdatedAt", table, ["OrganizationId", "UpdatedAt"]);
    }
}
