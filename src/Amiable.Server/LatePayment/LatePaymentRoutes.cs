using Amiable.LatePayment.Pages;
using Amiable.Ui;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Amiable.LatePayment;

/// <summary>Settings → Late payment with the table of rates, and the interest sheet of an account.</summary>
public static class LatePaymentRoutes
{
    public static void MapLatePayment(this RouteGroupBuilder pages)
    {
        var rates = pages.MapGroup("/settings/late-payment").RequireAuthorization();
        rates.MapGet("", (ShowRates show, CancellationToken ct) => Rates(show, null, ct));
        rates.MapPost(
            "",
            async (HttpContext http, Viewer viewer, AddRate add, ShowRates show, CancellationToken ct) =>
            {
                var form = await http.Request.ReadFormAsync(ct);
                var added = await add.Run(Typed.Day(form["from"]), Typed.Amount(form["percent"], viewer.Reader), form["source"], ct);
                return added.Problem is { } problem
                    ? await Rates(show, problem, ct)
                    : AnswerToPost.With(http, viewer, added, "late.rate-added", "/settings/late-payment", null, null);
            }
        );
        rates.MapPost(
            "/{id:guid}/remove",
            async (Guid id, HttpContext http, Viewer viewer, RemoveRate remove, CancellationToken ct) =>
                AnswerToPost.With(http, viewer, await remove.Run(new(id), ct), "late.rate-removed", "/settings/late-payment", null, null)
        );
        MapClaims(pages);
    }

    private static void MapClaims(RouteGroupBuilder pages)
    {
        var claim = pages.MapGroup("/accounts/{id:guid}/late-payment").RequireAuthorization();
        claim.MapGet("", (Guid id, ShowLateClaim show, CancellationToken ct) => Claim(id, show, null, ct));
        claim.MapPost(
            "",
            async (Guid id, HttpContext http, Viewer viewer, DecideLateClaim decide, ShowLateClaim show, CancellationToken ct) =>
            {
                var form = await http.Request.ReadFormAsync(ct);
                var decided = await decide.Run(new(id), Stance(form["stance"]), form["note"], ct);
                return decided.Problem is { } problem and not NotFound
                    ? await Claim(id, show, problem, ct)
                    : AnswerToPost.With(http, viewer, decided, "late.decided", $"/accounts/{id}/late-payment", null, null);
            }
        );
    }

    private static ClaimStance Stance(string? text) =>
        Enum.TryParse<ClaimStance>(text, out var stance) && Enum.IsDefined(stance) ? stance : ClaimStance.Hold;

    private static async Task<IResult> Rates(ShowRates show, Problem? problem, CancellationToken ct) =>
        new RazorComponentResult<RatesPage>(new { View = await show.Run(ct), Problem = problem })
        {
            StatusCode = AnswerToPost.StatusOf(problem),
        };

    private static async Task<IResult> Claim(Guid id, ShowLateClaim show, Problem? problem, CancellationToken ct) =>
        (await show.Run(new(id), ct)).Value is { } view
            ? new RazorComponentResult<LateClaimPage>(new { View = view, Problem = problem })
            {
                StatusCode = AnswerToPost.StatusOf(problem),
            }
            : Results.NotFound();
}
