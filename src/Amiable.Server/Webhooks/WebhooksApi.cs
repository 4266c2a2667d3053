using Amiable.Platform.Api;

namespace Amiable.Webhooks;

/// <summary>Webhooks and events in the public API.</summary>
public static class WebhooksApi
{
    private const string Example =
        """{"url": "https://erp.example.com/amiable", "events": ["invoice.paid", "communication.*", "task.*"]}""";

    public static void MapWebhooksApi(this RouteGroupBuilder api)
    {
        const string One = "/webhooks/{webhookId:guid}";
        var webhooks = api.Area("Webhooks", Scopes.OrganizationsRead, Scopes.OrganizationsAll);
        webhooks
            .Get("/webhooks", "list-webhooks", "List webhooks", List)
            .Answers<ListJson<WebhookJson>>()
            .Says("All of them, the oldest first.");
        webhooks
            .Post("/webhooks", "create-webhook", "Have an address told of events", Create)
            .Answers<WebhookJson>(201)
            .For(Example)
            .Says(
                "events are names, \"invoice.*\" for all about invoices, or \"*\". The token has to include the scope that reads what they are about. secret is "
                    + "shown in this answer only: with it the receiver checks the signature (Standard Webhooks)."
            );
        webhooks.Get(One, "get-webhook", "Get a webhook", Get).Answers<WebhookJson>();
        webhooks
            .Put(One, "update-webhook", "Change a webhook, pause or resume it", Update)
            .Answers<WebhookJson>()
            .For("""{"events": ["*"], "isActive": true}""")
            .Says(
                "What is not mentioned stays as it is. Once active again it is told what happened meanwhile, for as long as events are kept."
            );
        webhooks.Delete(One, "delete-webhook", "Remove a webhook", Remove).AnswersNothing();
        webhooks
            .Post(One + "/rotate-secret", "rotate-webhook-secret", "Make a new secret", Rotate)
            .Answers<WebhookJson>()
            .Says("secret is shown in this answer only. For a day each event is signed with the one before, too.");
        webhooks
            .Post(One + "/test", "test-webhook", "Try a webhook out", Test)
            .Answers<HookAnswerJson>()
            .Says("Sends the event webhook.test at once and answers with what came of it.");
        MapDeliveries(webhooks, One);
        MapEvents(webhooks);
    }

    private static void MapEvents(ApiArea webhooks) =>
        webhooks
            .Get("/events", "list-events", "List events", Events)
            .Answers<ListJson<OccurrenceJson>>()
            .Fails(409)
            .Says(
                "What happened, the oldest first: names and ids, for 30 days, from the first time somebody asks or adds a webhook. Keep the cursor of the last event "
                    + "and ask with ?after= for what came since; nothing is left out. 409 events.gone when that is no longer kept."
            );

    private static void MapDeliveries(ApiArea webhooks, string one)
    {
        webhooks
            .Get(one + "/deliveries", "list-webhook-deliveries", "List what a webhook was told", Deliveries)
            .Answers<ListJson<DeliveryJson>>()
            .Says("The newest first. Dead ones were tried for three days in vain.");
        webhooks
            .Post(one + "/deliveries/{deliveryId:guid}/replay", "replay-webhook-delivery", "Have an event told again", Replay)
            .Answers<DeliveryJson>();
        webhooks
            .Post(one + "/deliveries/replay", "replay-dead-webhook-deliveries", "Have all dead letters told again", ReplayDead)
            .Answers<ReplayedJson>()
            .For("""{"since": "2026-03-02T08:00:00Z"}""")
            .Says("Those of events since that instant; all of them without one.");
    }

    private static async Task<IResult> List(ListWebhooks list, CancellationToken ct) =>
        ApiAnswer.Ok(ListJson.Of([.. (await list.Run(ct)).Select(w => WebhookJson.Of(w))]));

    private static async Task<IResult> Get(Guid webhookId, ShowWebhook show, CancellationToken ct) =>
        (await show.Run(new(webhookId), ct)).Or(w => ApiAnswer.Ok(WebhookJson.Of(w)));

    private static async Task<IResult> Create(
        Body<WebhookWrite> body,
        AddWebhook add,
        ShowWebhook show,
        TryAgain tryAgain,
        HttpContext http,
        CancellationToken ct
    )
    {
        var (url, events) = (body.Value.Url, body.Value.Events ?? []);
        var added = await tryAgain.IfOvertaken(() => add.Run(url, events, Held(http), ct));
        return added.Problem is { } problem
            ? ApiProblem.Of(problem)
            : (await show.Run(added.Value.Id, ct)).Or(w =>
                ApiAnswer.Created($"/webhooks/{added.Value.Id.Value}", WebhookJson.Of(w, added.Value.Secret))
            );
    }

    private static async Task<IResult> Update(
        Guid webhookId,
        Body<WebhookWrite> body,
        ChangeWebhook change,
        PauseWebhook pause,
        ResumeWebhook resume,
        ShowWebhook show,
        TryAgain tryAgain,
        HttpContext http,
        CancellationToken ct
    )
    {
        WebhookId id = new(webhookId);
        var done = await tryAgain.IfOvertaken(() => change.Run(id, body.Value.Url, body.Value.Events, Held(http), ct));
        if (done.Problem is null && body.Value.IsActive is { } active)
            done = await tryAgain.IfOvertaken(() => active ? resume.Run(id, ct) : pause.Run(id, ct));
        return done.Problem is { } problem ? ApiProblem.Of(problem) : await Get(webhookId, show, ct);
    }

    private static async Task<IResult> Remove(Guid webhookId, RemoveWebhook remove, TryAgain tryAgain, CancellationToken ct) =>
        (await tryAgain.IfOvertaken(() => remove.Run(new(webhookId), ct))).OrNothing();

    private static async Task<IResult> Rotate(Guid webhookId, RenewSecret renew, ShowWebhook show, TryAgain tryAgain, CancellationToken ct)
    {
        var renewed = await tryAgain.IfOvertaken(() => renew.Run(new(webhookId), ct));
        return renewed.Problem is { } problem
            ? ApiProblem.Of(problem)
            : (await show.Run(new(webhookId), ct)).Or(w => ApiAnswer.Ok(WebhookJson.Of(w, renewed.Value)));
    }

    private static async Task<IResult> Test(Guid webhookId, TryWebhook attempt, CancellationToken ct) =>
        (await attempt.Run(new(webhookId), ct)).Or(a => ApiAnswer.Ok(HookAnswerJson.Of(a)));

    private static async Task<IResult> Deliveries(
        Guid webhookId,
        Paging paging,
        ListDeliveries list,
        DeliveryState? state,
        CancellationToken ct
    ) =>
        state is { } asked && !Enum.IsDefined(asked)
            ? ApiProblem.Of(new Invalid("state", "invalid-value", "There is no such state."))
            : (await list.Run(new(webhookId), state, paging.After, null, paging.First, ct)).Or(page =>
                ApiAnswer.Ok(ListJson.Of(page, paging, DeliveryJson.Of))
            );

    private static async Task<IResult> Replay(
        Guid webhookId,
        Guid deliveryId,
        ReplayDeliveries replay,
        TryAgain tryAgain,
        CancellationToken ct
    ) =>
        (await tryAgain.IfOvertaken(() => replay.Run(new(webhookId), new WebhookDeliveryId(deliveryId), ct))).Or(d =>
            ApiAnswer.Ok(DeliveryJson.Of(d))
        );

    private static async Task<IResult> ReplayDead(Guid webhookId, Body<ReplayWrite> body, ReplayDeliveries replay, CancellationToken ct) =>
        (await replay.Run(new(webhookId), body.Value.Since, ct)).Or(count => ApiAnswer.Ok(new ReplayedJson(count)));

    private static async Task<IResult> Events(Paging paging, string? types, ReadEvents read, CancellationToken ct)
    {
        var wanted = (types ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return (await read.Run(wanted, paging.After, paging.First, ct)).Or(page =>
            ApiAnswer.Ok(ListJson.Of(page, paging, o => OccurrenceJson.Of(o, paging.Cursor(ReadEvents.Place(o))!)))
        );
    }

    private static string[] Held(HttpContext http) => [.. http.User.FindAll(ApiRoutes.ScopeClaim).Select(c => c.Value)];
}
