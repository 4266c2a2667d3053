namespace Amiable.Platform.Storage.Migrations;

/// <summary>How SQLite wants it.</summary>
internal sealed class SqliteDialect : Dialect
{
    public override string InDays(int days) => $"date('now', '+{days} days')";

    public override string Or(string expression, string otherwise) => $"ifnull({expression}, {otherwise})";

    public override string Json(string column, string key) => $$"""{0}."{{column}}" ->> '$.{{key}}'""";

    public override string AddsUpAtOnce => "true";

    public override string AnyCase(string column) => $"\"{column}\" COLLATE NOCASE";

    // Its one writer at a time is turn enough.
    public override string Turn(string account) => "";

    public override IEnumerable<string> Trigger(string name, string table, string occasion, string? condition, string body) =>
        [$"CREATE TRIGGER {name} {occasion} ON {table}{(condition is null ? "" : $" WHEN {condition}")} BEGIN{body}END"];

    // Its triggers know no statement, only rows.
    public override IEnumerable<string> ArrivalsTogether() => [];

    public override IEnumerable<string> DropTrigger(string name, string table) => [$"DROP TRIGGER {name}"];

    public override IEnumerable<string> AuditRules() =>
        [
            """
                CREATE TRIGGER audit_entries_in_order BEFORE INSERT ON audit_entries
                WHEN NEW."Number" IS NOT 1 + (SELECT ifnull(max("Number"), 0) FROM audit_entries WHERE "OrganizationId" = NEW."OrganizationId")
                BEGIN SELECT RAISE(ABORT, 'The audit log is written in order, without a gap.'); END
                """,
            """
                CREATE TRIGGER audit_entries_unchanged BEFORE UPDATE OF "OrganizationId", "Number", "At", "ActorKind", "ActorId", "ActorName", "From", "Action",
                "SubjectKind", "SubjectId", "AccountId", "Count", "ChangesHash", "PreviousHash", "Hash", "Version" ON audit_entries
                BEGIN SELECT RAISE(ABORT, 'The audit log is append-only: nothing in it changes.'); END
                """,
            """
                CREATE TRIGGER audit_entries_details_only_erased BEFORE UPDATE OF "Changes" ON audit_entries WHEN NEW."Changes" IS NOT NULL
                BEGIN SELECT RAISE(ABORT, 'The audit log is append-only: details can be erased, not changed.'); END
                """,
            """
                CREATE TRIGGER audit_entries_kept BEFORE DELETE ON audit_entries
                WHEN EXISTS (SELECT 1 FROM organizations WHERE "Id" = OLD."OrganizationId")
                BEGIN SELECT RAISE(ABORT, 'The audit log is append-only: it ends with its organization.'); END
                """,
        ];

    public override IEnumerable<string> SearchFoundations() =>
        [
            """CREATE TABLE search_organizations ("Number" INTEGER NOT NULL PRIMARY KEY, "OrganizationId" TEXT NOT NULL UNIQUE)""",
            """INSERT INTO search_organizations ("OrganizationId") SELECT "Id" FROM organizations""",
            """
                CREATE TRIGGER organizations_search_deleted AFTER DELETE ON organizations
                BEGIN DELETE FROM search_organizations WHERE "OrganizationId" = OLD."Id"; END
                """,
        ];

    public override IEnumerable<string> CheaperSearchFoundations() => [];

    public override IEnumerable<string> ForgetWordsLater(string table, IReadOnlyList<string> forms) =>
        forms.Select(form => $"INSERT INTO search_{table}_{form} (search_{table}_{form}, rank) VALUES ('secure-delete', 0)");

    public override IEnumerable<string> Search(SearchedTable table) => new SqliteSearch(table).Index();
}
