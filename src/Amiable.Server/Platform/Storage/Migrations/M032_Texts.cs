using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Amiable.Platform.Storage.Migrations;

/// <summary>Text messages: the provider of an organization, and who wants none.</summary>
[DbContext(typeof(AppDb))]
[Migration("032_Texts")]
public sealed class M032_Texts : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>("Texts", "mail_channels", nullable: true);
        migrationBuilder.AddColumn<string>("TextsSecret", "mail_channels", nullable: true);
        migrationBuilder.AddColumn<long>("NoTextsSince", "contacts", nullable: true);
    }
}
