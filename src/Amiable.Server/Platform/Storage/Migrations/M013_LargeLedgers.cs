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
    // Without a due date comes after all others, as in the orders of invoices.
    private const string Never = "'9999-12-31'";

    private static readonly SearchedTable[] Searched =
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
        foreach (var statement in FromWhatIsThere())
            migrationBuilder.Sql(statement);
        if (migrationBuilder.ActiveProvider != "Microsoft.EntityFrameworkCore.Sqlite")
            return;
        // The statements within a trigger are plain SQL; PostgreSQL wants each trigger as a function, to stand beside these.
        foreach (var statement in Searched.SelectMany(s => s.Index()).Concat(OfAccounts()).Concat(OfInvoices()).Concat(OfCredits()))
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
            ["OrganizationId", "SendAt", "StatusReason"],
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

    // Open and part of what its account owes: as Owed.Counted says it.
    private static string Counted(string row) =>
        $"""
            {row}."Settled_Minor" < {row}."Total_Minor" AND {row}."WrittenOffOn" IS NULL
            AND ({row}."Excluded" IS NULL OR {row}."Excluded" NOT IN ('Draft', 'Cancelled', 'ProForma'))
            """;

    private static string Unused(string row) => $"""{row}."Used_Minor" < {row}."Amount_Minor" """;

    private static string IsReachable(string row) => $"""{row}."Email" IS NOT NULL AND {row}."EmailStatus" = 'Valid'""";

    private static string OldestDue(string account) =>
        $"""
            COALESCE((SELECT MIN(i."DueOn") FROM invoices i WHERE i."AccountId" = {account}."Id" AND i."OrganizationId" = {account}."OrganizationId"
            AND {Counted("i")}), {Never})
            """;

    private static IEnumerable<string> FromWhatIsThere() =>
        [
            $"""
                INSERT INTO account_standings ("AccountId", "OldestDue", "Disputed", "Reachable", "OrganizationId", "Version")
                SELECT a."Id", {OldestDue("a")},
                    (SELECT COUNT(*) FROM invoices i WHERE i."AccountId" = a."Id" AND i."OrganizationId" = a."OrganizationId" AND i."DisputedOn" IS NOT NULL AND {Counted(
                "i"
            )}),
                    (SELECT COUNT(*) FROM contacts c WHERE c."AccountId" = a."Id" AND c."OrganizationId" = a."OrganizationId" AND {IsReachable("c")}),
                    a."OrganizationId", 0
                FROM accounts a
                """,
            $"""
                INSERT INTO account_balances ("AccountId", "Currency", "Minor", "OrganizationId", "Version")
                SELECT p."AccountId", p."Currency", SUM(p."Minor"), p."OrganizationId", 0 FROM (
                    SELECT i."AccountId", i."Total_Currency" AS "Currency", i."Total_Minor" - i."Settled_Minor" AS "Minor", i."OrganizationId"
                    FROM invoices i WHERE {Counted("i")}
                    UNION ALL
                    SELECT c."AccountId", c."Amount_Currency", c."Used_Minor" - c."Amount_Minor", c."OrganizationId" FROM credits c WHERE {Unused(
                "c"
            )}
                ) p GROUP BY p."OrganizationId", p."AccountId", p."Currency"
                """,
            $"""
                INSERT INTO due_totals ("Currency", "DueOn", "Minor", "Invoices", "Disputed", "OrganizationId", "Version")
                SELECT i."Total_Currency", COALESCE(i."DueOn", {Never}), SUM(i."Total_Minor" - i."Settled_Minor"), COUNT(*), COUNT(i."DisputedOn"), i."OrganizationId", 0
                FROM invoices i WHERE {Counted("i")} GROUP BY i."OrganizationId", i."Total_Currency", COALESCE(i."DueOn", {Never})
                """,
        ];

    private static IEnumerable<string> OfAccounts()
    {
        yield return $"""
            CREATE TRIGGER accounts_standing_added AFTER INSERT ON accounts BEGIN
            INSERT INTO account_standings ("AccountId", "OldestDue", "Disputed", "Reachable", "OrganizationId", "Version")
            VALUES (NEW."Id", {Never}, 0, 0, NEW."OrganizationId", 0); END
            """;
        string Count(string row, string sign) =>
            $"""UPDATE account_standings SET "Reachable" = "Reachable" {sign} 1 WHERE "AccountId" = {row}."AccountId";""";
        foreach (var statement in Kept("contacts", "reachable", "\"Email\", \"EmailStatus\", \"AccountId\"", IsReachable, Count))
            yield return statement;
    }

    private static IEnumerable<string> OfInvoices()
    {
        string Count(string row, string sign)
        {
            var (minor, currency, due) = (
                $"""({row}."Total_Minor" - {row}."Settled_Minor")""",
                $"""{row}."Total_Currency" """,
                $"""COALESCE({row}."DueOn", {Never})"""
            );
            var disputed = $"""CASE WHEN {row}."DisputedOn" IS NULL THEN 0 ELSE 1 END""";
            var total = $"""
                "OrganizationId" = {row}."OrganizationId" AND "Currency" = {currency} AND "DueOn" = {due}
                """;
            return sign == "+"
                ? $"""
                    UPDATE account_standings SET "Disputed" = "Disputed" + {disputed}, "OldestDue" = CASE WHEN {due} < "OldestDue" THEN {due} ELSE "OldestDue" END
                    WHERE "AccountId" = {row}."AccountId";
                    {Add(row, currency, minor)}
                    INSERT INTO due_totals ("Currency", "DueOn", "Minor", "Invoices", "Disputed", "OrganizationId", "Version")
                    VALUES ({currency}, {due}, {minor}, 1, {disputed}, {row}."OrganizationId", 0)
                    ON CONFLICT ("OrganizationId", "Currency", "DueOn") DO UPDATE
                    SET "Minor" = due_totals."Minor" + excluded."Minor", "Invoices" = due_totals."Invoices" + 1,
                        "Disputed" = due_totals."Disputed" + excluded."Disputed";
                    """
                : $"""
                    UPDATE account_standings SET "Disputed" = "Disputed" - {disputed} WHERE "AccountId" = {row}."AccountId";
                    UPDATE account_standings SET "OldestDue" = COALESCE((SELECT MIN(i."DueOn") FROM invoices i
                        WHERE i."OrganizationId" = {row}."OrganizationId" AND i."AccountId" = {row}."AccountId" AND {Counted(
                        "i"
                    )}), {Never})
                    WHERE "AccountId" = {row}."AccountId" AND "OldestDue" = {due};
                    UPDATE account_balances SET "Minor" = "Minor" - {minor} WHERE "AccountId" = {row}."AccountId" AND "Currency" = {currency};
                    UPDATE due_totals SET "Minor" = "Minor" - {minor}, "Invoices" = "Invoices" - 1, "Disputed" = "Disputed" - {disputed} WHERE {total};
                    DELETE FROM due_totals WHERE {total} AND "Invoices" = 0;
                    """;
        }
        const string Watched =
            "\"AccountId\", \"DueOn\", \"Excluded\", \"DisputedOn\", \"WrittenOffOn\", \"Settled_Minor\", \"Total_Minor\", \"Total_Currency\"";
        return Kept("invoices", "owed", Watched, Counted, Count);
    }

    private static IEnumerable<string> OfCredits()
    {
        string Count(string row, string sign)
        {
            var (minor, currency) = ($"""({row}."Used_Minor" - {row}."Amount_Minor")""", $"""{row}."Amount_Currency" """);
            return sign == "+"
                ? Add(row, currency, minor)
                : $"""UPDATE account_balances SET "Minor" = "Minor" - {minor} WHERE "AccountId" = {row}."AccountId" AND "Currency" = {currency};""";
        }
        const string Watched = "\"AccountId\", \"Amount_Minor\", \"Amount_Currency\", \"Used_Minor\"";
        return Kept("credits", "unused", Watched, Unused, Count);
    }

    private static string Add(string row, string currency, string minor) =>
        $"""
            INSERT INTO account_balances ("AccountId", "Currency", "Minor", "OrganizationId", "Version")
            VALUES ({row}."AccountId", {currency}, {minor}, {row}."OrganizationId", 0)
            ON CONFLICT ("AccountId", "Currency") DO UPDATE SET "Minor" = account_balances."Minor" + excluded."Minor";
            """;

    /// <summary>
    /// What counts is added when it comes and taken back when it goes; a change is both. Which of the two runs first is nowhere said, and makes no
    /// difference: they add and subtract, or read what is there after the change.
    /// </summary>
    private static IEnumerable<string> Kept(
        string table,
        string what,
        string watched,
        Func<string, string> counts,
        Func<string, string, string> count
    ) =>
        [
            $"CREATE TRIGGER {table}_{what}_added AFTER INSERT ON {table} WHEN {counts("NEW")} BEGIN {count("NEW", "+")} END",
            $"CREATE TRIGGER {table}_{what}_deleted AFTER DELETE ON {table} WHEN {counts("OLD")} BEGIN {count("OLD", "-")} END",
            $"CREATE TRIGGER {table}_{what}_before AFTER UPDATE OF {watched} ON {table} WHEN {counts("OLD")} BEGIN {count("OLD", "-")} END",
            $"CREATE TRIGGER {table}_{what}_after AFTER UPDATE OF {watched} ON {table} WHEN {counts("NEW")} BEGIN {count("NEW", "+")} END",
        ];
}
