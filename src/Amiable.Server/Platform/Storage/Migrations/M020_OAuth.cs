using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Amiable.Platform.Storage.Migrations;

/// <summary>Programs that introduce themselves, what members let them do, and the tokens they were given for it.</summary>
[DbContext(typeof(AppDb))]
[Migration("020_OAuth")]
public sealed class M020_OAuth : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "oauth_clients",
            table => new
            {
                Id = table.Column<Guid>(),
                Name = table.Column<string>(maxLength: 100),
                RedirectUris = table.Column<string>(),
                AuthMethod = table.Column<string>(maxLength: 40),
                SecretHash = table.Column<byte[]>(nullable: true),
                MayRefresh = table.Column<bool>(),
                Scopes = table.Column<string>(),
                CreatedAt = table.Column<long>(),
                UsedAt = table.Column<long>(nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_oauth_clients", t => t.Id)
        );
        Grants(migrationBuilder);
        Tokens(migrationBuilder);
    }

    private static void Grants(MigrationBuilder migration)
    {
        migration.CreateTable(
            "grants",
            table => new
            {
                Id = table.Column<Guid>(),
                MemberId = table.Column<Guid>(),
                ClientId = table.Column<Guid>(),
                Name = table.Column<string>(maxLength: 100),
                Scopes = table.Column<string>(),
                Audience = table.Column<string>(maxLength: 32, nullable: true),
                RedirectUri = table.Column<string>(maxLength: 2000),
                CodeHash = table.Column<byte[]>(),
                CodeChallenge = table.Column<string>(maxLength: 43),
                CreatedAt = table.Column<long>(),
                ConnectedAt = table.Column<long>(nullable: true),
                ExpiresAt = table.Column<long>(),
                UsedAt = table.Column<long>(nullable: true),
                OrganizationId = table.Column<Guid>(),
                Version = table.Column<int>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_grants", t => t.Id);
                table.ForeignKey("FK_grants_members_MemberId", t => t.MemberId, "members", "Id", onDelete: ReferentialAction.Cascade);
                table.ForeignKey(
                    "FK_grants_oauth_clients_ClientId",
                    t => t.ClientId,
                    "oauth_clients",
                    "Id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex("IX_grants_OrganizationId_ExpiresAt", "grants", ["OrganizationId", "ExpiresAt"]);
        migration.CreateIndex("IX_grants_MemberId", "grants", "MemberId");
        migration.CreateIndex("IX_grants_ClientId", "grants", "ClientId");
    }

    private static void Tokens(MigrationBuilder migration)
    {
        migration.CreateTable(
            "grant_tokens",
            table => new
            {
                Id = table.Column<Guid>(),
                GrantId = table.Column<Guid>(),
                IsRefresh = table.Column<bool>(),
                Scopes = table.Column<string>(),
                Audience = table.Column<string>(maxLength: 32, nullable: true),
                SecretHash = table.Column<byte[]>(),
                ExpiresAt = table.Column<long>(),
                SpentAt = table.Column<long>(nullable: true),
                SuccessorId = table.Column<Guid>(nullable: true),
                OrganizationId = table.Column<Guid>(),
                Version = table.Column<int>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_grant_tokens", t => t.Id);
                table.ForeignKey("FK_grant_tokens_grants_GrantId", t => t.GrantId, "grants", "Id", onDelete: ReferentialAction.Cascade);
            }
        );
        migration.CreateIndex("IX_grant_tokens_GrantId", "grant_tokens", "GrantId");
    }
}
