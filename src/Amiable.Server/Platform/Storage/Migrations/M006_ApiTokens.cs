using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Amiable.Platform.Storage.Migrations;

/// <summary>Tokens with which programs work for members.</summary>
[DbContext(typeof(AppDb))]
[Migration("006_ApiTokens")]
public sealed class M006_ApiTokens : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "api_tokens",
            table => new
            {
                Id = table.Column<Guid>(),
                MemberId = table.Column<Guid>(),
                Name = table.Column<string>(maxLength: 100),
                Scopes = table.Column<string>(),
                SecretHash = table.Column<byte[]>(),
                CreatedAt = table.Column<long>(),
                UsedAt = table.Column<long>(nullable: true),
                OrganizationId = table.Column<Guid>(),
                Version = table.Column<int>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_api_tokens", t => t.Id);
                table.ForeignKey("FK_api_tokens_members_MemberId", t => t.MemberId, "members", "Id", onDelete: ReferentialAction.Cascade);
            }
        );
        migrationBuilder.CreateIndex("IX_api_tokens_OrganizationId_MemberId", "api_tokens", ["OrganizationId", "MemberId"]);
        migrationBuilder.CreateIndex("IX_api_tokens_MemberId", "api_tokens", "MemberId");
    }
}
