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
    // As written, and the digits at its end without the noughts before them: 123 finds F-2026-00123. As parts of a million numbers are alike, looking
    // inside of them would read most of them.
    private static readonly (string, string)[] Numbered =
    [
        ("Number", "{0}.\"Number\""),
        ("Tail", "ltrim(substr({0}.\"Number\", length(rtrim({0}.\"Number\", '0123456789')) + 1), '0')"),
    ];

    private static readonly SearchedTable[] All =
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
            [SearchForm.Words, SearchForm.Parts]
        ),
        new(
            "contacts",
            ["FullName", "Email"],
            [("FullName", "{0}.\"FullName\""), ("Email", "ifnull({0}.\"Email\", '')")],
            [SearchForm.Words, SearchForm.Parts]
        ),
        new("invoices", ["Number"], Numbered, [SearchForm.Words], IsPersonal: false),
        new("credits", ["Number"], Numbered, [SearchForm.Words], "{0}.\"Number\" IS NOT NULL", IsPersonal: false),
        // Most words of a text are in no subject: those that are should be found without reading all texts that have them.
        new(
            "communications",
            ["Subject", "Text"],
            [("Subject", "{0}.\"Subject\""), ("Text", "{0}.\"Text\"")],
            [SearchForm.Words, SearchForm.Words with { Name = "subjects", Only = "Subject" }]
        ),
        // What the agent asks is worded in the language of whoever reads it; what a member noted is what they wrote.
        new("tasks", ["Facts"], [("Subject", "ifnull({0}.\"Facts\" ->> '$.subject', '')")], [SearchForm.Words], "{0}.\"Kind\" = 'Free'"),
    ];

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        // PostgreSQL has another full-text search; its form is to stand beside this one.
        if (migrationBuilder.ActiveProvider != "Microsoft.EntityFrameworkCore.Sqlite")
            return;
        foreach (var statement in Organizations().Concat(All.SelectMany(s => s.Index())).Concat(Numbers))
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
}
