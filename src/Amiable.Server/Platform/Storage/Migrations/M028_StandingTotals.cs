using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Amiable.Platform.Storage.Migrations;

/// <summary>
/// How many accounts there are, are overdue, contested or out of reach is read from a few rows, one for each oldest due date, instead of counted over all
/// accounts. Kept by triggers, as the standings are that they follow.
/// </summary>
[DbContext(typeof(AppDb))]
[Migration("028_StandingTotals")]
public sealed class M028_StandingTotals : Migration
{
    private static readonly string[] Occasions = ["added", "deleted", "changed"];

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "standing_totals",
            table => new
            {
                OldestDue = table.Column<DateOnly>(),
                Accounts = table.Column<int>(),
                Disputed = table.Column<int>(),
                Unreachable = table.Column<int>(),
                OrganizationId = table.Column<Guid>(),
                Version = table.Column<int>(),
            },
            constraints: table => table.PrimaryKey("PK_standing_totals", t => new { t.OrganizationId, t.OldestDue })
        );
        migrationBuilder.Sql(FromStandings());
        foreach (var statement in Triggers(Dialect.Of(migrationBuilder), "true"))
            migrationBuilder.Sql(statement);
    }

    /// <param name="where">Of which organizations; nothing for all.</param>
    internal static string FromStandings(string where = "") =>
        $"""
            INSERT INTO standing_totals ("OldestDue", "Accounts", "Disputed", "Unreachable", "OrganizationId", "Version")
            SELECT s."OldestDue", COUNT(*), SUM(CASE WHEN s."Disputed" > 0 THEN 1 ELSE 0 END), SUM(CASE WHEN s."Reachable" = 0 THEN 1 ELSE 0 END),
                s."OrganizationId", 0
            FROM account_standings s {where} GROUP BY s."OrganizationId", s."OldestDue"
            """;

    internal static IEnumerable<string> Triggers(Dialect dialect, string condition)
    {
        (string Name, string Occasion, string Condition, string Body)[] triggers =
        [
            ("added", "AFTER INSERT", condition, Add("NEW")),
            ("deleted", "AFTER DELETE", condition, TakeBack("OLD")),
            (
                "changed",
                "AFTER UPDATE OF \"OldestDue\", \"Disputed\", \"Reachable\"",
                $"""
                {condition} AND (OLD."OldestDue" <> NEW."OldestDue" OR (OLD."Disputed" > 0) <> (NEW."Disputed" > 0) OR (OLD."Reachable" = 0) <> (NEW."Reachable" = 0))
                """,
                TakeBack("OLD") + Add("NEW")
            ),
        ];
        return triggers.SelectMany(t =>
            dialect.Trigger($"standings_total_{t.Name}", "account_standings", t.Occasion, t.Condition, $" {t.Body} ")
        );
    }

    internal static IEnumerable<string> TriggersAnew(Dialect dialect) =>
        Occasions
            .SelectMany(when => dialect.DropTrigger($"standings_total_{when}", "account_standings"))
            .Concat(Triggers(dialect, dialect.AddsUpAtOnce));

    private static string Disputed(string row) => $"""CASE WHEN {row}."Disputed" > 0 THEN 1 ELSE 0 END""";

    private static string Unreachable(string row) => $"""CASE WHEN {row}."Reachable" = 0 THEN 1 ELSE 0 END""";

    private static string Add(string row) =>
        $"""
            INSERT INTO standing_totals ("OldestDue", "Accounts", "Disputed", "Unreachable", "OrganizationId", "Version")
            VALUES ({row}."OldestDue", 1, {Disputed(row)}, {Unreachable(row)}, {row}."OrganizationId", 0)
            ON CONFLICT ("OrganizationId", "OldestDue") DO UPDATE SET "Accounts" = standing_totals."Accounts" + 1,
                "Disputed" = standing_totals."Disputed" + excluded."Disputed", "Unreachable" = standing_totals."Unreachable" + excluded."Unreachable";
            """;

    // Whoever deletes an organization may have deleted its totals before its accounts: nothing of them is left over.
    private static string TakeBack(string row) =>
        $"""
            UPDATE standing_totals SET "Accounts" = "Accounts" - 1, "Disputed" = "Disputed" - {Disputed(row)}, "Unreachable" = "Unreachable" - {Unreachable(
            row
        )}
            WHERE "OrganizationId" = {row}."OrganizationId" AND "OldestDue" = {row}."OldestDue";
            DELETE FROM standing_totals WHERE "OrganizationId" = {row}."OrganizationId" AND "OldestDue" = {row}."OldestDue" AND "Accounts" <= 0;
            """;
}
