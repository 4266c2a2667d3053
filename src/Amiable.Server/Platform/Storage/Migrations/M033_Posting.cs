using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Amiable.Platform.Storage.Migrations;

/// <summary>The service that posts the letters of an organization, and where each letter is that it was given.</summary>
[DbContext(typeof(AppDb))]
[Migration("033_Posting")]
public sealed class M033_Posting : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>("Consignment", "communications", nullable: true);
        migrationBuilder.CreateTable(
            "posting_channels",
            table => new
            {
                Id = table.Column<Guid>(),
                Service = table.Column<string>(),
                Secret = table.Column<string>(),
                OrganizationId = table.Column<Guid>(),
                Version = table.Column<int>(),
            },
            constraints: table => table.PrimaryKey("PK_posting_channels", t => t.Id)
        );
        migrationBuilder.CreateIndex("IX_posting_channels_OrganizationId", "posting_channels", "OrganizationId", unique: true);
    }
}
