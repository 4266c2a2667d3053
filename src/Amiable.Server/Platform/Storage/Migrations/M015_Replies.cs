using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Amiable.Platform.Storage.Migrations;

/// <summary>Promises and announced payments have a registry; contacts may be away; organizations say what the agent does about replies.</summary>
[DbContext(typeof(AppDb))]
[Migration("015_Replies")]
public sealed class M015_Replies : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<DateOnly>("RestsUntil", "invoices", nullable: true);
        migrationBuilder.AddColumn<DateOnly>("AwayUntil", "contacts", nullable: true);
        migrationBuilder.AddColumn<string>("StandIn", "contacts", maxLength: 254, nullable: true);
        migrationBuilder.AddColumn<string>("OwnReplyRules", "organizations", nullable: true);
        migrationBuilder.CreateTable(
            "payment_declarations",
            table => new
            {
                Id = table.Column<Guid>(),
                AccountId = table.Column<Guid>(),
                Kind = table.Column<string>(maxLength: 32),
                Invoices = table.Column<string>(),
                On = table.Column<DateOnly>(nullable: true),
                Reference = table.Column<string>(maxLength: 200, nullable: true),
                CommunicationId = table.Column<Guid>(nullable: true),
                NotedBy = table.Column<string>(maxLength: 200, nullable: true),
                NotedAt = table.Column<long>(),
                Resolution = table.Column<string>(maxLength: 32, nullable: true),
                ResolvedAt = table.Column<long>(nullable: true),
                ResolvedBy = table.Column<string>(maxLength: 200, nullable: true),
                Note = table.Column<string>(maxLength: 500, nullable: true),
                OrganizationId = table.Column<Guid>(),
                Version = table.Column<int>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_payment_declarations", t => t.Id);
                table.ForeignKey(
                    "FK_payment_declarations_accounts_AccountId",
                    t => t.AccountId,
                    "accounts",
                    "Id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migrationBuilder.CreateIndex(
            "IX_payment_declarations_OrganizationId_AccountId_NotedAt",
            "payment_declarations",
            ["OrganizationId", "AccountId", "NotedAt"]
        );
        migrationBuilder.CreateIndex(
            "IX_payment_declarations_open",
            "payment_declarations",
            ["OrganizationId", "AccountId"],
            filter: "\"Resolution\" IS NULL"
        );
        migrationBuilder.CreateIndex("IX_payment_declarations_AccountId", "payment_declarations", "AccountId");
        // A payment to verify held back everything until now; from here on its invoices rest. Those that are being looked for get their rest, so that nobody is
        // asked for what may be paid on the day of the update.
        migrationBuilder.Sql(
            $"""
            UPDATE invoices SET "RestsUntil" = {Dialect.Of(migrationBuilder).InDays(7)}
            WHERE "AccountId" IN (
                SELECT "AccountId" FROM tasks WHERE "Kind" = 'PaymentAnnounced' AND "Status" NOT IN ('Closed', 'Cancelled')
            )
            """
        );
    }
}
