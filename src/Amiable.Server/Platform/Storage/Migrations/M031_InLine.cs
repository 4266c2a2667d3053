using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Amiable.Platform.Storage.Migrations;

/// <summary>Messages that are claimed together leave after one another: whose turn has not come has not left. What was claimed before counts as begun.</summary>
[DbContext(typeof(AppDb))]
[Migration("031_InLine")]
public sealed class M031_InLine : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.AddColumn<bool>("IsInLine", "communications", nullable: false, defaultValue: false);
}
