using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Amiable.Platform.Storage.Migrations;

/// <summary>Invoices can be read from files: what was dropped, and what was found in it.</summary>
[DbContext(typeof(AppDb))]
[Migration("019_Documents")]
public sealed class M019_Documents : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "dropped_files",
            table => new
            {
                Id = table.Column<Guid>(),
                Name = table.Column<string>(maxLength: 260),
                Fingerprint = table.Column<string>(maxLength: 64),
                Bytes = table.Column<byte[]>(),
                IsRead = table.Column<bool>(),
                By = table.Column<string>(maxLength: 200),
                At = table.Column<long>(),
                OrganizationId = table.Column<Guid>(),
                Version = table.Column<int>(),
            },
            constraints: table => table.PrimaryKey("PK_dropped_files", t => t.Id)
        );
        migrationBuilder.CreateIndex("IX_dropped_files_OrganizationId_Fingerprint", "dropped_files", ["OrganizationId", "Fingerprint"]);
        migrationBuilder.CreateIndex("IX_dropped_files_unread", "dropped_files", "OrganizationId", filter: "NOT \"IsRead\"");
        migrationBuilder.CreateTable(
            "found_documents",
            table => new
            {
                Id = table.Column<Guid>(),
                FileId = table.Column<Guid>(),
                FileName = table.Column<string>(maxLength: 260),
                Reading = table.Column<string>(),
                Source = table.Column<string>(maxLength: 32, nullable: true),
                State = table.Column<string>(maxLength: 32),
                AccountId = table.Column<Guid>(nullable: true),
                IsCertain = table.Column<bool>(),
                InvoiceId = table.Column<Guid>(nullable: true),
                DecidedBy = table.Column<string>(maxLength: 200, nullable: true),
                At = table.Column<long>(),
                DecidedAt = table.Column<long>(nullable: true),
                OrganizationId = table.Column<Guid>(),
                Version = table.Column<int>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_found_documents", t => t.Id);
                table.ForeignKey(
                    "FK_found_documents_dropped_files_FileId",
                    t => t.FileId,
                    "dropped_files",
                    "Id",
                    onDelete: ReferentialAction.Cascade
                );
                table.ForeignKey(
                    "FK_found_documents_accounts_AccountId",
                    t => t.AccountId,
                    "accounts",
                    "Id",
                    onDelete: ReferentialAction.SetNull
                );
                table.ForeignKey(
                    "FK_found_documents_invoices_InvoiceId",
                    t => t.InvoiceId,
                    "invoices",
                    "Id",
                    onDelete: ReferentialAction.SetNull
                );
            }
        );
        migrationBuilder.CreateIndex("IX_found_documents_OrganizationId_State_Id", "found_documents", ["OrganizationId", "State", "Id"]);
        foreach (var column in new[] { "FileId", "AccountId", "InvoiceId" })
            migrationBuilder.CreateIndex($"IX_found_documents_{column}", "found_documents", column);
    }
}
