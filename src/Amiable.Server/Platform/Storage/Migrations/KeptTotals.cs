namespace Amiable.Platform.Storage.Migrations;

/// <summary>
/// The statements that add up balances, standings and due totals from what is there, and the triggers that keep them. Plain SQL; the form of a trigger is the
/// dialect's.
/// </summary>
internal sealed class KeptTotals(Dialect dialect)
{
    // Without a due date comes after all others, as in the orders of invoices.
    internal const string Never = "'9999-12-31'";

    private static readonly string[] Occasions = ["added", "deleted", "before", "after"];

    public IEnumerable<string> Triggers() => OfAccounts().Concat(OfInvoices()).Concat(OfCredits());

    /// <summary>In place of those of the invoices that are there: what changes nothing about how an account stands writes nothing.</summary>
    public IEnumerable<string> TriggersOfInvoicesAnew() =>
        Occasions.SelectMany(when => dialect.DropTrigger($"invoices_owed_{when}", "invoices")).Concat(OfInvoices());

    /// <summary>In place of those of the contacts that are there: whom the notes keep from being chased is nobody to write to.</summary>
    public IEnumerable<string> TriggersOfContactsAnew() =>
        Occasions.SelectMany(when => dialect.DropTrigger($"contacts_reachable_{when}", "contacts")).Concat(OfContacts());

    // Open and part of what its account owes: as Owed.Counted says it.
    internal static string Counted(string row) =>
        $"""
            {row}."Settled_Minor" < {row}."Total_Minor" AND {row}."WrittenOffOn" IS NULL
            AND ({row}."Excluded" IS NULL OR {row}."Excluded" NOT IN ('Draft', 'Cancelled', 'ProForma'))
            """;

    private static string Unused(string row) => $"""{row}."Used_Minor" < {row}."Amount_Minor" """;

    private static string IsReachable(string row) => $"""{row}."Email" IS NOT NULL AND {row}."EmailStatus" = 'Valid'""";

    // As Contact.MayBeChased says it; notes that are still to be read say nothing yet.
    internal static string MayBeChased(string row) => $"""{IsReachable(row)} AND COALESCE({row}."NotesUse", 'Any') = 'Any'""";

    private static string OldestDue(string account) =>
        $"""
            COALESCE((SELECT MIN(i."DueOn") FROM invoices i WHERE i."AccountId" = {account}."Id" AND i."OrganizationId" = {account}."OrganizationId"
            AND {Counted("i")}), {Never})
            """;

    public static IEnumerable<string> FromWhatIsThere() =>
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
            DueTotals(),
        ];

    /// <param name="and">Of which organizations; nothing for all.</param>
    internal static string DueTotals(string and = "") =>
        $"""
            INSERT INTO due_totals ("Currency", "DueOn", "Minor", "Invoices", "Disputed", "OrganizationId", "Version")
            SELECT i."Total_Currency", COALESCE(i."DueOn", {Never}), SUM(i."Total_Minor" - i."Settled_Minor"), COUNT(*), COUNT(i."DisputedOn"), i."OrganizationId", 0
            FROM invoices i WHERE {Counted("i")} {and} GROUP BY i."OrganizationId", i."Total_Currency", COALESCE(i."DueOn", {Never})
            """;

    private IEnumerable<string> OfAccounts()
    {
        var begins = $"""

            INSERT INTO account_standings ("AccountId", "OldestDue", "Disputed", "Reachable", "OrganizationId", "Version")
            VALUES (NEW."Id", {Never}, 0, 0, NEW."OrganizationId", 0); 
            """;
        foreach (var statement in dialect.Trigger("accounts_standing_added", "accounts", "AFTER INSERT", null, begins))
            yield return statement;
        foreach (var statement in Kept("contacts", "reachable", "\"Email\", \"EmailStatus\", \"AccountId\"", IsReachable, CountReachable))
            yield return statement;
    }

    private IEnumerable<string> OfContacts() =>
        Kept("contacts", "reachable", "\"Email\", \"EmailStatus\", \"NotesUse\", \"AccountId\"", MayBeChased, CountReachable);

    private static string CountReachable(string row, string sign) =>
        $"""UPDATE account_standings SET "Reachable" = "Reachable" {sign} 1 WHERE "AccountId" = {row}."AccountId";""";

    private IEnumerable<string> OfInvoices()
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
                "OrganizationId" = {row}."OrganizationId" AND "Currency" = {currency} AND "DueOn" = {due} AND {dialect.AddsUpAtOnce}
                """;
            return sign == "+"
                ? $"""
                    {dialect.Turn($"{row}.\"AccountId\"")}UPDATE account_standings SET "Disputed" = "Disputed" + {disputed},
                        "OldestDue" = CASE WHEN {due} < "OldestDue" THEN {due} ELSE "OldestDue" END
                    WHERE "AccountId" = {row}."AccountId" AND ({row}."DisputedOn" IS NOT NULL OR {due} < "OldestDue");
                    {Add(row, currency, minor)}
                    INSERT INTO due_totals ("Currency", "DueOn", "Minor", "Invoices", "Disputed", "OrganizationId", "Version")
                    SELECT {currency}, {due}, {minor}, 1, {disputed}, {row}."OrganizationId", 0 WHERE {dialect.AddsUpAtOnce}
                    ON CONFLICT ("OrganizationId", "Currency", "DueOn") DO UPDATE
                    SET "Minor" = due_totals."Minor" + excluded."Minor", "Invoices" = due_totals."Invoices" + 1,
                        "Disputed" = due_totals."Disputed" + excluded."Disputed";
                    """
                : $"""
                    {dialect.Turn($"{row}.\"AccountId\"")}UPDATE account_standings SET "Disputed" = "Disputed" - {disputed}
                    WHERE "AccountId" = {row}."AccountId" AND {row}."DisputedOn" IS NOT NULL;
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

    private IEnumerable<string> OfCredits()
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
    private IEnumerable<string> Kept(
        string table,
        string what,
        string watched,
        Func<string, string> counts,
        Func<string, string, string> count
    ) =>
        [
            .. dialect.Trigger($"{table}_{what}_added", table, "AFTER INSERT", counts("NEW"), $" {count("NEW", "+")} "),
            .. dialect.Trigger($"{table}_{what}_deleted", table, "AFTER DELETE", counts("OLD"), $" {count("OLD", "-")} "),
            .. dialect.Trigger($"{table}_{what}_before", table, $"AFTER UPDATE OF {watched}", counts("OLD"), $" {count("OLD", "-")} "),
            .. dialect.Trigger($"{table}_{what}_after", table, $"AFTER UPDATE OF {watched}", counts("NEW"), $" {count("NEW", "+")} "),
        ];
}
