using System.Globalization;
using Amiable.Evidence.Pages;
using Amiable.Ui;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Amiable.Evidence;

/// <summary>The evidence file of an account: what would be in it, and the file.</summary>
internal static class EvidenceRoutes
{
    public static string Of(AccountId account) => $"/accounts/{account.Value}/evidence";

    public static string FileOf(AccountId account) => $"{Of(account)}/file";

    public static void MapEvidence(this RouteGroupBuilder pages)
    {
        var evidence = pages.MapGroup("/accounts/{id:guid}/evidence").RequireAuthorization();
        evidence.MapGet(
            "",
            async Task<IResult> (Guid id, ShowEvidence show, CancellationToken ct) =>
                (await show.Run(new(id), null, ct)).Value is { } view
                    ? new RazorComponentResult<EvidencePage>(new { View = view })
                    : Results.NotFound()
        );
        evidence.MapGet("/file", File);
    }

    private static async Task<IResult> File(
        Guid id,
        HttpContext http,
        Viewer viewer,
        ScopeEvidence scopeEvidence,
        ShowEvidence show,
        ExportEvidence export,
        CancellationToken ct
    )
    {
        List<InvoiceId> chosen = [];
        foreach (var invoice in http.Request.Query["invoice"])
            if (Guid.TryParse(invoice, out var one))
                chosen.Add(new(one));
        var scope = await scopeEvidence.Run(new(id), chosen, ct);
        if (scope.Problem is not null || (await show.Run(new(id), scope.Value!.Chosen, ct)).Value is not { } view)
            return Results.NotFound();
        http.Response.Headers.CacheControl = "no-store";
        var day = view.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return Results.Stream(
            answer => export.Run(answer, scope.Value!, view, new EvidenceWords(viewer), ct),
            "application/zip",
            $"{viewer.T["evidence-file.file-name"]}-{view.Account.Name}-{day}.zip"
        );
    }
}
