using Amiable.Ui;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Amiable.Webhooks.Pages;

/// <summary>Settings → Developers: who is told of what happens.</summary>
public static class WebhookRoutes
{
    private const string Path = "/settings/developers";

    public static string AddressOf(WebhookId id) => $"{Path}/webhooks/{id.Value}";

    public static void MapWebhooks(this RouteGroupBuilder pages)
    {
        var webhooks = pages.MapGroup(Path + "/webhooks").RequireAuthorization();
        webhooks.MapGet("", () => Results.LocalRedirect(Path));
        webhooks.MapGet("/new", () => New(null));
        webhooks.MapPost("/new", Add);
        webhooks.MapGet(
            "/{id:guid}",
            (Guid id, WebhookPages show, HttpContext http, CancellationToken ct) => show.Page(new(id), http, null, null, ct)
        );
        webhooks.MapPost("/{id:guid}", Change);
        webhooks.MapGet("/{id:guid}/secret", (Guid id) => Results.LocalRedirect(AddressOf(new(id))));
        webhooks.MapPost("/{id:guid}/secret", Renew);
        webhooks.MapPost(
            "/{id:guid}/pause",
            async (Guid id, PauseWebhook pause, HttpContext http, Viewer viewer, CancellationToken ct) =>
                Say(http, viewer, id, await pause.Run(new(id), ct), "webhook.paused")
        );
        webhooks.MapPost(
            "/{id:guid}/resume",
            async (Guid id, ResumeWebhook resume, HttpContext http, Viewer viewer, CancellationToken ct) =>
                Say(http, viewer, id, await resume.Run(new(id), ct), "webhook.resumed")
        );
        webhooks.MapPost(
            "/{id:guid}/remove",
            async (Guid id, RemoveWebhook remove, HttpContext http, Viewer viewer, CancellationToken ct) =>
                AnswerToPost.With(http, viewer, await remove.Run(new(id), ct), "webhook.removed", Path, null, null)
        );
        webhooks.MapPost("/{id:guid}/test", Test);
        webhooks.MapPost("/{id:guid}/replay", ReplayDead);
        webhooks.MapPost("/{id:guid}/deliveries/{delivery:guid}/replay", Replay);
    }

    private static RazorComponentResult<NewWebhookPage> New(Problem? problem) =>
        new(new { Problem = problem }) { StatusCode = AnswerToPost.StatusOf(problem) };

    private static async Task<IResult> Add(HttpContext http, AddWebhook add, WebhookPages show, CancellationToken ct)
    {
        var form = http.Request.Form;
        var added = await add.Run(form["url"].ToString().Trim(), [.. form["events"].OfType<string>()], null, ct);
        return added.Problem is { } problem ? New(problem) : await show.Page(added.Value.Id, http, added.Value.Secret, null, ct);
    }

    private static async Task<IResult> Change(
        Guid id,
        HttpContext http,
        ChangeWebhook change,
        WebhookPages show,
        Viewer viewer,
        CancellationToken ct
    )
    {
        var form = http.Request.Form;
        var done = await change.Run(new(id), form["url"].ToString().Trim(), [.. form["events"].OfType<string>()], null, ct);
        return done.Problem is null or NotFound
            ? Say(http, viewer, id, done, "webhook.changed")
            : await show.Page(new(id), http, null, done.Problem, ct);
    }

    private static async Task<IResult> Renew(
        Guid id,
        HttpContext http,
        RenewSecret renew,
        WebhookPages show,
        Viewer viewer,
        CancellationToken ct
    )
    {
        var renewed = await renew.Run(new(id), ct);
        return renewed.Problem is { } problem
            ? Say(http, viewer, id, problem, "webhook.changed")
            : await show.Page(new(id), http, renewed.Value, null, ct);
    }

    private static async Task<IResult> Test(Guid id, HttpContext http, TryWebhook attempt, Viewer viewer, CancellationToken ct)
    {
        var tried = await attempt.Run(new(id), ct);
        if (tried.Problem is not null)
            return Results.NotFound();
        var answer = tried.Value!;
        if (answer.IsTaken)
            Toasts.Leave(http, viewer.T["webhook.test-taken", answer.Status]);
        else
            Toasts.Warn(http, viewer.T["webhook.test-failed", WebhookWords.Of(viewer.T, answer.Fault, answer.Status)]);
        return Results.LocalRedirect(AddressOf(new(id)));
    }

    private static async Task<IResult> ReplayDead(Guid id, HttpContext http, ReplayDeliveries replay, Viewer viewer, CancellationToken ct)
    {
        var replayed = await replay.Run(new WebhookId(id), since: null, ct);
        if (replayed.Problem is not null)
            return Results.NotFound();
        Toasts.Leave(http, viewer.T.Count("webhook.replayed", replayed.Value));
        return Results.LocalRedirect(AddressOf(new(id)));
    }

    private static async Task<IResult> Replay(
        Guid id,
        Guid delivery,
        HttpContext http,
        ReplayDeliveries replay,
        Viewer viewer,
        CancellationToken ct
    )
    {
        var replayed = await replay.Run(new WebhookId(id), new WebhookDeliveryId(delivery), ct);
        return Say(http, viewer, id, replayed.Problem is { } problem ? problem : new Done(), "webhook.replaying");
    }

    private static IResult Say(HttpContext http, Viewer viewer, Guid id, Result<Done> done, string said) =>
        AnswerToPost.With(http, viewer, done, said, AddressOf(new(id)), null, null);
}
