using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Amiable.Platform.Storage.Migrations;

/// <summary>
/// What the notes about a contact have the agent do stands beside them, so that accounts with nobody to write to are found and counted without reading notes.
/// The database cannot read them: those that are there are read once it has this form, see <see cref="Contacts.ReadNotes"/>.
/// </summary>
[DbContext(typeof(AppDb))]
[Migration("037_NotesRead")]
public sealed class M037_NotesRead : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>("NotesUse", "contacts", maxLength: 32, nullable: true);
        foreach (var statement in new KeptTotals(Dialect.Of(migrationBuilder)).TriggersOfContactsAnew())
            migrationBuilder.Sql(statement);
        migrationBuilder.Sql("UPDATE contacts SET \"NotesUse\" = 'Any' WHERE \"Notes\" IS NULL");
        migrationBuilder.CreateIndex("IX_contacts_unread", "contacts", ["OrganizationId", "Id"], filter: "\"NotesUse\" IS NULL");
        // The standing of the account says it now.
        migrationBuilder.DropIndex("IX_contacts_reachable", "contacts");
    }
}
