using System.Globalization;
using Amiable.Invoices;
using Amiable.Platform.Http;
using Amiable.Ui;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Amiable.Tasks.Pages;

/// <summary>The tasks: list and panel, answers, remarks, and a new one.</summary>
public static class TaskRoutes
{
    public static void MapTasks(this RouteGroupBuilder pages)
    {
        var group = pages.MapGroup("/tasks").RequireAuthorization();
        group.MapGet(
            "",
            async (HttpContext http, ListTasks list, CancellationToken ct) =>
                new RazorComponentResult<TasksPage>(new { List = await List(http, list, ct), Shown = ShownBy(http) })
        );
        group.MapGet(
            "/{id:guid}",
            async Task<IResult> (Guid id, HttpContext http, ShowTask show, ListTasks list, CancellationToken ct) =>
            {
                if ((await show.Run(new(id), ShownBy(http), ct)).Value is not { } view)
                    return Results.NotFound();
                if (Fragment.IsWanted(http))
                    return new RazorComponentResult<TaskPanel>(new { View = view });
                return new RazorComponentResult<TasksPage>(
                    new
                    {
                        List = await List(http, list, ct),
                        Shown = ShownBy(http),
                        Open = view,
                    }
                );
            }
        );
        MapAnswers(group);
        MapNew(group);
    }

    private static void MapAnswers(RouteGroupBuilder group)
    {
        group.MapPost(
            "/{id:guid}/answer",
            async ([AsParameters] Act act, [FromForm] TaskAnswer answer, AnswerTask answerTask, CancellationToken ct) =>
                act.Answer(await answerTask.Run(new(act.Id), answer, ct), "task.said.answered")
        );
        group.MapPost(
            "/{id:guid}/comment",
            async ([AsParameters] Act act, [FromForm] string? text, CommentTask comment, CancellationToken ct) =>
                act.Answer(await comment.Run(new(act.Id), text ?? "", ct), "task.said.commented")
        );
        group.MapPost(
            "/{id:guid}/cancel",
            async ([AsParameters] Act act, CancelTask cancel, CancellationToken ct) =>
                act.Answer(await cancel.Run(new(act.Id), ct), "task.said.cancelled")
        );
        group.MapPost(
            "/{id:guid}/due-date",
            async (
                [AsParameters] Act act,
                [FromForm] Guid invoice,
                [FromForm] string? dueOn,
                SetDueDate setDueDate,
                CancellationToken ct
            ) =>
                act.Answer(
                    DateOnly.TryParseExact(dueOn, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                        ? await setDueDate.Run(new(invoice), day, ct)
                        : new Invalid("dueOn", "task.no-date", "Choose a day."),
                    "task.said.due-date"
                )
        );
    }

    private static void MapNew(RouteGroupBuilder group)
    {
        group.MapGet(
            "/new",
            async (Guid? account, NameAccount name, CancellationToken ct) =>
                new RazorComponentResult<NewTaskPage>(new { AccountName = await name.Run(IdOf(account), ct) })
        );
        group.MapPost(
            "/new",
            async Task<IResult> (
                Guid? account,
                [FromForm] string? subject,
                HttpContext http,
                Viewer viewer,
                AddTask add,
                NameAccount name,
                CancellationToken ct
            ) =>
            {
                var added = await add.Run(subject ?? "", IdOf(account), ct);
                if (added.Problem is { } problem)
                    return new RazorComponentResult<NewTaskPage>(
                        new
                        {
                            Subject = subject,
                            AccountName = await name.Run(IdOf(account), ct),
                            Problem = problem,
                        }
                    )
                    {
                        StatusCode = 422,
                    };
                Toasts.Leave(http, viewer.T["task.said.added"]);
                return Results.LocalRedirect($"/tasks/{added.Value.Value}");
            }
        );
    }

    /// <summary>What every form about one task posts, and where it leads.</summary>
    internal readonly record struct Act(
        Guid Id,
        [FromForm(Name = "next")] string? Next,
        [FromForm(Name = "back")] string? Back,
        HttpContext Http,
        Viewer Viewer
    )
    {
        /// <param name="said">The key of what was done.</param>
        public IResult Answer(Result<Done> result, string said) =>
            AnswerToPost.With(Http, Viewer, result, said, $"/tasks/{Id}", Next, Back);
    }

    private static AccountId? IdOf(Guid? account) => account is { } id ? new AccountId(id) : null;

    private static Task<TaskList> List(HttpContext http, ListTasks list, CancellationToken ct) =>
        list.Run(ShownBy(http), http.Request.Query["after"], http.Request.Query["before"], ct);

    private static TasksShown ShownBy(HttpContext http) =>
        Enum.GetValues<TasksShown>().FirstOrDefault(shown => Words.Kebab(shown.ToString()) == http.Request.Query["show"]);
}
