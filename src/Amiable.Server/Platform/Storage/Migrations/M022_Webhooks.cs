using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Amiable.Platform.Storage.Migrations;

/// <summary>What happens is written down for programs that want to be told, and who they are. Of a promise it is known that its day passed.</summary>
[DbContext(typeof(AppDb))]
[Migration("022_Webhooks")]
public sealed class M022_Webhooks : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<DateOnly>("BrokenOn", "payment_declarations", nullable: true);
        migrationBuilder.CreateTable(
            "occurrences",
            table => new
            {
                OrganizationId = table.Column<Guid>(),
                Number = table.Column<long>(),
                Id = table.Column<Guid>(),
                Type = table.Column<string>(maxLength: 40),
                SubjectId = table.Column<Guid>(),
                AccountId = table.Column<Guid>(nullable: true),
                At = table.Column<long>(),
                Version = table.Column<int>(),
            },
            constraints: table => table.PrimaryKey("PK_occurrences", t => new { t.OrganizationId, t.Number })
        );
        migrationBuilder.CreateTable(
            "webhooks",
            table => new
            {
                Id = table.Column<Guid>(),
                Url = table.Column<string>(maxLength: 2000),
                Events = table.Column<string>(),
                State = table.Column<string>(maxLength: 32),
                Secret = table.Column<string>(),
                OldSecret = table.Column<string>(nullable: true),
                OldSecretUntil = table.Column<long>(nullable: true),
                CreatedAt = table.Column<long>(),
                Position = table.Column<long>(),
                FailingSince = table.Column<long>(nullable: true),
                Failures = table.Column<int>(),
                RestsUntil = table.Column<long>(nullable: true),
                LastAt = table.Column<long>(nullable: true),
                LastStatus = table.Column<int>(nullable: true),
                LastFault = table.Column<string>(maxLength: 32, nullable: true),
                OrganizationId = table.Column<Guid>(),
                Version = table.Column<int>(),
            },
            constraints: table => table.PrimaryKey("PK_webhooks", t => t.Id)
        );
        migrationBuilder.CreateIndex("IX_webhooks_OrganizationId", "webhooks", "OrganizationId");
        Deliveries(migrationBuilder);
    }

    private static void Deliveries(MigrationBuilder migration)
    {
        migration.CreateTable(
            "webhook_deliveries",
            table => new
            {
                Id = table.Column<Guid>(),
                WebhookId = table.Column<Guid>(),
                Number = table.Column<long>(),
                EventId = table.Column<Guid>(),
                Type = table.Column<string>(maxLength: 40),
                SubjectId = table.Column<Guid>(),
                AccountId = table.Column<Guid>(nullable: true),
                At = table.Column<long>(),
                State = table.Column<string>(maxLength: 32),
                Tries = table.Column<int>(),
                NextAt = table.Column<long>(nullable: true),
                ClaimedAt = table.Column<long>(nullable: true),
                LastAt = table.Column<long>(nullable: true),
                Status = table.Column<int>(nullable: true),
                Fault = table.Column<string>(maxLength: 32, nullable: true),
                Milliseconds = table.Column<int>(nullable: true),
                OrganizationId = table.Column<Guid>(),
                Version = table.Column<int>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_webhook_deliveries", t => t.Id);
                table.ForeignKey(
                    "FK_webhook_deliveries_webhooks_WebhookId",
                    t => t.WebhookId,
                    "webhooks",
                    "Id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex(
            "IX_webhook_deliveries_OrganizationId_WebhookId_Number",
            "webhook_deliveries",
            ["OrganizationId", "WebhookId", "Number"],
            unique: true
        );
        migration.CreateIndex(
            "IX_webhook_deliveries_OrganizationId_WebhookId_State_Number",
            "webhook_deliveries",
            ["OrganizationId", "WebhookId", "State", "Number"]
        );
        migration.CreateIndex("IX_webhook_deliveries_WebhookId", "webhook_deliveries", "WebhookId");
    }
}
