using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Amiable.Platform.Storage.Migrations;

/// <summary>The audit log, which the database itself lets nobody change: only details may be erased, and rows end with their organization.</summary>
[DbContext(typeof(AppDb))]
[Migration("004_AuditLog")]
public sealed class M004_AuditLog : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "audit_entries",
            table => new
            {
                OrganizationId = table.Column<Guid>(),
                Number = table.Column<long>(),
                At = table.Column<long>(),
                ActorKind = table.Column<string>(maxLength: 32),
                ActorId = table.Column<Guid>(nullable: true),
                ActorName = table.Column<string>(maxLength: 200),
                From = table.Column<string>(maxLength: 64),
                Action = table.Column<string>(maxLength: 32),
                SubjectKind = table.Column<string>(maxLength: 64),
                SubjectId = table.Column<Guid>(nullable: true),
                AccountId = table.Column<Guid>(nullable: true),
                Count = table.Column<int>(),
                Changes = table.Column<string>(nullable: true),
                ChangesHash = table.Column<byte[]>(),
                PreviousHash = table.Column<byte[]>(),
                Hash = table.Column<byte[]>(),
                Version = table.Column<int>(),
            },
            constraints: table => table.PrimaryKey("PK_audit_entries", t => new { t.OrganizationId, t.Number })
        );
        migrationBuilder.CreateIndex("IX_audit_entries_OrganizationId_At_Number", "audit_entries", ["OrganizationId", "At", "Number"]);
        migrationBuilder.CreateIndex("IX_audit_entries_actor", "audit_entries", ["OrganizationId", "ActorKind", "ActorId", "At", "Number"]);
        migrationBuilder.CreateIndex("IX_audit_entries_kind", "audit_entries", ["OrganizationId", "SubjectKind", "At", "Number"]);
        migrationBuilder.CreateIndex("IX_audit_entries_account", "audit_entries", ["OrganizationId", "AccountId", "At", "Number"]);
        foreach (var statement in Dialect.Of(migrationBuilder).AuditRules())
            migrationBuilder.Sql(statement);
    }
}
