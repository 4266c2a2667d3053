using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Amiable.Platform.Storage.Migrations;

/// <summary>Filters of lists that members keep.</summary>
[DbContext(typeof(AppDb))]
[Migration("010_SavedFilters")]
public sealed class M010_SavedFilters : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "saved_filters",
            table => new
            {
                Id = table.Column<Guid>(),
                MemberId = table.Column<Guid>(),
                List = table.Column<string>(maxLength: 40),
                Name = table.Column<string>(maxLength: 40),
                Query = table.Column<string>(maxLength: 2000),
                OrganizationId = table.Column<Guid>(),
                Version = table.Column<int>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_saved_filters", t => t.Id);
                table.ForeignKey(
                    "FK_saved_filters_members_MemberId",
                    t => t.MemberId,
                    "members",
                    "Id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migrationBuilder.CreateIndex("IX_saved_filters_OrganizationId_MemberId", "saved_filters", ["OrganizationId", "MemberId"]);
        migrationBuilder.CreateIndex("IX_saved_filters_MemberId", "saved_filters", "MemberId");
    }
}
