using Amiable.Accounts;
using Amiable.Accounts.Pages;
using Amiable.Credits.Pages;
using Amiable.Payments;
using Amiable.Ui;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Amiable.Credits;

/// <summary>The forms for a payment and for a credit note that somebody adds by hand.</summary>
internal static class AddCreditPages
{
    public static void MapAddingPayments(this RouteGroupBuilder payments)
    {
        payments.MapForm(CreditPlace.Payments, PaymentPage);
        payments.MapPost(
            "/new",
            async (Guid? account, HttpContext http, NameAccount name, RecordPayment record, Viewer viewer, CancellationToken ct) =>
            {
                if (account is not { } id || await name.Run(new(id), ct) is not { } chosen)
                    return Results.NotFound();
                var form = await http.Request.ReadFormAsync(ct);
                var (amount, currency) = (Typed.Amount(form["amount"], viewer.Reader) ?? 0, Currency(form));
                var added = await record.Run(chosen.Id, amount, currency, Typed.Day(form["on"]), form["reference"], ct);
                return added.Problem is { } problem
                    ? PaymentPage(chosen, problem)
                    : Added(http, viewer, CreditPlace.Payments, added.Value, Money.OfMajor(amount, currency)!.Value);
            }
        );
    }

    public static void MapAddingCreditNotes(this RouteGroupBuilder notes)
    {
        notes.MapForm(CreditPlace.CreditNotes, NotePage);
        notes.MapPost(
            "/new",
            async (Guid? account, HttpContext http, NameAccount name, AddCreditNote add, Viewer viewer, CancellationToken ct) =>
            {
                if (account is not { } id || await name.Run(new(id), ct) is not { } chosen)
                    return Results.NotFound();
                var form = await http.Request.ReadFormAsync(ct);
                CreditNoteDraft draft = new(
                    form["number"].ToString(),
                    Typed.Day(form["issued"]),
                    Typed.Amount(form["amount"], viewer.Reader),
                    Currency(form)
                );
                var added = await add.Run(chosen.Id, draft, ct);
                return added.Problem is { } problem
                    ? NotePage(chosen, problem)
                    : Added(http, viewer, CreditPlace.CreditNotes, added.Value, draft.Number.Trim());
            }
        );
    }

    private static void MapForm(this RouteGroupBuilder credits, CreditPlace place, Func<PickedAccount, Problem?, IResult> form) =>
        credits.MapGet(
            "/new",
            async (Guid? account, string? q, NameAccount name, PickAccount pick, Viewer viewer, CancellationToken ct) =>
            {
                var chosen = account is { } id ? await name.Run(new(id), ct) : null;
                return account is not null && chosen is null ? Results.NotFound()
                    : chosen is not null ? form(chosen, null)
                    : new RazorComponentResult<PickAccountPage>(
                        new
                        {
                            Title = viewer.T[$"credits.{place.Key}.add-title"],
                            Current = place.Nav,
                            Found = await pick.Run(q, ct),
                            Search = q,
                        }
                    );
            }
        );

    private static IResult Added(HttpContext http, Viewer viewer, CreditPlace place, CreditId id, object what)
    {
        Toasts.Leave(http, viewer.T[$"credits.{place.Key}.done.add", what]);
        return Results.LocalRedirect($"{place.Path}/{id.Value}");
    }

    private static string Currency(IFormCollection form) => form["currency"].ToString().Trim().ToUpperInvariant();

    private static IResult PaymentPage(PickedAccount account, Problem? problem) =>
        new RazorComponentResult<AddPaymentPage>(new { Account = account, Problem = problem }) { StatusCode = problem is null ? 200 : 422 };

    private static IResult NotePage(PickedAccount account, Problem? problem) =>
        new RazorComponentResult<AddCreditNotePage>(new { Account = account, Problem = problem })
        {
            StatusCode = problem is null ? 200 : 422,
        };
}
