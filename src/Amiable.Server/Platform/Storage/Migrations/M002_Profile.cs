using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Amiable.Platform.Storage.Migrations;

/// <summary>What an organization says of itself, and its logo.</summary>
[DbContext(typeof(AppDb))]
[Migration("002_Profile")]
public sealed class M002_Profile : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>("Domain", "organizations", maxLength: 253, nullable: true);
        migrationBuilder.AddColumn<string>("Street", "organizations", nullable: true);
        migrationBuilder.AddColumn<string>("PostalCode", "organizations", nullable: true);
        migrationBuilder.AddColumn<string>("City", "organizations", nullable: true);
        migrationBuilder.AddColumn<string>("RegistrationNumber", "organizations", nullable: true);
        migrationBuilder.AddColumn<string>("VatNumber", "organizations", nullable: true);
        migrationBuilder.AddColumn<string>("LogoHash", "organizations", maxLength: 16, nullable: true);

        migrationBuilder.CreateTable(
            "logos",
            table => new
            {
                Id = table.Column<Guid>(),
                Bytes = table.Column<byte[]>(),
                ContentType = table.Column<string>(maxLength: 32),
                Hash = table.Column<string>(maxLength: 16),
                OrganizationId = table.Column<Guid>(),
                Version = table.Column<int>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_logos", t => t.Id);
            }
        );
        migrationBuilder.CreateIndex("IX_logos_OrganizationId", "logos", "OrganizationId", unique: true);
    }
}
