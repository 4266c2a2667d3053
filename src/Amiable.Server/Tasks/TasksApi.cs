using Amiable.Invoices;
using Amiable.Platform.Api;

namespace Amiable.Tasks;

/// <summary>Tasks in the public API.</summary>
public static class TasksApi
{
    public static void MapTasksApi(this RouteGroupBuilder api)
    {
        const string One = "/account-tasks/{taskId:guid}";
        var tasks = api.Area("Tasks", Scopes.TasksRead, Scopes.TasksAll);
        tasks.Get("/account-tasks", "list-account-tasks", "List tasks", List).Answers<ListJson<TaskJson>>();
        tasks
            .Get("/account-tasks/search", "search-account-tasks", "Look for tasks", Search)
            .Answers<ListJson<TaskJson>>()
            .Says("Those noted with words that begin so, then the open ones about accounts of that name; up to 50.");
        tasks.Get(One, "get-account-task", "Get a task", Get).Answers<TaskJson>();
        tasks
            .Post(One + "/interactions", "add-account-task-interaction", "Say something about a task, or answer it", Interact)
            .Answers<TaskJson>()
            .For("""{"text": "The customer will call back."}""")
            .Says(
                "A text is a remark; an answer is done, and closes the task, unless a call is to be tried again. What it allows is in answers and answerSchema."
            );
        tasks.Post(One + "/cancel", "cancel-account-task", "End a task without doing it", Cancel).Answers<TaskJson>();
    }

    private static async Task<IResult> List(
        Paging paging,
        WalkTasks walk,
        Guid? accountId,
        HumanTaskStatus? status,
        TaskKind? kind,
        CancellationToken ct
    )
    {
        if (status is { } asked && !Enum.IsDefined(asked))
            return ApiProblem.Of(new Invalid("status", "invalid-value", "There is no such status."));
        if (kind is { } about && !Enum.IsDefined(about))
            return ApiProblem.Of(new Invalid("kind", "invalid-value", "There is no such kind."));
        AccountId? account = accountId is { } id ? new(id) : null;
        return ApiAnswer.Ok(ListJson.Of(await walk.Run(new(account, status, kind), paging.After, paging.First, ct), paging, TaskJson.Of));
    }

    private static async Task<IResult> Search(string? query, SearchTasks search, CancellationToken ct) =>
        (await search.Run(query, ct)).Or(found => ApiAnswer.Ok(ListJson.Of([.. found.Select(TaskJson.Of)])));

    private static async Task<IResult> Get(Guid taskId, WalkTasks walk, CancellationToken ct) =>
        (await walk.Run(new HumanTaskId(taskId), ct)).Or(t => ApiAnswer.Ok(TaskJson.Of(t)));

    private static async Task<IResult> Interact(
        Guid taskId,
        Body<InteractionWrite> body,
        AnswerTask answer,
        CommentTask comment,
        WalkTasks walk,
        TryAgain tryAgain,
        CancellationToken ct
    )
    {
        var (id, said) = (new HumanTaskId(taskId), body.Value);
        var details = new AnswerDetails(
            said.Date?.Day,
            said.ContactName,
            said.ContactEmail,
            said.Parts,
            said.Every ?? InstalmentRhythm.Monthly,
            said.Tell,
            said.InvoiceIds is { } invoices ? [.. invoices.Select(i => new InvoiceId(i))] : null,
            said.Amount,
            said.ContactId is { } called ? new(called) : null,
            said.Note
        );
        var done = said.Answer is { } chosen
            ? await tryAgain.IfOvertaken(() => answer.Run(id, chosen, ct, details))
            : await tryAgain.IfOvertaken(() => comment.Run(id, said.Text ?? "", ct));
        return done.Problem is { } problem ? ApiProblem.Of(problem, Fields) : await Get(taskId, walk, ct);
    }

    private static async Task<IResult> Cancel(Guid taskId, CancelTask cancel, WalkTasks walk, TryAgain tryAgain, CancellationToken ct)
    {
        var done = await tryAgain.IfOvertaken(() => cancel.Run(new(taskId), ct));
        return done.Problem is { } problem ? ApiProblem.Of(problem) : await Get(taskId, walk, ct);
    }

    private static readonly Dictionary<string, string> Fields = new()
    {
        ["on"] = "date",
        ["email"] = "contactEmail",
        ["invoices"] = "invoiceIds",
        ["contact"] = "contactId",
    };
}
