using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Amiable.Platform.Storage.Migrations;

/// <summary>Formal notices that members prepared, each kept as it was.</summary>
[DbContext(typeof(AppDb))]
[Migration("029_FormalNotices")]
public sealed class M029_FormalNotices : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "formal_notices",
            table => new
            {
                Id = table.Column<Guid>(),
                AccountId = table.Column<Guid>(),
                On = table.Column<DateOnly>(),
                PreparedAt = table.Column<long>(),
                By = table.Column<string>(maxLength: 200),
                Language = table.Column<string>(maxLength: 8),
                Subject = table.Column<string>(maxLength: 300),
                Text = table.Column<string>(),
                Page = table.Column<string>(),
                Facts = table.Column<string>(),
                BusinessDays = table.Column<int>(),
                PayBy = table.Column<DateOnly>(),
                PostedOn = table.Column<DateOnly>(nullable: true),
                ReplacedAt = table.Column<long>(nullable: true),
                OrganizationId = table.Column<Guid>(),
                Version = table.Column<int>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_formal_notices", t => t.Id);
                table.ForeignKey(
                    "FK_formal_notices_accounts_AccountId",
                    t => t.AccountId,
                    "accounts",
                    "Id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migrationBuilder.CreateIndex("IX_formal_notices_OrganizationId_AccountId", "formal_notices", ["OrganizationId", "AccountId"]);
        migrationBuilder.CreateIndex("IX_formal_notices_AccountId", "formal_notices", "AccountId");
    }
}
