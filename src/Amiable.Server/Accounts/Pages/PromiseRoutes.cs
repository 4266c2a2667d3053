using System.Text;
using Amiable.Communications;
using Amiable.Invoices;
using Amiable.Ui;

namespace Amiable.Accounts.Pages;

/// <summary>What a customer promised or announced, and the statement of its account.</summary>
internal static class PromiseRoutes
{
    public static void MapPromises(this RouteGroupBuilder accounts)
    {
        accounts.MapPost(
            "/accounts/{id:guid}/promises/{declaration:guid}/resolve",
            async ([AsParameters] AccountPageParts parts, Guid id, Guid declaration, ResolveDeclaration resolve, CancellationToken ct) =>
            {
                var form = await parts.Http.Request.ReadFormAsync(ct);
                var resolved = await resolve.Run(
                    new(declaration),
                    Typed.Choice<DeclarationResolution>(form["resolution"]),
                    form["note"],
                    Typed.Day(form["on"]),
                    ct
                );
                if (resolved.Problem is NotFound)
                    return Results.NotFound();
                if (resolved.Problem is { } problem)
                    return await parts.Show(new(id), AccountTab.Promises, $"resolve-{declaration:N}", problem);
                Toasts.Leave(parts.Http, parts.Viewer.T["promises.resolved"]);
                return Results.LocalRedirect(AccountAddress.Of(new(id), AccountTab.Promises));
            }
        );
        // Where the address of a form that came back leads when it is reloaded.
        accounts.MapGet(
            "/accounts/{id:guid}/promises/{declaration:guid}/resolve",
            (Guid id, Guid declaration) => Results.LocalRedirect(AccountAddress.Of(new(id), AccountTab.Promises))
        );
        accounts.MapGet(
            "/accounts/{id:guid}/statement",
            async Task<IResult> (Guid id, string? language, WriteStatement write, CancellationToken ct) =>
                (await write.Run(new(id), language, ct)).Value is { } statement
                    ? Results.File(Encoding.UTF8.GetBytes(statement.Html), "text/html; charset=utf-8", statement.FileName)
                    : Results.NotFound()
        );
    }
}
