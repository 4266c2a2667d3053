using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Amiable.Platform.Storage.Migrations;

/// <summary>A language model, where an organization has one: how it is reached, each call of it, and the words it proposed.</summary>
[DbContext(typeof(AppDb))]
[Migration("014_Models")]
public sealed class M014_Models : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "model_endpoints",
            table => new
            {
                Id = table.Column<Guid>(),
                Settings = table.Column<string>(),
                Key = table.Column<string>(nullable: true),
                OrganizationId = table.Column<Guid>(),
                Version = table.Column<int>(),
            },
            constraints: table => table.PrimaryKey("PK_model_endpoints", t => t.Id)
        );
        migrationBuilder.CreateIndex("IX_model_endpoints_OrganizationId", "model_endpoints", "OrganizationId", unique: true);
        migrationBuilder.CreateTable(
            "model_calls",
            table => new
            {
                Id = table.Column<Guid>(),
                At = table.Column<long>(),
                Purpose = table.Column<string>(maxLength: 32),
                Model = table.Column<string>(maxLength: 200),
                Prompt = table.Column<string>(maxLength: 60),
                Outcome = table.Column<string>(maxLength: 32),
                InputTokens = table.Column<int>(),
                OutputTokens = table.Column<int>(),
                Milliseconds = table.Column<int>(),
                Cost = table.Column<long>(nullable: true),
                Currency = table.Column<string>(maxLength: 3, nullable: true),
                RestUntil = table.Column<long>(nullable: true),
                OrganizationId = table.Column<Guid>(),
                Version = table.Column<int>(),
            },
            constraints: table => table.PrimaryKey("PK_model_calls", t => t.Id)
        );
        migrationBuilder.CreateIndex("IX_model_calls_OrganizationId_At", "model_calls", ["OrganizationId", "At"]);
        migrationBuilder.CreateTable(
            "model_wordings",
            table => new
            {
                Id = table.Column<Guid>(),
                AccountId = table.Column<Guid>(),
                Key = table.Column<string>(maxLength: 64),
                At = table.Column<long>(),
                Model = table.Column<string>(maxLength: 200),
                Prompt = table.Column<string>(maxLength: 60),
                Words = table.Column<string>(nullable: true),
                OrganizationId = table.Column<Guid>(),
                Version = table.Column<int>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_model_wordings", t => t.Id);
                table.ForeignKey(
                    "FK_model_wordings_accounts_AccountId",
                    t => t.AccountId,
                    "accounts",
                    "Id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migrationBuilder.CreateIndex(
            "IX_model_wordings_OrganizationId_AccountId_Key",
            "model_wordings",
            ["OrganizationId", "AccountId", "Key"],
            unique: true
        );
        migrationBuilder.CreateIndex("IX_model_wordings_AccountId", "model_wordings", "AccountId");
    }
}
