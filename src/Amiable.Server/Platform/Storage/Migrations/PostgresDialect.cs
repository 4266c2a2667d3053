namespace Amiable.Platform.Storage.Migrations;

/// <summary>How PostgreSQL wants it: a trigger calls a function, and texts are searched by its own indexes.</summary>
internal sealed class PostgresDialect : Dialect
{
    public override string InDays(int days) => $"CURRENT_DATE + {days}";

    public override string Or(string expression, string otherwise) => $"COALESCE({expression}, {otherwise})";

    public override string Json(string column, string key) => $$"""search_json({0}."{{column}}", '{{key}}')""";

    internal const string AddsUp = $"current_setting('{LateTotals.Setting}', true) IS DISTINCT FROM '{LateTotals.Later}'";

    public override string AddsUpAtOnce => AddsUp;

    public override string AnyCase(string column) => $"lower(\"{column}\")";

    // Only within a transaction that is none of the program's can somebody else be at the same account: see OneWriter.
    public override string Turn(string account) => $"""PERFORM 1 FROM account_standings WHERE "AccountId" = {account} FOR UPDATE; """;

    public override IEnumerable<string> Trigger(string name, string table, string occasion, string? condition, string body) =>
        Trigger(name, $"{occasion} ON {table} FOR EACH ROW", condition, $"{body} RETURN NULL;");

    private static IEnumerable<string> Trigger(string name, string occasion, string? condition, string body) =>
        [
            $"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$",
            $"CREATE TRIGGER {name} {occasion}{(condition is null ? "" : $" WHEN ({condition})")} EXECUTE FUNCTION {name}()",
        ];

    public override IEnumerable<string> ArrivalsTogether() => new PostgresArrivals(this).Statements();

    // A row of its index is overwritten as any other is.
    public override IEnumerable<string> ForgetWordsLater(string table, IReadOnlyList<string> forms) => [];

    public override IEnumerable<string> DropTrigger(string name, string table) =>
        [$"DROP TRIGGER {name} ON {table}", $"DROP FUNCTION {name}()"];

    public override IEnumerable<string> AuditRules() =>
        [
            .. Trigger(
                "audit_entries_in_order",
                "BEFORE INSERT ON audit_entries FOR EACH ROW",
                null,
                $"""
                IF NEW."Number" IS DISTINCT FROM 1 + (SELECT COALESCE(max("Number"), 0) FROM audit_entries WHERE "OrganizationId" = NEW."OrganizationId") THEN
                {Refuse("The audit log is written in order, without a gap.")}
                END IF; RETURN NEW;
                """
            ),
            .. Trigger(
                "audit_entries_unchanged",
                """
                BEFORE UPDATE OF "OrganizationId", "Number", "At", "ActorKind", "ActorId", "ActorName", "From", "Action",
                "SubjectKind", "SubjectId", "AccountId", "Count", "ChangesHash", "PreviousHash", "Hash", "Version" ON audit_entries FOR EACH ROW
                """,
                null,
                Refuse("The audit log is append-only: nothing in it changes.")
            ),
            .. Trigger(
                "audit_entries_details_only_erased",
                """BEFORE UPDATE OF "Changes" ON audit_entries FOR EACH ROW""",
                "NEW.\"Changes\" IS NOT NULL",
                Refuse("The audit log is append-only: details can be erased, not changed.")
            ),
            .. Trigger(
                "audit_entries_kept",
                "BEFORE DELETE ON audit_entries FOR EACH ROW",
                null,
                $"""
                IF EXISTS (SELECT 1 FROM organizations WHERE "Id" = OLD."OrganizationId") THEN
                {Refuse("The audit log is append-only: it ends with its organization.")}
                END IF; RETURN OLD;
                """
            ),
            // Emptied at once, no row is deleted by itself.
            .. Trigger(
                "audit_entries_never_emptied",
                "BEFORE TRUNCATE ON audit_entries FOR EACH STATEMENT",
                null,
                Refuse("The audit log is append-only: it ends with its organization.")
            ),
        ];

    private static string Refuse(string why) => $"RAISE EXCEPTION '{why}' USING ERRCODE = 'restrict_violation';";

    public override IEnumerable<string> SearchFoundations() => PostgresSearch.Foundations();

    public override IEnumerable<string> CheaperSearchFoundations() => PostgresSearch.CheaperFoundations();

    public override IEnumerable<string> Search(SearchedTable table) => new PostgresSearch(table).Index();
}
