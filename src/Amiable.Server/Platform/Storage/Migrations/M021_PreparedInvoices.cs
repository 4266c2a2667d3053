using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Amiable.Platform.Storage.Migrations;

/// <summary>An assistant prepares an invoice; a member looks at it and adds the document.</summary>
[DbContext(typeof(AppDb))]
[Migration("021_PreparedInvoices")]
public sealed class M021_PreparedInvoices : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "prepared_invoices",
            table => new
            {
                Id = table.Column<Guid>(),
                MemberId = table.Column<Guid>(),
                ImportId = table.Column<string>(maxLength: 200),
                Values = table.Column<string>(),
                ExpiresAt = table.Column<long>(),
                UploadedAt = table.Column<long>(nullable: true),
                InvoiceId = table.Column<Guid>(nullable: true),
                OrganizationId = table.Column<Guid>(),
                Version = table.Column<int>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_prepared_invoices", t => t.Id);
                table.ForeignKey(
                    "FK_prepared_invoices_members_MemberId",
                    t => t.MemberId,
                    "members",
                    "Id",
                    onDelete: ReferentialAction.Cascade
                );
                table.ForeignKey(
                    "FK_prepared_invoices_invoices_InvoiceId",
                    t => t.InvoiceId,
                    "invoices",
                    "Id",
                    onDelete: ReferentialAction.SetNull
                );
            }
        );
        migrationBuilder.CreateIndex(
            "IX_prepared_invoices_OrganizationId_MemberId_ImportId",
            "prepared_invoices",
            ["OrganizationId", "MemberId", "ImportId"],
            unique: true
        );
        migrationBuilder.CreateIndex("IX_prepared_invoices_OrganizationId_ExpiresAt", "prepared_invoices", ["OrganizationId", "ExpiresAt"]);
        foreach (var column in new[] { "MemberId", "InvoiceId" })
            migrationBuilder.CreateIndex($"IX_prepared_invoices_{column}", "prepared_invoices", column);
    }
}
