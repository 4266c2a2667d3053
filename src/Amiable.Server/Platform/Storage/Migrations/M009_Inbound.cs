using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Amiable.Platform.Storage.Migrations;

/// <summary>Mail that came in is matched by its sender, and waits with the accounts it may belong to.</summary>
[DbContext(typeof(AppDb))]
[Migration("009_Inbound")]
public sealed class M009_Inbound : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>("Why", "inbound_mails", maxLength: 32, nullable: true);
        migrationBuilder.AddColumn<string>("Candidates", "inbound_mails", defaultValue: "[]");
        migrationBuilder.AddColumn<string>("EmailKey", "contacts", maxLength: 254, nullable: true, computedColumnSql: "lower(\"Email\")");
        migrationBuilder.AddColumn<string>(
            "EmailDomain",
            "contacts",
            maxLength: 254,
            nullable: true,
            computedColumnSql: "lower(substr(\"Email\", instr(\"Email\", '@') + 1))"
        );
        migrationBuilder.CreateIndex("IX_contacts_OrganizationId_EmailKey", "contacts", ["OrganizationId", "EmailKey"]);
        migrationBuilder.CreateIndex("IX_contacts_OrganizationId_EmailDomain", "contacts", ["OrganizationId", "EmailDomain"]);
    }
}
