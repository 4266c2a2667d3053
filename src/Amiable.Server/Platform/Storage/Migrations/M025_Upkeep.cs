using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Amiable.Platform.Storage.Migrations;

/// <summary>When each job last ran, when the last backup was taken, and whether sending rests because the installation came out of one.</summary>
[DbContext(typeof(AppDb))]
[Migration("025_Upkeep")]
public sealed class M025_Upkeep : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "job_beats",
            table => new
            {
                Job = table.Column<string>(maxLength: 32),
                EverySeconds = table.Column<int>(),
                StartedAt = table.Column<long>(),
                EndedAt = table.Column<long>(),
                Failures = table.Column<int>(),
                Failure = table.Column<string>(maxLength: 200, nullable: true),
                FailedAt = table.Column<long>(nullable: true),
                Process = table.Column<string>(maxLength: 200),
            },
            constraints: table => table.PrimaryKey("PK_job_beats", t => t.Job)
        );
        migrationBuilder.CreateTable(
            "installation",
            table => new
            {
                Id = table.Column<int>(),
                HeldSince = table.Column<long>(nullable: true),
                RestoredFrom = table.Column<long>(nullable: true),
                BackedUpAt = table.Column<long>(nullable: true),
                BackupName = table.Column<string>(maxLength: 200, nullable: true),
                BackupBytes = table.Column<long>(),
            },
            constraints: table => table.PrimaryKey("PK_installation", t => t.Id)
        );
    }
}
