using Amiable.Platform.Http;
using Amiable.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Amiable.Instructions.Pages;

/// <summary>Telling the agent something on the page of an account, and taking it back.</summary>
public static class InstructionRoutes
{
    public static void MapInstructions(this RouteGroupBuilder pages)
    {
        var group = pages.MapGroup("").RequireAuthorization();
        group.MapPost("/accounts/{id:guid}/tell", Tell);
        group.MapPost("/instructions/{id:guid}/undo", TakeBack);
    }

    private static async Task<IResult> Tell(
        Guid id,
        [FromForm] string? text,
        [FromForm] Guid? chosen,
        [FromForm] string? sure,
        [FromForm] string? task,
        [FromForm] string? back,
        HttpContext http,
        Viewer viewer,
        FollowInstruction follow,
        CancellationToken ct
    )
    {
        var said = new Said(text ?? "")
        {
            Chosen = chosen is { } account ? new(account) : null,
            IsSure = sure == "true",
            Task = Guid.TryParse(task, out var thread) ? new HumanTaskId(thread) : null,
            Language = viewer.Language,
        };
        var told = await follow.Run(new(id), said, ct);
        if (told.Problem is NotFound)
            return Results.NotFound();
        if (told.Problem is { } problem)
            Toasts.Warn(http, viewer.T.Of(problem));
        return Results.LocalRedirect(LocalPath.Or(back, $"/accounts/{id}#told"));
    }

    private static async Task<IResult> TakeBack(
        Guid id,
        [FromForm] string? answer,
        [FromForm] string? back,
        HttpContext http,
        Viewer viewer,
        UndoInstruction undo,
        CancellationToken ct
    )
    {
        var undone = await undo.Run(new(id), int.TryParse(answer, out var at) ? at : -1, ct);
        if (undone.Problem is NotFound)
            return Results.NotFound();
        if (undone.Problem is { } problem)
            Toasts.Warn(http, viewer.T.Of(problem));
        else
            Toasts.Leave(http, viewer.T["tell.undone"]);
        return Results.LocalRedirect(LocalPath.Or(back, "/accounts"));
    }
}
