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
        // PostgreSQL wants a function for each trigger; its form is to stand beside this one.
        if (migrationBuilder.ActiveProvider == "Microsoft.EntityFrameworkCore.Sqlite")
            foreach (var trigger in ForSqlite)
                migrationBuilder.Sql(trigger);
    }

    private static readonly string[] ForSqlite =
    [
        """
            CREATE TRIGGER audit_entries_in_order BEFORE INSERT ON audit_entries
            WHEN NEW."Number" IS NOT 1 + (SELECT ifnull(max("Number"), 0) FROM audit_entries WHERE "OrganizationId" = NEW."OrganizationId")
            BEGIN SELECT RAISE(ABORT, 'The audit log is written in order, without a gap.'); END
            """,
        """
            CREATE TRIGGER audit_entries_unchanged BEFORE UPDATE OF "OrganizationId", "Number", "At", "ActorKind", "ActorId", "ActorName", "From", "Action",
            "SubjectKind", "SubjectId", "AccountId", "Count", "ChangesHash", "PreviousHash", "Hash", "Version" ON audit_entries
            BEGIN SELECT RAISE(ABORT, 'The audit log is append-only: nothing in it changes.'); END
            """,
        """
            CREATE TRIGGER audit_entries_details_only_erased BEFORE UPDATE OF "Changes" ON audit_entries WHEN NEW."Changes" IS NOT NULL
            BEGIN SELECT RAISE(ABORT, 'The audit log is append-only: details can be erased, not changed.'); END
            """,
        """
            CREATE TRIGGER audit_entries_kept BEFORE DELETE ON audit_entries
            WHEN EXISTS (SELECT 1 FROM organizations WHERE "Id" = OLD."OrganizationId")
            BEGIN SELECT RAISE(ABORT, 'The audit log is append-only: it ends with its organization.'); END
            """,
    ];
}
