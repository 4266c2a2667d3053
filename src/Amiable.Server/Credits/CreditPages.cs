using Amiable.Credits.Pages;
using Amiable.Ui;
using Amiable.Ui.Sheets;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Amiable.Credits;

/// <summary>The screens of payments and of credit notes: the same but for their words and for what is asked of a new one.</summary>
public static class CreditPages
{
    public static void MapCredits(this RouteGroupBuilder pages)
    {
        pages.MapCredits(CreditPlace.Payments).MapAddingPayments();
        pages.MapCredits(CreditPlace.CreditNotes).MapAddingCreditNotes();
    }

    private static RouteGroupBuilder MapCredits(this RouteGroupBuilder pages, CreditPlace place)
    {
        var credits = pages.MapGroup(place.Path).RequireAuthorization();
        credits.MapGet("", ([AsParameters] Parts parts) => parts.List(place));
        MapExport(pages, place);
        credits.MapGet("/{id:guid}", ([AsParameters] Parts parts, Guid id) => parts.Show(place, id));
        // Where the address of a form that came back with a problem leads when it is reloaded.
        credits.MapGet(
            "/{id:guid}/{ask}",
            (Guid id, string ask) => Results.LocalRedirect($"{place.Path}/{id}?ask={Uri.EscapeDataString(ask)}")
        );
        credits.MapAction<AllocateCredit>(
            place,
            "allocate",
            (allocate, id, form, reader, ct) => allocate.Run(id, Invoice(form), Typed.Amount(form["amount"], reader), ct)
        );
        credits.MapAction<ReleaseCredit>(place, "release", (release, id, form, _, ct) => release.Run(id, Invoice(form), ct));
        credits.MapAction<AllocateOldestFirst>(place, "automatic", (allocate, id, _, _, ct) => allocate.Run(id, ct));
        credits.MapPost(
            "/{id:guid}/delete",
            async ([AsParameters] Parts parts, Guid id, DeleteCredit delete, CancellationToken ct) =>
            {
                var form = await parts.Http.Request.ReadFormAsync(ct);
                if ((await delete.Run(new(id), place.Kind, form["confirm"].ToString(), ct)).Problem is { } problem)
                    return await parts.Show(place, id, "delete", problem);
                Toasts.Leave(parts.Http, parts.Viewer.T[$"credits.{place.Key}.done.delete"]);
                return Results.LocalRedirect(Query.At(parts.Http, place.Path));
            }
        );
        return credits;
    }

    private static void MapExport(RouteGroupBuilder pages, CreditPlace place) =>
        pages.MapSheets(
            place.Path,
            format =>
                (HttpContext http, Viewer viewer, ExportCredits export, CancellationToken ct) =>
                    SheetAnswer.Of(
                        format,
                        viewer,
                        place.Path[1..],
                        viewer.T[$"credits.{place.Key}.title"],
                        CreditColumns.For(viewer, place),
                        export.Run(Question(place, http), ct),
                        ct
                    )
        );

    private static void MapAction<TUseCase>(
        this RouteGroupBuilder credits,
        CreditPlace place,
        string action,
        Func<TUseCase, CreditId, IFormCollection, Reader, CancellationToken, Task<Result<Done>>> run
    )
        where TUseCase : class =>
        credits.MapPost(
            "/{id:guid}/" + action,
            async ([AsParameters] Parts parts, Guid id, TUseCase useCase, CancellationToken ct) =>
            {
                var form = await parts.Http.Request.ReadFormAsync(ct);
                if ((await run(useCase, new(id), form, parts.Viewer.Reader, ct)).Problem is { } problem)
                    return await parts.Show(place, id, action, problem);
                Toasts.Leave(parts.Http, parts.Viewer.T[$"credits.done.{action}"]);
                return Results.LocalRedirect(Query.At(parts.Http, $"{place.Path}/{id}"));
            }
        );

    private static InvoiceId Invoice(IFormCollection form) => new(Guid.TryParse(form["invoice"], out var invoice) ? invoice : default);

    internal static CreditQuestion Question(CreditPlace place, HttpContext http)
    {
        var query = http.Request.Query;
        return new(place.Kind, Typed.Choice<CreditFilter>(query["show"]), query["q"], query["sort"]);
    }

    /// <summary>What the list and its panel are put together from, whichever form of them came back.</summary>
    internal sealed record Parts(HttpContext Http, Viewer Viewer, ListCredits ListCredits, ShowCredit ShowCredit)
    {
        public async Task<IResult> List(CreditPlace place) => await Page(place, null, null, null);

        /// <param name="place">Payments or credit notes.</param>
        /// <param name="id">Which one.</param>
        /// <param name="action">The form that came back.</param>
        /// <param name="problem">Why it did.</param>
        public async Task<IResult> Show(CreditPlace place, Guid id, string? action = null, Problem? problem = null)
        {
            var shown = await ShowCredit.Run(new(id), Question(place, Http), Http.RequestAborted);
            if (shown.Value is not { } view)
                return Results.NotFound();
            return Fragment.IsWanted(Http)
                ? new RazorComponentResult<CreditPanel>(new { View = view })
                : await Page(place, view, action, problem);
        }

        private async Task<IResult> Page(CreditPlace place, CreditView? open, string? action, Problem? problem)
        {
            var (question, query) = (Question(place, Http), Http.Request.Query);
            return new RazorComponentResult<CreditsPage>(
                new
                {
                    List = await ListCredits.Run(question, query["after"], query["before"], Http.RequestAborted),
                    Question = question,
                    Open = open,
                    Action = action,
                    Problem = problem,
                }
            )
            {
                StatusCode = problem is null ? 200 : 422,
            };
        }
    }
}
