using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Amiable.Platform.Storage.Migrations;

/// <summary>The first form of the database. Written by hand, runs on SQLite and PostgreSQL; a test compares what it builds with the model.</summary>
[DbContext(typeof(AppDb))]
[Migration("001_Foundation")]
public sealed class M001_Foundation : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        Ledger(migrationBuilder);
        Balances(migrationBuilder);
        Orders(migrationBuilder);
        Conversation(migrationBuilder);
    }

    private static void Ledger(MigrationBuilder migration)
    {
        migration.CreateTable(
            "organizations",
            table => new
            {
                Id = table.Column<Guid>(),
                Name = table.Column<string>(maxLength: 200),
                LegalName = table.Column<string>(nullable: true),
                Country = table.Column<string>(),
                Region = table.Column<string>(nullable: true),
                TimeZone = table.Column<string>(),
                Language = table.Column<string>(),
                Currency = table.Column<string>(),
                Bank = table.Column<string>(nullable: true),
                AgentName = table.Column<string>(),
                Signature = table.Column<string>(nullable: true),
                AgentEmail = table.Column<string>(),
                Autonomy = table.Column<string>(maxLength: 32),
                OwnPolicy = table.Column<string>(nullable: true),
                BlackoutDays = table.Column<string>(),
                IsDemo = table.Column<bool>(),
                Version = table.Column<int>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_organizations", t => t.Id);
            }
        );

        migration.CreateTable(
            "members",
            table => new
            {
                Id = table.Column<Guid>(),
                FirstName = table.Column<string>(),
                LastName = table.Column<string>(),
                Email = table.Column<string>(maxLength: 254),
                Language = table.Column<string>(nullable: true),
                OrganizationId = table.Column<Guid>(),
                Version = table.Column<int>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_members", t => t.Id);
            }
        );
        migration.CreateIndex("IX_members_OrganizationId_Email", "members", ["OrganizationId", "Email"], unique: true);

        migration.CreateTable(
            "accounts",
            table => new
            {
                Id = table.Column<Guid>(),
                Details = table.Column<string>(),
                Name = table.Column<string>(maxLength: 300),
                MatchKey = table.Column<string>(maxLength: 300),
                SourceId = table.Column<string>(maxLength: 200, nullable: true),
                LedgerReadAt = table.Column<long>(nullable: true),
                PausedOn = table.Column<DateOnly>(nullable: true),
                PausedUntil = table.Column<DateOnly>(nullable: true),
                PauseReason = table.Column<string>(maxLength: 32, nullable: true),
                PauseNote = table.Column<string>(nullable: true),
                FormalNoticeOn = table.Column<DateOnly>(nullable: true),
                CreatedAt = table.Column<long>(),
                OrganizationId = table.Column<Guid>(),
                Version = table.Column<int>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_accounts", t => t.Id);
            }
        );
        migration.CreateIndex("IX_accounts_OrganizationId_Name", "accounts", ["OrganizationId", "Name"]);
        migration.CreateIndex("IX_accounts_names", "accounts", ["OrganizationId", "MatchKey", "Id", "Name"]);
        migration.CreateIndex("IX_accounts_paused", "accounts", ["OrganizationId", "PausedOn"], filter: "\"PausedOn\" IS NOT NULL");
        migration.CreateIndex("IX_accounts_OrganizationId_SourceId", "accounts", ["OrganizationId", "SourceId"], unique: true);

        migration.CreateTable(
            "account_events",
            table => new
            {
                Id = table.Column<Guid>(),
                AccountId = table.Column<Guid>(),
                Kind = table.Column<string>(maxLength: 32),
                Detail = table.Column<string>(),
                By = table.Column<string>(nullable: true),
                At = table.Column<long>(),
                OrganizationId = table.Column<Guid>(),
                Version = table.Column<int>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_account_events", t => t.Id);
                table.ForeignKey(
                    "FK_account_events_accounts_AccountId",
                    t => t.AccountId,
                    "accounts",
                    "Id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex("IX_account_events_AccountId", "account_events", "AccountId");
        migration.CreateIndex("IX_account_events_OrganizationId_AccountId_At", "account_events", ["OrganizationId", "AccountId", "At"]);

        migration.CreateTable(
            "contacts",
            table => new
            {
                Id = table.Column<Guid>(),
                AccountId = table.Column<Guid>(),
                FullName = table.Column<string>(maxLength: 200),
                Email = table.Column<string>(maxLength: 254, nullable: true),
                EmailStatus = table.Column<string>(maxLength: 32),
                Phone = table.Column<string>(nullable: true),
                Role = table.Column<string>(nullable: true),
                Notes = table.Column<string>(nullable: true),
                Language = table.Column<string>(nullable: true),
                IsPrimary = table.Column<bool>(),
                OrganizationId = table.Column<Guid>(),
                Version = table.Column<int>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_contacts", t => t.Id);
                table.ForeignKey("FK_contacts_accounts_AccountId", t => t.AccountId, "accounts", "Id", onDelete: ReferentialAction.Cascade);
            }
        );
        migration.CreateIndex("IX_contacts_AccountId", "contacts", "AccountId");
        migration.CreateIndex("IX_contacts_OrganizationId_AccountId", "contacts", ["OrganizationId", "AccountId"]);
        migration.CreateIndex("IX_contacts_OrganizationId_Email", "contacts", ["OrganizationId", "Email"]);
        migration.CreateIndex(
            "IX_contacts_reachable",
            "contacts",
            ["OrganizationId", "AccountId"],
            filter: "\"Email\" IS NOT NULL AND \"EmailStatus\" = 'Valid'"
        );

        migration.CreateTable(
            "referents",
            table => new
            {
                Id = table.Column<Guid>(),
                AccountId = table.Column<Guid>(),
                FirstName = table.Column<string>(),
                LastName = table.Column<string>(),
                Email = table.Column<string>(),
                Role = table.Column<string>(nullable: true),
                Notes = table.Column<string>(nullable: true),
                Language = table.Column<string>(nullable: true),
                IsPrimary = table.Column<bool>(),
                OrganizationId = table.Column<Guid>(),
                Version = table.Column<int>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_referents", t => t.Id);
                table.ForeignKey(
                    "FK_referents_accounts_AccountId",
                    t => t.AccountId,
                    "accounts",
                    "Id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex("IX_referents_AccountId", "referents", "AccountId");
        migration.CreateIndex("IX_referents_OrganizationId_AccountId", "referents", ["OrganizationId", "AccountId"]);

        migration.CreateTable(
            "invoices",
            table => new
            {
                Id = table.Column<Guid>(),
                AccountId = table.Column<Guid>(),
                Number = table.Column<string>(maxLength: 100),
                PurchaseOrder = table.Column<string>(nullable: true),
                IssuedOn = table.Column<DateOnly>(),
                DueOn = table.Column<DateOnly>(nullable: true),
                Excluded = table.Column<string>(maxLength: 32, nullable: true),
                DisputedOn = table.Column<DateOnly>(nullable: true),
                DisputeReason = table.Column<string>(maxLength: 32, nullable: true),
                DisputeNote = table.Column<string>(nullable: true),
                PromisedOn = table.Column<DateOnly>(nullable: true),
                PromiseMadeOn = table.Column<DateOnly>(nullable: true),
                WrittenOffOn = table.Column<DateOnly>(nullable: true),
                CreatedAt = table.Column<long>(),
                Settled_Currency = table.Column<string>(maxLength: 3),
                Settled_Minor = table.Column<long>(),
                Total_Currency = table.Column<string>(maxLength: 3),
                Total_Minor = table.Column<long>(),
                OrganizationId = table.Column<Guid>(),
                Version = table.Column<int>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_invoices", t => t.Id);
                table.ForeignKey("FK_invoices_accounts_AccountId", t => t.AccountId, "accounts", "Id", onDelete: ReferentialAction.Cascade);
            }
        );
        migration.CreateIndex("IX_invoices_AccountId", "invoices", "AccountId");
        migration.CreateIndex(
            "IX_invoices_OrganizationId_AccountId_Number",
            "invoices",
            ["OrganizationId", "AccountId", "Number"],
            unique: true
        );
        migration.CreateIndex("IX_invoices_OrganizationId_Number", "invoices", ["OrganizationId", "Number"]);
        migration.CreateIndex("IX_invoices_disputed", "invoices", ["OrganizationId", "AccountId"], filter: "\"DisputedOn\" IS NOT NULL");

        migration.CreateTable(
            "allocations",
            table => new
            {
                CreditId = table.Column<Guid>(),
                Kind = table.Column<string>(maxLength: 32),
                On = table.Column<DateOnly>(),
                InvoiceId = table.Column<Guid>(),
                Amount_Currency = table.Column<string>(maxLength: 3),
                Amount_Minor = table.Column<long>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_allocations", t => new { t.InvoiceId, t.CreditId });
                table.ForeignKey(
                    "FK_allocations_invoices_InvoiceId",
                    t => t.InvoiceId,
                    "invoices",
                    "Id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex("IX_allocations_CreditId", "allocations", "CreditId");

        migration.CreateTable(
            "credits",
            table => new
            {
                Id = table.Column<Guid>(),
                AccountId = table.Column<Guid>(),
                On = table.Column<DateOnly>(),
                CreatedAt = table.Column<long>(),
                Is = table.Column<string>(maxLength: 13),
                Amount_Currency = table.Column<string>(maxLength: 3),
                Amount_Minor = table.Column<long>(),
                Used_Currency = table.Column<string>(maxLength: 3),
                Used_Minor = table.Column<long>(),
                Number = table.Column<string>(maxLength: 100, nullable: true),
                Reference = table.Column<string>(nullable: true),
                OrganizationId = table.Column<Guid>(),
                Version = table.Column<int>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_credits", t => t.Id);
                table.ForeignKey("FK_credits_accounts_AccountId", t => t.AccountId, "accounts", "Id", onDelete: ReferentialAction.Cascade);
            }
        );
        migration.CreateIndex("IX_credits_AccountId", "credits", "AccountId");
        migration.CreateIndex(
            "IX_credits_OrganizationId_AccountId_Number",
            "credits",
            ["OrganizationId", "AccountId", "Number"],
            unique: true
        );
        migration.CreateIndex("IX_credits_OrganizationId_AccountId_On", "credits", ["OrganizationId", "AccountId", "On"]);
    }

    /// <summary>
    /// Balances over the whole ledger are read from these alone, without touching a row. They are not in the model: it knows no index over
    /// the parts of an amount. The filters stand word for word in the queries, or SQLite would not use them.
    /// </summary>
    private static void Balances(MigrationBuilder migration)
    {
        migration.CreateIndex(
            "IX_invoices_open",
            "invoices",
            ["OrganizationId", "AccountId", "DueOn", "Total_Currency", "Total_Minor", "Settled_Minor", "WrittenOffOn", "Excluded"],
            filter: "\"Settled_Minor\" < \"Total_Minor\""
        );
        migration.CreateIndex(
            "IX_credits_unused",
            "credits",
            ["OrganizationId", "AccountId", "Amount_Currency", "Amount_Minor", "Used_Minor"],
            filter: "\"Used_Minor\" < \"Amount_Minor\""
        );
    }

    /// <summary>
    /// The orders in which invoices are listed. Their expressions stand word for word in the queries, or no database would use them: without a due
    /// date comes last, and what is owed most comes first.
    /// </summary>
    private static void Orders(MigrationBuilder migration)
    {
        const string Due = """COALESCE("DueOn", '9999-12-31')""";
        const string Open = """WHERE "Settled_Minor" < "Total_Minor" """;
        migration.Sql($"""CREATE INDEX "IX_invoices_due" ON "invoices" ("OrganizationId", ({Due}), "Id")""");
        migration.Sql($"""CREATE INDEX "IX_invoices_open_due" ON "invoices" ("OrganizationId", ({Due}), "Id", "DisputedOn") {Open}""");
        // The rest of the columns is for Home, which adds all of it up without touching a row.
        migration.Sql(
            $"""
            CREATE INDEX "IX_invoices_owed" ON "invoices" ("OrganizationId", "Total_Currency", ("Settled_Minor" - "Total_Minor"), "Id",
            "DueOn", "Total_Minor", "Settled_Minor", "WrittenOffOn", "Excluded", "DisputedOn") {Open}
            """
        );
        migration.CreateIndex("IX_credits_OrganizationId_Is_On", "credits", ["OrganizationId", "Is", "On", "Id"]);
    }

    private static void Conversation(MigrationBuilder migration)
    {
        migration.CreateTable(
            "communications",
            table => new
            {
                Id = table.Column<Guid>(),
                AccountId = table.Column<Guid>(),
                Channel = table.Column<string>(maxLength: 32),
                Origin = table.Column<string>(maxLength: 32),
                Step = table.Column<string>(maxLength: 64),
                Stage = table.Column<string>(maxLength: 32, nullable: true),
                Tone = table.Column<string>(maxLength: 32),
                Language = table.Column<string>(maxLength: 8),
                Status = table.Column<string>(maxLength: 32),
                SendOn = table.Column<DateOnly>(),
                SendAt = table.Column<long>(),
                Recipients = table.Column<string>(),
                Subject = table.Column<string>(maxLength: 300),
                Text = table.Column<string>(),
                Html = table.Column<string>(),
                Facts = table.Column<string>(),
                IsPinned = table.Column<bool>(),
                IsSentNow = table.Column<bool>(),
                ApprovedBy = table.Column<Guid>(nullable: true),
                ApprovedAt = table.Column<long>(nullable: true),
                SentAt = table.Column<long>(nullable: true),
                GateProof = table.Column<string>(nullable: true),
                StatusReason = table.Column<string>(nullable: true),
                SkippedByMember = table.Column<bool>(),
                CreatedAt = table.Column<long>(),
                OrganizationId = table.Column<Guid>(),
                Version = table.Column<int>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_communications", t => t.Id);
                table.ForeignKey(
                    "FK_communications_accounts_AccountId",
                    t => t.AccountId,
                    "accounts",
                    "Id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex("IX_communications_AccountId", "communications", "AccountId");
        migration.CreateIndex(
            "IX_communications_OrganizationId_AccountId_SendAt",
            "communications",
            ["OrganizationId", "AccountId", "SendAt"]
        );
        migration.CreateIndex(
            "IX_communications_OrganizationId_AccountId_Step",
            "communications",
            ["OrganizationId", "AccountId", "Step"],
            unique: true,
            filter: "\"Status\" <> 'Cancelled'"
        );
        migration.CreateIndex("IX_communications_OrganizationId_SentAt", "communications", ["OrganizationId", "SentAt"]);
        migration.CreateIndex(
            "IX_communications_waiting",
            "communications",
            ["OrganizationId", "AccountId"],
            unique: true,
            filter: "\"Origin\" = 'Agent' AND \"Status\" IN ('Draft', 'AwaitingApproval', 'Scheduled')"
        );
        migration.CreateIndex(
            "IX_communications_OrganizationId_Status_SendAt",
            "communications",
            ["OrganizationId", "Status", "SendAt", "SendOn", "Stage", "Tone"]
        );

        migration.CreateTable(
            "archived_mimes",
            table => new
            {
                CommunicationId = table.Column<Guid>(),
                Bytes = table.Column<byte[]>(),
                OrganizationId = table.Column<Guid>(),
                Version = table.Column<int>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_archived_mimes", t => t.CommunicationId);
                table.ForeignKey(
                    "FK_archived_mimes_communications_CommunicationId",
                    t => t.CommunicationId,
                    "communications",
                    "Id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );

        migration.CreateTable(
            "tasks",
            table => new
            {
                Id = table.Column<Guid>(),
                AccountId = table.Column<Guid>(nullable: true),
                CommunicationId = table.Column<Guid>(nullable: true),
                Kind = table.Column<string>(maxLength: 32),
                Key = table.Column<string>(maxLength: 120),
                Status = table.Column<string>(maxLength: 32),
                Facts = table.Column<string>(),
                Remarks = table.Column<string>(),
                CreatedAt = table.Column<long>(),
                EndedAt = table.Column<long>(nullable: true),
                OrganizationId = table.Column<Guid>(),
                Version = table.Column<int>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_tasks", t => t.Id);
                table.ForeignKey("FK_tasks_accounts_AccountId", t => t.AccountId, "accounts", "Id", onDelete: ReferentialAction.Cascade);
            }
        );
        migration.CreateIndex("IX_tasks_AccountId", "tasks", "AccountId");
        migration.CreateIndex("IX_tasks_OrganizationId_AccountId", "tasks", ["OrganizationId", "AccountId"]);
        migration.CreateIndex(
            "IX_tasks_OrganizationId_Key",
            "tasks",
            ["OrganizationId", "Key"],
            unique: true,
            filter: "\"Status\" NOT IN ('Closed', 'Cancelled')"
        );
        migration.CreateIndex("IX_tasks_OrganizationId_Status_CreatedAt", "tasks", ["OrganizationId", "Status", "CreatedAt"]);

        migration.CreateTable(
            "imports",
            table => new
            {
                Id = table.Column<Guid>(),
                FileName = table.Column<string>(maxLength: 260),
                Fingerprint = table.Column<string>(maxLength: 64),
                Counts = table.Column<string>(),
                By = table.Column<string>(),
                At = table.Column<long>(),
                OrganizationId = table.Column<Guid>(),
                Version = table.Column<int>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_imports", t => t.Id);
            }
        );
        migration.CreateIndex("IX_imports_OrganizationId_At", "imports", ["OrganizationId", "At"]);
    }
}
