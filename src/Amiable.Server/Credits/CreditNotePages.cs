using Amiable.Accounts;
using Amiable.Accounts.Pages;
using Amiable.Credits.Pages;
using Amiable.Ui;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Amiable.Credits;

/// <summary>The screens of credit notes.</summary>
public static class CreditNotePages
{
    public static void MapCreditNotes(this RouteGroupBuilder pages)
    {
        var notes = pages.MapGroup("/credit-notes").RequireAuthorization();
        notes.MapGet(
            "",
            async (HttpContext http, ListCreditNotes list, CancellationToken ct) =>
                Page(await List(http, list, ct), Question(http), null, null, null)
        );
        notes.MapGet(
            "/{id:guid}",
            async (Guid id, HttpContext http, ShowCreditNote show, ListCreditNotes list, CancellationToken ct) =>
                await Show(id, http, show, list, null, null, ct)
        );
        // Where the address of a form that came back with a problem leads when it is reloaded.
        notes.MapGet(
            "/{id:guid}/{ask}",
            (Guid id, string ask) => Results.LocalRedirect($"/credit-notes/{id}?ask={Uri.EscapeDataString(ask)}")
        );
        MapAllocating(notes);
        notes.MapPost(
            "/{id:guid}/delete",
            async (
                Guid id,
                HttpContext http,
                DeleteCreditNote delete,
                ShowCreditNote show,
                ListCreditNotes list,
                Viewer viewer,
                CancellationToken ct
            ) =>
            {
                var form = await http.Request.ReadFormAsync(ct);
                if ((await delete.Run(new(id), form["confirm"].ToString(), ct)).Problem is { } problem)
                    return await Show(id, http, show, list, "delete", problem, ct);
                Toasts.Leave(http, viewer.T["credit-notes.done.delete"]);
                return Results.LocalRedirect(Query.At(http, "/credit-notes"));
            }
        );
        MapAdding(notes);
    }

    private static void MapAllocating(RouteGroupBuilder notes)
    {
        notes.MapPost(
            "/{id:guid}/allocate",
            async (
                Guid id,
                HttpContext http,
                AllocateCredit allocate,
                ShowCreditNote show,
                ListCreditNotes list,
                Viewer viewer,
                CancellationToken ct
            ) =>
            {
                var form = await http.Request.ReadFormAsync(ct);
                _ = Guid.TryParse(form["invoice"], out var invoice);
                var done = await allocate.Run(new(id), new(invoice), Typed.Amount(form["amount"], viewer.Reader), ct);
                return done.Problem is { } problem
                    ? await Show(id, http, show, list, "allocate", problem, ct)
                    : Back(http, id, "allocate", viewer);
            }
        );
        notes.MapPost(
            "/{id:guid}/release",
            async (
                Guid id,
                HttpContext http,
                ReleaseCredit release,
                ShowCreditNote show,
                ListCreditNotes list,
                Viewer viewer,
                CancellationToken ct
            ) =>
            {
                var form = await http.Request.ReadFormAsync(ct);
                _ = Guid.TryParse(form["invoice"], out var invoice);
                var done = await release.Run(new(id), new(invoice), ct);
                return done.Problem is { } problem
                    ? await Show(id, http, show, list, "release", problem, ct)
                    : Back(http, id, "release", viewer);
            }
        );
        notes.MapPost(
            "/{id:guid}/automatic",
            async (
                Guid id,
                HttpContext http,
                AllocateOldestFirst allocate,
                ShowCreditNote show,
                ListCreditNotes list,
                Viewer viewer,
                CancellationToken ct
            ) =>
                (await allocate.Run(new(id), ct)).Problem is { } problem
                    ? await Show(id, http, show, list, "automatic", problem, ct)
                    : Back(http, id, "automatic", viewer)
        );
    }

    private static void MapAdding(RouteGroupBuilder notes)
    {
        notes.MapGet(
            "/new",
            async (Guid? account, string? q, NameAccount name, PickAccount pick, Viewer viewer, CancellationToken ct) =>
            {
                var chosen = account is { } id ? await name.Run(new(id), ct) : null;
                return account is not null && chosen is null ? Results.NotFound()
                    : chosen is null
                        ? new RazorComponentResult<PickAccountPage>(
                            new
                            {
                                Title = viewer.T["credit-notes.add-title"],
                                Current = Nav.CreditNotes,
                                Found = await pick.Run(q, ct),
                                Search = q,
                            }
                        )
                    : AddPage(chosen, null);
            }
        );
        notes.MapPost(
            "/new",
            async (Guid? account, HttpContext http, NameAccount name, AddCreditNote add, Viewer viewer, CancellationToken ct) =>
            {
                if (account is not { } id || await name.Run(new(id), ct) is not { } chosen)
                    return Results.NotFound();
                var form = await http.Request.ReadFormAsync(ct);
                var added = await add.Run(
                    chosen.Id,
                    new(
                        form["number"].ToString(),
                        Typed.Day(form["issued"]),
                        Typed.Amount(form["amount"], viewer.Reader),
                        form["currency"].ToString().Trim().ToUpperInvariant()
                    ),
                    ct
                );
                if (added.Problem is { } problem)
                    return AddPage(chosen, problem);
                Toasts.Leave(http, viewer.T["credit-notes.done.add", form["number"].ToString().Trim()]);
                return Results.LocalRedirect($"/credit-notes/{added.Value.Value}");
            }
        );
    }

    private static IResult Back(HttpContext http, Guid id, string action, Viewer viewer)
    {
        Toasts.Leave(http, viewer.T[$"credit-notes.done.{action}"]);
        return Results.LocalRedirect(Query.At(http, $"/credit-notes/{id}"));
    }

    private static RazorComponentResult<AddCreditNotePage> AddPage(PickedAccount account, Problem? problem) =>
        new(new { Account = account, Problem = problem }) { StatusCode = problem is null ? 200 : 422 };

    private static async Task<IResult> Show(
        Guid id,
        HttpContext http,
        ShowCreditNote show,
        ListCreditNotes list,
        string? action,
        Problem? problem,
        CancellationToken ct
    )
    {
        var shown = await show.Run(new(id), Question(http), ct);
        if (shown.Value is not { } view)
            return Results.NotFound();
        return Fragment.IsWanted(http)
            ? new RazorComponentResult<CreditNotePanel>(new { View = view })
            : Page(await List(http, list, ct), Question(http), view, action, problem);
    }

    private static Task<CreditNoteList> List(HttpContext http, ListCreditNotes list, CancellationToken ct) =>
        list.Run(Question(http), http.Request.Query["after"], http.Request.Query["before"], ct);

    private static CreditNoteQuestion Question(HttpContext http)
    {
        var query = http.Request.Query;
        return new(Typed.Choice<CreditNoteFilter>(query["show"]), query["q"], query["sort"]);
    }

    private static RazorComponentResult<CreditNotesPage> Page(
        CreditNoteList list,
        CreditNoteQuestion question,
        CreditNoteView? open,
        string? action,
        Problem? problem
    ) =>
        new(
            new
            {
                List = list,
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
