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

    internal static SearchedTable[] All(Dialect sql) =>
        [
            new(
                "accounts",
                ["Name", "Details"],
                [
                    ("Name", "{0}.\"Name\""),
                    ("LegalName", sql.Or(sql.Json("Details", "legalName"), "''")),
                    // As written, and without what may stand between the digits.
                    (
                        "Numbers",
                        $"{Registration(sql)} || ' ' || {Vat(sql)} || ' ' || "
                            + $"replace(replace(replace({Registration(sql)} || '/' || {Vat(sql)}, ' ', ''), '.', ''), '-', '')"
                    ),
                ],
                [SearchForm.Words, SearchForm.Parts]
            ),
            new(
                "contacts",
                ["FullName", "Email"],
                [("FullName", "{0}.\"FullName\""), ("Email", sql.Or("{0}.\"Email\"", "''"))],
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
            new("tasks", ["Facts"], [("Subject", sql.Or(sql.Json("Facts", "subject"), "''"))], [SearchForm.Words], "{0}.\"Kind\" = 'Free'"),
        ];

    private static string Registration(Dialect sql) => sql.Or(sql.Json("Details", "registrationNumber"), "''");

    private static string Vat(Dialect sql) => sql.Or(sql.Json("Details", "vatNumber"), "''");

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        var dialect = Dialect.Of(migrationBuilder);
        foreach (var statement in dialect.SearchFoundations().Concat(All(dialect).SelectMany(dialect.Search)).Concat(Numbers(dialect)))
            migrationBuilder.Sql(statement);
    }

    // By number in any case, and by amount. Not in the model: it knows no index over an expression or in another collation.
    private static string[] Numbers(Dialect dialect) =>
        [
            $"""CREATE INDEX "IX_invoices_any_case" ON invoices ("OrganizationId", {dialect.AnyCase("Number")})""",
            $"""CREATE INDEX "IX_credits_any_case" ON credits ("OrganizationId", {dialect.AnyCase("Number")}) WHERE "Number" IS NOT NULL""",
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
