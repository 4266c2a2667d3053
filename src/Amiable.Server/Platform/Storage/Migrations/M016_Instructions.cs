using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Amiable.Platform.Storage.Migrations;

/// <summary>What members tell the agent in words, and what it answers.</summary>
[DbContext(typeof(AppDb))]
[Migration("016_Instructions")]
public sealed class M016_Instructions : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "instructions",
            table => new
            {
                Id = table.Column<Guid>(),
                AccountId = table.Column<Guid>(),
                TaskId = table.Column<Guid>(nullable: true),
                By = table.Column<string>(maxLength: 200),
                Text = table.Column<string>(maxLength: 4000),
                At = table.Column<long>(),
                Answers = table.Column<string>(),
                OrganizationId = table.Column<Guid>(),
                Version = table.Column<int>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_instructions", t => t.Id);
                table.ForeignKey(
                    "FK_instructions_accounts_AccountId",
                    t => t.AccountId,
                    "accounts",
                    "Id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migrationBuilder.CreateIndex("IX_instructions_AccountId", "instructions", "AccountId");
        migrationBuilder.CreateIndex("IX_instructions_OrganizationId_TaskId", "instructions", ["OrganizationId", "TaskId"]);
        migrationBuilder.CreateIndex("IX_instructions_OrganizationId_AccountId_At", "instructions", ["OrganizationId", "AccountId", "At"]);
    }
}
