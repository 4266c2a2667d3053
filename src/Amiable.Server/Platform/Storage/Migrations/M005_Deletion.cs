using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Amiable.Platform.Storage.Migrations;

/// <summary>Organizations that are to be deleted, and archived messages whose bytes were erased.</summary>
[DbContext(typeof(AppDb))]
[Migration("005_Deletion")]
public sealed class M005_Deletion : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<long>("DeletionDueAt", "organizations", nullable: true);
        migrationBuilder.AddColumn<long>("ErasedAt", "archived_mimes", nullable: true);
        migrationBuilder.AddColumn<string>("Sha256", "archived_mimes", maxLength: 64, nullable: true);
    }
}
