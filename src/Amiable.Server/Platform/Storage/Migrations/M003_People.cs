using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Amiable.Platform.Storage.Migrations;

/// <summary>People who sign in, apart from the organizations they are members of.</summary>
[DbContext(typeof(AppDb))]
[Migration("003_People")]
public sealed class M003_People : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        Persons(migrationBuilder);
        Sessions(migrationBuilder);
        Proofs(migrationBuilder);
        Members(migrationBuilder);
        Mail(migrationBuilder);
    }

    private static void Persons(MigrationBuilder migration)
    {
        migration.CreateTable(
            "persons",
            table => new
            {
                Id = table.Column<Guid>(),
                Email = table.Column<string>(maxLength: 254),
                PasswordHash = table.Column<string>(nullable: true),
                SecurityStamp = table.Column<string>(),
                AuthenticatorKey = table.Column<string>(nullable: true),
                AsksForCode = table.Column<bool>(),
                RecoveryCodes = table.Column<string>(nullable: true),
                FailedTries = table.Column<int>(),
                LockedUntil = table.Column<long>(nullable: true),
                IsOperator = table.Column<bool>(),
                CreatedAt = table.Column<long>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_persons", t => t.Id);
            }
        );
        migration.CreateIndex("IX_persons_Email", "persons", "Email", unique: true);
    }

    private static void Sessions(MigrationBuilder migration)
    {
        migration.CreateTable(
            "sessions",
            table => new
            {
                Id = table.Column<Guid>(),
                PersonId = table.Column<Guid>(),
                OrganizationId = table.Column<Guid>(),
                CreatedAt = table.Column<long>(),
                SeenAt = table.Column<long>(),
                Address = table.Column<string>(nullable: true),
                Browser = table.Column<string>(maxLength: 300, nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_sessions", t => t.Id);
                table.ForeignKey("FK_sessions_persons_PersonId", t => t.PersonId, "persons", "Id", onDelete: ReferentialAction.Cascade);
            }
        );
        migration.CreateIndex("IX_sessions_PersonId", "sessions", "PersonId");
    }

    private static void Proofs(MigrationBuilder migration)
    {
        migration.CreateTable(
            "passkeys",
            table => new
            {
                CredentialId = table.Column<byte[]>(),
                PersonId = table.Column<Guid>(),
                Name = table.Column<string>(),
                CreatedAt = table.Column<long>(),
                Facts = table.Column<string>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_passkeys", t => t.CredentialId);
                table.ForeignKey("FK_passkeys_persons_PersonId", t => t.PersonId, "persons", "Id", onDelete: ReferentialAction.Cascade);
            }
        );
        migration.CreateIndex("IX_passkeys_PersonId", "passkeys", "PersonId");

        migration.CreateTable(
            "provider_logins",
            table => new
            {
                Issuer = table.Column<string>(),
                Subject = table.Column<string>(),
                PersonId = table.Column<Guid>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_provider_logins", t => new { t.Issuer, t.Subject });
                table.ForeignKey(
                    "FK_provider_logins_persons_PersonId",
                    t => t.PersonId,
                    "persons",
                    "Id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex("IX_provider_logins_PersonId", "provider_logins", "PersonId");

        migration.CreateTable(
            "data_protection_keys",
            table => new { Name = table.Column<string>(), Xml = table.Column<string>() },
            constraints: table =>
            {
                table.PrimaryKey("PK_data_protection_keys", t => t.Name);
            }
        );
    }

    private static void Members(MigrationBuilder migration)
    {
        migration.AddColumn<Guid>("PersonId", "members", defaultValue: Guid.Empty);
        // Who was a member before could enter the demo only, and had no password.
        migration.Sql("""UPDATE members SET "PersonId" = "Id", "Email" = lower("Email")""");
        migration.Sql(
            """
            INSERT INTO persons ("Id", "Email", "SecurityStamp", "AsksForCode", "FailedTries", "IsOperator", "CreatedAt")
            SELECT "Id", "Email", '', FALSE, 0, FALSE, 0 FROM members
            """
        );
        migration.CreateIndex("IX_members_PersonId", "members", "PersonId");

        migration.CreateTable(
            "invitations",
            table => new
            {
                Id = table.Column<Guid>(),
                Email = table.Column<string>(maxLength: 254),
                SecretHash = table.Column<byte[]>(),
                InvitedBy = table.Column<string>(),
                SentAt = table.Column<long>(),
                OrganizationId = table.Column<Guid>(),
                Version = table.Column<int>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_invitations", t => t.Id);
            }
        );
        migration.CreateIndex("IX_invitations_OrganizationId_Email", "invitations", ["OrganizationId", "Email"], unique: true);
    }

    private static void Mail(MigrationBuilder migration)
    {
        migration.CreateTable(
            "notices",
            table => new
            {
                Id = table.Column<Guid>(),
                AddressHash = table.Column<byte[]>(),
                Mail = table.Column<byte[]>(nullable: true),
                CreatedAt = table.Column<long>(),
                Tries = table.Column<int>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_notices", t => t.Id);
            }
        );
        migration.CreateIndex("IX_notices_AddressHash_CreatedAt", "notices", ["AddressHash", "CreatedAt"]);
    }
}
