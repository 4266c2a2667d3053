using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Amiable.Platform.Storage.Migrations;

/// <summary>
/// What is searched, as words and as parts of words, kept up to date by triggers: whatever writes a row, by whatever way, it is found as it is and
/// not at all once it is gone. Read by <see cref="FullText"/>.
/// </summary>
[DbContext(typeof(AppDb))]
[Migration("008_Search")]
public sealed class M008_Search : Migration
{
    // Every organization has a range of row numbers of its own in every index: whoever searches reads that range, and nothing else is even looked at.
    private const long Range = 1L << 40;

    // Words as people write them, without case and accents; the beginnings of words of those lengths are found without reading all that begin so.
    private const string Words = "content='', tokenize='unicode61 remove_diacritics 2', prefix='2 3'";

    // Any three characters that follow each other: finds what stands inside of a word or number.
    private const string Parts = "content='', tokenize='trigram remove_diacritics 1'";

    // As written, and the digits at its end without the noughts before them: 123 finds F-2026-00123. As parts of a million numbers are alike, looking
    // inside of them would read most of them.
    private static readonly (string, string)[] Numbered =
    [
        ("Number", "{0}.\"Number\""),
        ("Tail", "ltrim(substr({0}.\"Number\", length(rtrim({0}.\"Number\", '0123456789')) + 1), '0')"),
    ];

    private static readonly Searched[] All =
    [
        new(
            "accounts",
            ["Name", "Details"],
            [
                ("Name", "{0}.\"Name\""),
                ("LegalName", "ifnull({0}.\"Details\" ->> '$.legalName', '')"),
                // As written, and without what may stand between the digits.
                (
                    "Numbers",
                    "ifnull({0}.\"Details\" ->> '$.registrationNumber', '') || ' ' || ifnull({0}.\"Details\" ->> '$.vatNumber', '') || ' ' || "
                        + "replace(replace(replace(ifnull({0}.\"Details\" ->> '$.registrationNumber', '') || '/' || ifnull({0}.\"Details\" ->> '$.vatNumber', ''), "
                        + "' ', ''), '.', ''), '-', '')"
                ),
            ],
            [new("words", Words), new("parts", Parts)]
        ),
        new(
            "contacts",
            ["FullName", "Email"],
            [("FullName", "{0}.\"FullName\""), ("Email", "ifnull({0}.\"Email\", '')")],
            [new("words", Words), new("parts", Parts)]
        ),
        new("invoices", ["Number"], Numbered, [new("words", Words)], IsPersonal: false),
        new("credits", ["Number"], Numbered, [new("words", Words)], "{0}.\"Number\" IS NOT NULL", IsPersonal: false),
        // Most words of a text are in no subject: those that are should be found without reading all texts that have them.
        new(
            "communications",
            ["Subject", "Text"],
            [("Subject", "{0}.\"Subject\""), ("Text", "{0}.\"Text\"")],
            [new("words", Words), new("subjects", Words, "Subject")]
        ),
        // What the agent asks is worded in the language of whoever reads it; what a member noted is what they wrote.
        new("tasks", ["Facts"], [("Subject", "ifnull({0}.\"Facts\" ->> '$.subject', '')")], [new("words", Words)], "{0}.\"Kind\" = 'Free'"),
    ];

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        // PostgreSQL has another full-text search; its form is to stand beside this one.
        if (migrationBuilder.ActiveProvider != "Microsoft.EntityFrameworkCore.Sqlite")
            return;
        foreach (var statement in Organizations().Concat(All.SelectMany(Index)).Concat(Numbers))
            migrationBuilder.Sql(statement);
    }

    private static IEnumerable<string> Organizations() =>
        [
            """CREATE TABLE search_organizations ("Number" INTEGER NOT NULL PRIMARY KEY, "OrganizationId" TEXT NOT NULL UNIQUE)""",
            """INSERT INTO search_organizations ("OrganizationId") SELECT "Id" FROM organizations""",
            """
                CREATE TRIGGER organizations_search_deleted AFTER DELETE ON organizations
                BEGIN DELETE FROM search_organizations WHERE "OrganizationId" = OLD."Id"; END
                """,
        ];

    private static IEnumerable<string> Index(Searched searched)
    {
        var (table, ids) = (searched.Table, $"search_{searched.Table}");
        yield return $"""CREATE TABLE {ids} ("Id" INTEGER NOT NULL PRIMARY KEY, "Subject" TEXT NOT NULL UNIQUE)""";
        yield return $"""
            INSERT INTO {ids} ("Id", "Subject")
            SELECT o."Number" * {Range} + row_number() OVER (PARTITION BY o."Number" ORDER BY t.rowid), t."Id"
            FROM {table} t JOIN search_organizations o ON o."OrganizationId" = t."OrganizationId" {searched.Condition("WHERE", "t")}
            """;
        foreach (var form in searched.Forms)
        {
            var index = $"{ids}_{form.Name}";
            yield return $"CREATE VIRTUAL TABLE {index} USING fts5({searched.Columns(form)}, {form.Options})";
            // What is deleted is overwritten in the index at once, not some day: erased is erased. Costs more than numbers of invoices are worth.
            if (searched.IsPersonal)
                yield return $"INSERT INTO {index} ({index}, rank) VALUES ('secure-delete', 1)";
            yield return $"""
                INSERT INTO {index} (rowid, {searched.Columns(form)})
                SELECT s."Id", {searched.Values(form, "t")} FROM {table} t JOIN {ids} s ON s."Subject" = t."Id"
                """;
        }
        var (add, remove) = (Add(searched, ids), Remove(searched, ids));
        yield return $"CREATE TRIGGER {ids}_added AFTER INSERT ON {table} {searched.Condition("WHEN", "NEW")} BEGIN {Number(searched, ids)} {add} END";
        yield return $"""
            CREATE TRIGGER {ids}_changed AFTER UPDATE OF {searched.Watched} ON {table} {searched.Condition(
                "WHEN",
                "NEW"
            )} BEGIN {remove} {add} END
            """;
        yield return $"""
            CREATE TRIGGER {ids}_deleted AFTER DELETE ON {table} {searched.Condition("WHEN", "OLD")}
            BEGIN {remove} DELETE FROM {ids} WHERE "Subject" = OLD."Id"; END
            """;
    }

    // The next number in the range of its organization.
    private static string Number(Searched searched, string ids) =>
        $"""
            INSERT INTO search_organizations ("OrganizationId") SELECT NEW."OrganizationId"
            WHERE NOT EXISTS (SELECT 1 FROM search_organizations WHERE "OrganizationId" = NEW."OrganizationId");
            INSERT INTO {ids} ("Id", "Subject")
            SELECT 1 + ifnull((SELECT s."Id" FROM {ids} s WHERE s."Id" > o."Number" * {Range} AND s."Id" < (o."Number" + 1) * {Range}
                ORDER BY s."Id" DESC LIMIT 1), o."Number" * {Range}), NEW."Id"
            FROM search_organizations o WHERE o."OrganizationId" = NEW."OrganizationId";
            """;

    private static string Add(Searched searched, string ids) =>
        string.Concat(
            searched.Forms.Select(f =>
                $"""
                    INSERT INTO {ids}_{f.Name} (rowid, {searched.Columns(f)})
                    SELECT s."Id", {searched.Values(f, "NEW")} FROM {ids} s WHERE s."Subject" = NEW."Id";
                    """
            )
        );

    // The index keeps no text: it is told again what it took in.
    private static string Remove(Searched searched, string ids) =>
        string.Concat(
            searched.Forms.Select(f =>
                $"""
                    INSERT INTO {ids}_{f.Name} ({ids}_{f.Name}, rowid, {searched.Columns(f)})
                    SELECT 'delete', s."Id", {searched.Values(f, "OLD")} FROM {ids} s WHERE s."Subject" = OLD."Id";
                    """
            )
        );

    // By number in any case, and by amount. Not in the model: it knows no index over an expression or in another collation.
    private static readonly string[] Numbers =
    [
        """CREATE INDEX "IX_invoices_any_case" ON invoices ("OrganizationId", "Number" COLLATE NOCASE)""",
        """CREATE INDEX "IX_credits_any_case" ON credits ("OrganizationId", "Number" COLLATE NOCASE) WHERE "Number" IS NOT NULL""",
        """CREATE INDEX "IX_invoices_total" ON invoices ("OrganizationId", "Total_Minor", "Id", "Total_Currency")""",
        """
            CREATE INDEX "IX_invoices_outstanding" ON invoices ("OrganizationId", ("Total_Minor" - "Settled_Minor"), "Id", "Total_Currency")
            WHERE "Settled_Minor" > 0
            """,
        """CREATE INDEX "IX_credits_amount" ON credits ("OrganizationId", "Is", "Amount_Minor", "Id", "Amount_Currency")""",
        """
            CREATE INDEX "IX_credits_left" ON credits ("OrganizationId", "Is", ("Amount_Minor" - "Used_Minor"), "Id", "Amount_Currency")
            WHERE "Used_Minor" > 0
            """,
    ];

    /// <param name="Table">Whose rows are searched.</param>
    /// <param name="WatchedColumns">Those that change what is found.</param>
    /// <param name="Texts">What is searched of a row ({0}), each under a name.</param>
    /// <param name="Forms">As words, or as parts.</param>
    /// <param name="When">Which rows ({0}); null for all. Never changes of a row.</param>
    /// <param name="IsPersonal">May name a person, who may ask to be forgotten.</param>
    private sealed record Searched(
        string Table,
        string[] WatchedColumns,
        (string Name, string Expression)[] Texts,
        Form[] Forms,
        string? When = null,
        bool IsPersonal = true
    )
    {
        public string Watched => string.Join(", ", WatchedColumns.Select(c => $"\"{c}\""));

        private IEnumerable<(string Name, string Expression)> In(Form form) => Texts.Where(t => form.Only is null || t.Name == form.Only);

        public string Columns(Form form) => string.Join(", ", In(form).Select(t => t.Name));

        public string Values(Form form, string row) =>
            string.Join(", ", In(form).Select(t => t.Expression.Replace("{0}", row, StringComparison.Ordinal)));

        public string Condition(string keyword, string row) =>
            When is null ? "" : $"{keyword} {When.Replace("{0}", row, StringComparison.Ordinal)}";
    }

    /// <param name="Only">The one text that is in it; null for all.</param>
    private sealed record Form(string Name, string Options, string? Only = null);
}
