using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Amiable.Platform.Storage.Migrations;

/// <summary>Tasks are given to members, and told to members and referents by mail, each once.</summary>
[DbContext(typeof(AppDb))]
[Migration("012_TaskMails")]
public sealed class M012_TaskMails : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>("OwnTaskMails", "members", nullable: true);
        migrationBuilder.AddColumn<bool>("WantsMails", "referents", defaultValue: true);
        migrationBuilder.AddColumn<bool>("Once", "notices", defaultValue: false);
        migrationBuilder.AddColumn<long>("ClaimedAt", "notices", nullable: true);
        migrationBuilder.CreateTable(
            "task_assignments",
            table => new
            {
                Id = table.Column<Guid>(),
                TaskId = table.Column<Guid>(),
                MemberId = table.Column<Guid>(),
                OrganizationId = table.Column<Guid>(),
                Version = table.Column<int>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_task_assignments", t => t.Id);
                table.ForeignKey("FK_task_assignments_tasks_TaskId", t => t.TaskId, "tasks", "Id", onDelete: ReferentialAction.Cascade);
                table.ForeignKey(
                    "FK_task_assignments_members_MemberId",
                    t => t.MemberId,
                    "members",
                    "Id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migrationBuilder.CreateIndex(
            "IX_task_assignments_OrganizationId_TaskId_MemberId",
            "task_assignments",
            ["OrganizationId", "TaskId", "MemberId"],
            unique: true
        );
        migrationBuilder.CreateIndex("IX_task_assignments_TaskId", "task_assignments", "TaskId");
        migrationBuilder.CreateIndex("IX_task_assignments_MemberId", "task_assignments", "MemberId");
        migrationBuilder.CreateTable(
            "task_notices",
            table => new
            {
                Id = table.Column<Guid>(),
                Address = table.Column<string>(maxLength: 254),
                Key = table.Column<string>(maxLength: 60),
                TaskId = table.Column<Guid>(nullable: true),
                MailId = table.Column<Guid>(nullable: true),
                At = table.Column<long>(),
                OrganizationId = table.Column<Guid>(),
                Version = table.Column<int>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_task_notices", t => t.Id);
                table.ForeignKey("FK_task_notices_tasks_TaskId", t => t.TaskId, "tasks", "Id", onDelete: ReferentialAction.Cascade);
            }
        );
        migrationBuilder.CreateIndex(
            "IX_task_notices_OrganizationId_Address_Key",
            "task_notices",
            ["OrganizationId", "Address", "Key"],
            unique: true
        );
        migrationBuilder.CreateIndex("IX_task_notices_OrganizationId_MailId", "task_notices", ["OrganizationId", "MailId"]);
        migrationBuilder.CreateIndex("IX_task_notices_TaskId", "task_notices", "TaskId");
    }
}
