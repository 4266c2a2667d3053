using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Amiable.Platform.Storage.Migrations;

/// <summary>
/// What a page says of a whole ledger, kept as it changes: how each account stands, its balances, and what falls due on each day. Kept by triggers, so that
/// whatever writes a row keeps them, too; of the day they know nothing, so that none makes them wrong. And two more texts that are searched.
/// </summary>
[DbContext(typeof(AppDb))]
[Migration("013_LargeLedgers")]
public sealed class M013_LargeLedgers : Migration
{
    internal static readonly SearchedTable[] Searched =
    [
        // "Société Roux S.A.R.L." is found as "societe roux", and "L'Atelier" as "latelier".
        new("accounts", ["MatchKey"], [("MatchKey", "{0}.\"MatchKey\"")], [SearchForm.Parts], Name: "spellings"),
        new(
            "credits",
            ["Reference"],
            [("Reference", "{0}.\"Reference\"")],
            [SearchForm.Words],
            "{0}.\"Is\" = 'payment' AND {0}.\"Reference\" IS NOT NULL",
            Name: "payments"
        ),
    ];

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        Tables(migrationBuilder);
        Orders(migrationBuilder);
        foreach (var statement in KeptTotals.FromWhatIsThere())
            migrationBuilder.Sql(statement);
        var dialect = Dialect.Of(migrationBuilder);
        foreach (var statement in Searched.SelectMany(dialect.Search).Concat(new KeptTotals(dialect).Triggers()))
            migrationBuilder.Sql(statement);
    }

    private static void Tables(MigrationBuilder migration)
    {
        migration.CreateTable(
            "account_standings",
            table => new
            {
                AccountId = table.Column<Guid>(),
                OldestDue = table.Column<DateOnly>(),
                Disputed = table.Column<int>(),
                Reachable = table.Column<int>(),
                OrganizationId = table.Column<Guid>(),
                Version = table.Column<int>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_account_standings", t => t.AccountId);
                table.ForeignKey(
                    "FK_account_standings_accounts_AccountId",
                    t => t.AccountId,
                    "accounts",
                    "Id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex(
            "IX_account_standings_OrganizationId_OldestDue_AccountId",
            "account_standings",
            ["OrganizationId", "OldestDue", "AccountId"]
        );
        migration.CreateIndex("IX_account_standings_OrganizationId_AccountId", "account_standings", ["OrganizationId", "AccountId"]);
        migration.CreateIndex(
            "IX_account_standings_disputed",
            "account_standings",
            ["OrganizationId", "AccountId"],
            filter: "\"Disputed\" > 0"
        );
        migration.CreateIndex(
            "IX_account_standings_unreachable",
            "account_standings",
            ["OrganizationId", "AccountId"],
            filter: "\"Reachable\" = 0"
        );

        migration.CreateTable(
            "account_balances",
            table => new
            {
                AccountId = table.Column<Guid>(),
                Currency = table.Column<string>(maxLength: 3),
                Minor = table.Column<long>(),
                OrganizationId = table.Column<Guid>(),
                Version = table.Column<int>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_account_balances", t => new { t.AccountId, t.Currency });
                table.ForeignKey(
                    "FK_account_balances_accounts_AccountId",
                    t => t.AccountId,
                    "accounts",
                    "Id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex(
            "IX_account_balances_OrganizationId_Currency_Minor_AccountId",
            "account_balances",
            ["OrganizationId", "Currency", "Minor", "AccountId"]
        );

        migration.CreateTable(
            "due_totals",
            table => new
            {
                Currency = table.Column<string>(maxLength: 3),
                DueOn = table.Column<DateOnly>(),
                Minor = table.Column<long>(),
                Invoices = table.Column<int>(),
                Disputed = table.Column<int>(),
                OrganizationId = table.Column<Guid>(),
                Version = table.Column<int>(),
            },
            constraints: table =>
            {
                table.PrimaryKey(
                    "PK_due_totals",
                    t => new
                    {
                        t.OrganizationId,
                        t.Currency,
                        t.DueOn,
                    }
                );
            }
        );
    }

    /// <summary>
    /// Lists in their order, and figures, from an index alone. Their expressions and filters stand word for word in the queries. In SQL where a model cannot
    /// say it: an index over a part of an amount, or over an expression.
    /// </summary>
    private static void Orders(MigrationBuilder migration)
    {
        migration.DropIndex("IX_invoices_OrganizationId_Number", "invoices");
        migration.CreateIndex("IX_invoices_OrganizationId_Number_Id", "invoices", ["OrganizationId", "Number", "Id"]);
        migration.CreateIndex(
            "IX_communications_would_leave",
            "communications",
            ["OrganizationId", "SendAt", "StatusReason", "Status", "Origin"],
            filter: "\"Origin\" = 'Agent' AND \"Status\" IN ('Draft', 'AwaitingApproval')"
        );
        migration.CreateIndex(
            "IX_communications_held",
            "communications",
            ["OrganizationId", "Status", "SendAt", "Id"],
            filter: "\"StatusReason\" IN ('outdated', 'unexplained-figure', 'StaleLedger', 'UnusualVolume', 'UnreadAnswer', 'FactsChanged', 'Paused', "
                + "'Observing', 'mail-server')"
        );
        migration.CreateIndex(
            "IX_archived_mimes_kept",
            "archived_mimes",
            ["CommunicationId", "OrganizationId"],
            filter: "\"ErasedAt\" IS NULL"
        );
        string[] ofCredits =
        [
            """IX_credits_amounts" ON credits ("OrganizationId", "Is", "Amount_Currency", "Amount_Minor", "Id")""",
            """IX_credits_numbers" ON credits ("OrganizationId", "Is", "Number", "Id") WHERE "Number" IS NOT NULL""",
            """IX_credits_references" ON credits ("OrganizationId", "Is", (COALESCE("Reference", '')), "Id")""",
            """IX_credits_received" ON credits ("OrganizationId", "Is", "On", "Amount_Currency", "Amount_Minor")""",
            """IX_credits_rest" ON credits ("OrganizationId", "Is", "On", "Id", "Used_Minor") WHERE "Used_Minor" < "Amount_Minor" """,
        ];
        foreach (var index in ofCredits)
            migration.Sql($"CREATE INDEX \"{index}");
    }
}
