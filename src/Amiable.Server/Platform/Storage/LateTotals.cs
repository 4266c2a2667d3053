using Amiable.Platform.Storage.Migrations;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Platform.Storage;

/// <summary>
/// What falls due on a day, and how many accounts stand how, are a few rows that every invoice changes. PostgreSQL keeps each version of a row until the transaction that
/// made it has ended, and walks past all of them to the next: of an import of 100,000 invoices in one transaction that was two minutes of three. Who writes so
/// many says so, and adds up at the end.
/// </summary>
internal static class LateTotals
{
    internal const string Setting = "amiable.totals";
    internal const string Later = "later";

    // Below, it is less work to keep a few totals than to add up a whole ledger.
    private const int Many = 5_000;

    /// <summary>For the transaction that runs: what it writes is in the totals when they were added up, and not before.</summary>
    /// <param name="db">In a transaction.</param>
    /// <param name="rows">About how many will be written; of few it makes no difference.</param>
    /// <param name="ct">Ends it.</param>
    /// <returns>What adds them up, before the transaction ends.</returns>
    public static async Task<Func<Task>> AddUpLater(this AppDb db, int rows, CancellationToken ct)
    {
        // SQLite changes a row where it lies.
        if (rows < Many || !db.Database.IsNpgsql())
            return () => Task.CompletedTask;
        await db.Database.ExecuteSqlAsync($"SELECT set_config({Setting}, {Later}, true)", ct);
        return () => AddUp(db, ct);
    }

    private static async Task AddUp(AppDb db, CancellationToken ct)
    {
        var us = db.Organization.Id.Value;
        await db.Database.ExecuteSqlAsync($"""DELETE FROM due_totals WHERE "OrganizationId" = {us}""", ct);
        await db.Database.ExecuteSqlRawAsync(KeptTotals.DueTotals("AND i.\"OrganizationId\" = {0}"), [us], ct);
        await db.Database.ExecuteSqlAsync($"""DELETE FROM standing_totals WHERE "OrganizationId" = {us}""", ct);
        await db.Database.ExecuteSqlRawAsync(M028_StandingTotals.FromStandings("WHERE s.\"OrganizationId\" = {0}"), [us], ct);
        await db.Database.ExecuteSqlAsync($"SELECT set_config({Setting}, '', true)", ct);
    }
}
