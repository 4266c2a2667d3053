using Amiable.Accounts;
using Amiable.Accounts.Pages;
using Amiable.Errands;
using Amiable.Invoices.Pages;
using Amiable.Ui;
using Amiable.Ui.Sheets;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Amiable.Invoices;

/// <summary>The screens of invoices.</summary>
public static class InvoicePages
{
    public static void MapInvoices(this RouteGroupBuilder pages)
    {
        var invoices = pages.MapGroup("/invoices").RequireAuthorization();
        invoices.MapGet(
            "",
            async (HttpContext http, ListInvoices list, CancellationToken ct) =>
                Page(await List(http, list, ct), Question(http), null, null, null)
        );
        pages.MapSheets(
            "/invoices",
            format =>
                (HttpContext http, Viewer viewer, ExportInvoices export, CancellationToken ct) =>
                    SheetAnswer.Of(
                        format,
                        viewer,
                        "invoices",
                        viewer.T["invoices.title"],
                        InvoiceColumns.For(viewer),
                        export.Run(Question(http), ErrandForm.Ids(http), ct),
                        ct
                    )
        );
        invoices.MapGet(
            "/{id:guid}",
            async (Guid id, HttpContext http, ShowInvoice show, ListInvoices list, CancellationToken ct) =>
                await Show(id, http, show, list, null, ct)
        );
        // Where the address of a form that came back with a problem leads when it is reloaded.
        invoices.MapGet(
            "/{id:guid}/{ask}",
            (Guid id, string ask) => Results.LocalRedirect($"/invoices/{id}?ask={Uri.EscapeDataString(ask)}")
        );
        MapActions(invoices);
        MapAdding(invoices);
    }

    private static void MapActions(RouteGroupBuilder invoices)
    {
        invoices.MapAction<EditPaidAmount>(
            "paid",
            (edit, id, form, reader, ct) => edit.Run(id, Typed.Amount(form["paid"], reader), Typed.Day(form["on"]), ct)
        );
        invoices.MapAction<DisputeInvoice>(
            "dispute",
            (dispute, id, form, reader, ct) =>
                dispute.Run(
                    id,
                    Typed.Choice<DisputeReason>(form["reason"]),
                    form["note"],
                    ct,
                    string.IsNullOrWhiteSpace(form["amount"]) ? null : Typed.Amount(form["amount"], reader) ?? -1,
                    Typed.Day(form["answerBy"])
                )
        );
        invoices.MapAction<SettleDispute>("settle", (settle, id, _, _, ct) => settle.Run(id, ct));
        invoices.MapAction<PromisePayment>("promise", (promise, id, form, _, ct) => promise.Run([id], Typed.Day(form["payOn"]), ct));
        invoices.MapAction<ExcludeInvoice>("exclude", (exclude, id, _, _, ct) => exclude.Run(id, true, ct));
        invoices.MapAction<ExcludeInvoice>("include", (exclude, id, _, _, ct) => exclude.Run(id, false, ct));
        invoices.MapAction<WriteOffInvoice>("write-off", (writeOff, id, _, _, ct) => writeOff.Run(id, ct));
        invoices.MapAction<SetDueDate>("due", (set, id, form, _, ct) => set.Run(id, Typed.Day(form["dueOn"]), ct));
    }

    private static void MapAction<TUseCase>(
        this RouteGroupBuilder invoices,
        string action,
        Func<TUseCase, InvoiceId, IFormCollection, Reader, CancellationToken, Task<Result<Done>>> run
    )
        where TUseCase : class =>
        invoices.MapPost(
            "/{id:guid}/" + action,
            async (Guid id, HttpContext http, TUseCase useCase, ShowInvoice show, ListInvoices list, Viewer viewer, CancellationToken ct) =>
            {
                var result = await run(useCase, new(id), await http.Request.ReadFormAsync(ct), viewer.Reader, ct);
                if (result.Problem is { } problem)
                    return await Show(id, http, show, list, new(action, problem), ct);
                Toasts.Leave(http, viewer.T[$"invoices.done.{action}"]);
                return Results.LocalRedirect(Query.At(http, $"/invoices/{id}"));
            }
        );

    private static void MapAdding(RouteGroupBuilder invoices)
    {
        invoices.MapGet(
            "/new",
            async (Guid? account, string? q, NameAccount name, PickAccount pick, Viewer viewer, CancellationToken ct) =>
            {
                var chosen = account is { } id ? await name.Run(new(id), ct) : null;
                return account is not null && chosen is null ? Results.NotFound()
                    : chosen is null
                        ? new RazorComponentResult<PickAccountPage>(
                            new
                            {
                                Title = viewer.T["invoices.add-title"],
                                Current = Nav.Invoices,
                                Found = await pick.Run(q, ct),
                                Search = q,
                            }
                        )
                    : AddPage(chosen, null);
            }
        );
        invoices.MapPost(
            "/new",
            async (Guid? account, HttpContext http, NameAccount name, AddInvoice add, Viewer viewer, CancellationToken ct) =>
            {
                if (account is not { } id || await name.Run(new(id), ct) is not { } chosen)
                    return Results.NotFound();
                var form = await http.Request.ReadFormAsync(ct);
                var added = await add.Run(
                    chosen.Id,
                    new(
                        form["number"].ToString(),
                        Typed.Day(form["issued"]),
                        Typed.Day(form["due"]),
                        Typed.Amount(form["amount"], viewer.Reader),
                        form["currency"].ToString().Trim().ToUpperInvariant(),
                        form["order"]
                    ),
                    ct
                );
                if (added.Problem is { } problem)
                    return AddPage(chosen, problem);
                Toasts.Leave(http, viewer.T["invoices.done.add", form["number"].ToString().Trim()]);
                return Results.LocalRedirect($"/invoices/{added.Value.Value}");
            }
        );
    }

    private static RazorComponentResult<AddInvoicePage> AddPage(PickedAccount account, Problem? problem) =>
        new(new { Account = account, Problem = problem }) { StatusCode = problem is null ? 200 : 422 };

    private static async Task<IResult> Show(
        Guid id,
        HttpContext http,
        ShowInvoice show,
        ListInvoices list,
        Stopped? stopped,
        CancellationToken ct
    )
    {
        var shown = await show.Run(new(id), Question(http), ct);
        if (shown.Value is not { } view)
            return Results.NotFound();
        return Fragment.IsWanted(http)
            ? new RazorComponentResult<InvoicePanel>(new { View = view })
            : Page(await List(http, list, ct), Question(http), view, stopped?.Action, stopped?.Problem);
    }

    private static Task<InvoiceList> List(HttpContext http, ListInvoices list, CancellationToken ct) =>
        list.Run(Question(http), http.Request.Query["after"], http.Request.Query["before"], ct);

    private static InvoiceQuestion Question(HttpContext http)
    {
        var query = http.Request.Query;
        return new(Typed.Choice<InvoiceFilter>(query["show"]), query["q"], query["sort"]);
    }

    private static RazorComponentResult<InvoicesPage> Page(
        InvoiceList list,
        InvoiceQuestion question,
        InvoiceView? open,
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

    private sealed record Stopped(string Action, Problem Problem);
}
