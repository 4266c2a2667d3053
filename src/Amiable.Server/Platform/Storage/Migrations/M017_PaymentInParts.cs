using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Amiable.Platform.Storage.Migrations;

/// <summary>Payment in parts can be agreed, and the next part is waited for. A dispute may be about part of an invoice, and has a day to be decided by. Language models are measured.</summary>
[DbContext(typeof(AppDb))]
[Migration("017_PaymentInParts")]
public sealed class M017_PaymentInParts : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<bool>("IsPaidInParts", "invoices", nullable: false, defaultValue: false);
        migrationBuilder.AddColumn<long>("DisputedMinor", "invoices", nullable: true);
        migrationBuilder.AddColumn<DateOnly>("DisputeAnswerBy", "invoices", nullable: true);
        migrationBuilder.AddColumn<string>("Measured", "model_endpoints", nullable: true);
        migrationBuilder.AddColumn<string>("Parts", "payment_declarations", nullable: false, defaultValue: "[]");
    }
}
