using Amiable.Ui;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Amiable.Audit.Pages;

/// <summary>The audit log in the settings, and as a file.</summary>
public static class AuditRoutes
{
    public static void MapAudit(this RouteGroupBuilder pages)
    {
        var audit = pages.MapGroup("/settings").RequireAuthorization();
        audit.MapGet(
            "/audit",
            async ([AsParameters] Asked asked, string? after, string? before, ListAuditEntries list, CancellationToken ct) =>
                new RazorComponentResult<AuditPage>(new { List = await list.Run(asked.Filter, after, before, ct), asked.Filter })
        );
        audit.MapGet(
            "/audit.csv",
            ([AsParameters] Asked asked, Viewer viewer, ExportAuditEntries export, CancellationToken ct) =>
                Results.Stream(
                    answer => AuditCsv.Write(answer, export.Run(asked.Filter, ct), viewer, ct),
                    "text/csv; charset=utf-8",
                    "audit.csv"
                )
        );
    }

    /// <summary>What an address asks of the list.</summary>
    internal readonly record struct Asked(string? Who, string? What, string? Account, string? From, string? To)
    {
        public AuditFilter Filter =>
            new(
                string.IsNullOrEmpty(Who) ? null : Who,
                string.IsNullOrEmpty(What) ? null : What,
                Guid.TryParse(Account, out var account) ? new(account) : null,
                Typed.Day(From),
                Typed.Day(To)
            );
    }
}
