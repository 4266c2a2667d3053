using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Amiable.Platform.Storage.Migrations;

/// <summary>Whose plan may have changed, and which day it is for the planner in each zone. Everybody who is there is marked, so that the first beat plans them.</summary>
[DbContext(typeof(AppDb))]
[Migration("036_PlanMarks")]
public sealed class M036_PlanMarks : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "plan_marks",
            table => new
            {
                Id = table.Column<Guid>(),
                AccountId = table.Column<Guid>(nullable: true),
                Zone = table.Column<string>(maxLength: 64, nullable: true),
                UpTo = table.Column<Guid>(nullable: true),
                OrganizationId = table.Column<Guid>(),
                Version = table.Column<int>(),
            },
            constraints: table => table.PrimaryKey("PK_plan_marks", t => new { t.OrganizationId, t.Id })
        );
        migrationBuilder.CreateIndex("IX_plan_marks_OrganizationId_AccountId", "plan_marks", ["OrganizationId", "AccountId"]);
        migrationBuilder.CreateTable(
            "planned_zones",
            table => new
            {
                Zone = table.Column<string>(maxLength: 64),
                Day = table.Column<string>(),
                OrganizationId = table.Column<Guid>(),
                Version = table.Column<int>(),
            },
            constraints: table => table.PrimaryKey("PK_planned_zones", t => new { t.OrganizationId, t.Zone })
        );
        foreach (var statement in Dialect.Of(migrationBuilder).ForgetWordsLater("communications", ["words", "subjects"]))
            migrationBuilder.Sql(statement);
        // The id of an organization is as good an id for its first mark as any other.
        migrationBuilder.Sql(
            """INSERT INTO plan_marks ("Id", "OrganizationId", "Version") SELECT o."Id", o."Id", 0 FROM organizations o"""
        );
    }
}
