using Amiable.Ui;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Amiable.Outbox.Pages;

/// <summary>What left, while no mail server is configured.</summary>
public static class OutboxRoutes
{
    public static void MapOutbox(this RouteGroupBuilder pages)
    {
        var group = pages.MapGroup("/outbox").RequireAuthorization();
        group.MapGet(
            "",
            async (HttpContext http, ListOutbox list, CancellationToken ct) =>
                new RazorComponentResult<OutboxPage>(new { List = await List(http, list, ct) })
        );
        group.MapGet(
            "/{id:guid}",
            async Task<IResult> (Guid id, HttpContext http, ShowOutboxMessage show, ListOutbox list, CancellationToken ct) =>
            {
                if ((await show.Run(new(id), ct)).Value is not { } view)
                    return Results.NotFound();
                return Fragment.IsWanted(http)
                    ? new RazorComponentResult<OutboxPanel>(new { View = view })
                    : new RazorComponentResult<OutboxPage>(new { List = await List(http, list, ct), Open = view });
            }
        );
    }

    private static Task<OutboxList> List(HttpContext http, ListOutbox list, CancellationToken ct) =>
        list.Run(http.Request.Query["after"], http.Request.Query["before"], ct);
}
