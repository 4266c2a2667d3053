using Amiable.Credits;
using Amiable.Instructions;
using Amiable.Invoices;
using Amiable.Ui;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Amiable.Accounts.Pages;

/// <summary>What the page of an account is put together from, whichever form of it came back.</summary>
internal sealed record AccountPageParts(
    HttpContext Http,
    Viewer Viewer,
    ShowAccount ShowAccount,
    ShowTimeline ShowTimeline,
    ListAccountInvoices ListInvoices,
    ListAccountCredits ListCredits,
    ListDeclarations ListDeclarations,
    ListAccountMessages ListMessages,
    ListAccountTasks ListTasks,
    ListPeople ListPeople,
    ListInstructions ListInstructions
)
{
    /// <param name="id">Which account.</param>
    /// <param name="tab">Which part of it.</param>
    /// <param name="action">The form that came back.</param>
    /// <param name="problem">Why it did.</param>
    public async Task<IResult> Show(AccountId id, AccountTab tab, string? action = null, Problem? problem = null)
    {
        var ct = Http.RequestAborted;
        if ((await ShowAccount.Run(id, ct)).Value is not { } view)
            return Results.NotFound();
        return new RazorComponentResult<AccountPage>(
            new
            {
                View = view,
                Tab = tab,
                Content = await Content(id, tab, ct),
                Told = await ListInstructions.Run(id, null, ct),
                Action = action,
                Problem = problem,
            }
        )
        {
            StatusCode = problem is null ? 200 : AccountsPages.Status(problem),
        };
    }

    private async Task<object> Content(AccountId id, AccountTab tab, CancellationToken ct)
    {
        var query = Http.Request.Query;
        string? after = query["after"],
            before = query["before"];
        return tab switch
        {
            AccountTab.Invoices => await ListInvoices.Run(id, after, before, ct),
            AccountTab.CreditNotes => await ListCredits.Run(id, CreditKind.CreditNote, after, before, ct),
            AccountTab.Payments => await ListCredits.Run(id, CreditKind.Payment, after, before, ct),
            AccountTab.Promises => new AccountPromises(await ListDeclarations.Run(id, ct)),
            AccountTab.Communications => await ListMessages.Run(id, after, before, ct),
            AccountTab.Tasks => await ListTasks.Run(id, after, before, ct),
            AccountTab.Details => await ListPeople.Run(id, ct),
            _ => await ShowTimeline.Run(id, Typed.Day(query["until"]), ct),
        };
    }
}

/// <summary>What a customer promised or announced, for its tab.</summary>
public sealed record AccountPromises(IReadOnlyList<DeclarationLine> Lines);
