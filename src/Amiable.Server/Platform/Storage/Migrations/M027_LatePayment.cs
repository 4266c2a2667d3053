using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Amiable.Platform.Storage.Migrations;

/// <summary>Rates of late payment that members entered, and what was decided about the interest an account owes.</summary>
[DbContext(typeof(AppDb))]
[Migration("027_LatePayment")]
public sealed class M027_LatePayment : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "own_rates",
            table => new
            {
                Id = table.Column<Guid>(),
                Regime = table.Column<string>(maxLength: 32),
                From = table.Column<DateOnly>(),
                BasisPoints = table.Column<int>(),
                Source = table.Column<string>(maxLength: 200),
                OrganizationId = table.Column<Guid>(),
                Version = table.Column<int>(),
            },
            constraints: table => table.PrimaryKey("PK_own_rates", t => t.Id)
        );
        migrationBuilder.CreateIndex(
            "IX_own_rates_OrganizationId_Regime_From",
            "own_rates",
            ["OrganizationId", "Regime", "From"],
            unique: true
        );
        migrationBuilder.CreateTable(
            "late_decisions",
            table => new
            {
                Id = table.Column<Guid>(),
                AccountId = table.Column<Guid>(),
                Number = table.Column<int>(),
                Stance = table.Column<string>(maxLength: 32),
                On = table.Column<DateOnly>(),
                By = table.Column<string>(maxLength: 200),
                Note = table.Column<string>(maxLength: 500, nullable: true),
                Sums = table.Column<string>(),
                OrganizationId = table.Column<Guid>(),
                Version = table.Column<int>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_late_decisions", t => t.Id);
                table.ForeignKey(
                    "FK_late_decisions_accounts_AccountId",
                    t => t.AccountId,
                    "accounts",
                    "Id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migrationBuilder.CreateIndex(
            "IX_late_decisions_OrganizationId_AccountId_Number",
            "late_decisions",
            ["OrganizationId", "AccountId", "Number"],
            unique: true
        );
        migrationBuilder.CreateIndex("IX_late_decisions_AccountId", "late_decisions", "AccountId");
    }
}
