using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Amiable.Platform.Storage.Migrations;

/// <summary>Long work that members asked for.</summary>
[DbContext(typeof(AppDb))]
[Migration("011_Errands")]
public sealed class M011_Errands : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "errands",
            table => new
            {
                Id = table.Column<Guid>(),
                Kind = table.Column<string>(maxLength: 32),
                State = table.Column<string>(maxLength: 32),
                MemberId = table.Column<Guid>(),
                By = table.Column<string>(maxLength: 200),
                Order = table.Column<string>(),
                AskedAt = table.Column<long>(),
                AliveAt = table.Column<long>(nullable: true),
                EndedAt = table.Column<long>(nullable: true),
                Total = table.Column<int>(),
                Done = table.Column<int>(),
                Position = table.Column<Guid>(nullable: true),
                Left = table.Column<string>(),
                IsSeen = table.Column<bool>(),
                OrganizationId = table.Column<Guid>(),
                Version = table.Column<int>(),
            },
            constraints: table => table.PrimaryKey("PK_errands", t => t.Id)
        );
        migrationBuilder.CreateIndex("IX_errands_OrganizationId_IsSeen", "errands", ["OrganizationId", "IsSeen"]);
    }
}
