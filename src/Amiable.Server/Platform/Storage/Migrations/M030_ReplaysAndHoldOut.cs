using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Amiable.Platform.Storage.Migrations;

/// <summary>What the agent would have written over the last twelve months, the steps whose effect is measured, and indexes for what Home shows of promises and exceptions.</summary>
[DbContext(typeof(AppDb))]
[Migration("030_ReplaysAndHoldOut")]
public sealed class M030_ReplaysAndHoldOut : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        Replays(migrationBuilder);
        Messages(migrationBuilder);
        Steps(migrationBuilder);
        migrationBuilder.CreateIndex("IX_tasks_OrganizationId_Kind_Status", "tasks", ["OrganizationId", "Kind", "Status"]);
        migrationBuilder.CreateIndex(
            "IX_payment_declarations_due",
            "payment_declarations",
            ["OrganizationId", "Kind", "On"],
            filter: "\"Resolution\" IS NULL"
        );
    }

    private static void Replays(MigrationBuilder migration)
    {
        migration.CreateTable(
            "replays",
            table => new
            {
                Id = table.Column<Guid>(),
                StartedAt = table.Column<long>(),
                DoneAt = table.Column<long>(nullable: true),
                Figures = table.Column<string>(),
                OrganizationId = table.Column<Guid>(),
                Version = table.Column<int>(),
            },
            constraints: table => table.PrimaryKey("PK_replays", t => t.Id)
        );
        migration.CreateIndex("IX_replays_OrganizationId", "replays", "OrganizationId");
    }

    private static void Messages(MigrationBuilder migration)
    {
        migration.CreateTable(
            "replayed_messages",
            table => new
            {
                Id = table.Column<Guid>(),
                ReplayId = table.Column<Guid>(),
                AccountId = table.Column<Guid>(),
                On = table.Column<DateOnly>(),
                Stage = table.Column<string>(maxLength: 32),
                Tone = table.Column<string>(maxLength: 32),
                Rank = table.Column<int>(),
                Facts = table.Column<string>(),
                OrganizationId = table.Column<Guid>(),
                Version = table.Column<int>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_replayed_messages", t => t.Id);
                table.ForeignKey(
                    "FK_replayed_messages_replays_ReplayId",
                    t => t.ReplayId,
                    "replays",
                    "Id",
                    onDelete: ReferentialAction.Cascade
                );
                table.ForeignKey(
                    "FK_replayed_messages_accounts_AccountId",
                    t => t.AccountId,
                    "accounts",
                    "Id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex("IX_replayed_messages_ReplayId", "replayed_messages", "ReplayId");
        migration.CreateIndex("IX_replayed_messages_AccountId", "replayed_messages", "AccountId");
        migration.CreateIndex("IX_replayed_messages_order", "replayed_messages", ["OrganizationId", "ReplayId", "Rank", "On", "Id"]);
    }

    private static void Steps(MigrationBuilder migration)
    {
        migration.CreateTable(
            "measured_steps",
            table => new
            {
                Id = table.Column<Guid>(),
                AccountId = table.Column<Guid>(),
                Step = table.Column<string>(maxLength: 64),
                On = table.Column<DateOnly>(),
                Until = table.Column<DateOnly>(),
                IsHeldBack = table.Column<bool>(),
                OrganizationId = table.Column<Guid>(),
                Version = table.Column<int>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_measured_steps", t => t.Id);
                table.ForeignKey(
                    "FK_measured_steps_accounts_AccountId",
                    t => t.AccountId,
                    "accounts",
                    "Id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex("IX_measured_steps_AccountId", "measured_steps", "AccountId");
        migration.CreateIndex(
            "IX_measured_steps_OrganizationId_AccountId_Step",
            "measured_steps",
            ["OrganizationId", "AccountId", "Step"],
            unique: true
        );
        migration.CreateIndex("IX_measured_steps_OrganizationId_On", "measured_steps", ["OrganizationId", "On"]);
    }
}
