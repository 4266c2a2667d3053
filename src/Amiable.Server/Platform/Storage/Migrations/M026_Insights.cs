using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Amiable.Platform.Storage.Migrations;

/// <summary>Figures that take long to add up are kept, one row an organization.</summary>
[DbContext(typeof(AppDb))]
[Migration("026_Insights")]
public sealed class M026_Insights : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "insight_figures",
            table => new
            {
                Id = table.Column<Guid>(),
                MadeAt = table.Column<long>(),
                Milliseconds = table.Column<int>(),
                Figures = table.Column<string>(),
                IsWanted = table.Column<bool>(),
                OrganizationId = table.Column<Guid>(),
                Version = table.Column<int>(),
            },
            constraints: table => table.PrimaryKey("PK_insight_figures", t => t.Id)
        );
        migrationBuilder.CreateIndex("IX_insight_figures_OrganizationId", "insight_figures", "OrganizationId", unique: true);
    }
}
