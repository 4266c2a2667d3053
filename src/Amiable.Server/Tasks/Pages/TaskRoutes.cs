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
        group.MapGet("", async ([AsParameters] Shown shown, CancellationToken ct) => await shown.Page(null, ct));
        group.MapGet(
            "/{id:guid}",
            async Task<IResult> (Guid id, [AsParameters] Shown shown, Viewer viewer, ShowTask show, CancellationToken ct) =>
                (await show.Run(new(id), FilterOf(shown.Http), viewer.Language, ct)).Value is not { } view ? Results.NotFound()
                : Fragment.IsWanted(shown.Http) ? new RazorComponentResult<TaskPanel>(new { View = view })
                : await shown.Page(view, ct)
        );
        MapAnswers(group);
        MapPlaces(group);
        group.MapNewTask();
    }

    private static void MapAnswers(RouteGroupBuilder group)
    {
        group.MapPost(
            "/{id:guid}/answer",
            async ([AsParameters] Act act, [FromForm] TaskAnswer answer, AnswerTask answerTask, CancellationToken ct) =>
                act.Answer(await answerTask.Run(new(act.Id), answer, ct, Details(act.Http.Request.Form, act.Viewer)), "task.said.answered")
        );
        group.MapPost(
            "/{id:guid}/comment",
            async ([AsParameters] Act act, [FromForm] string? text, CommentTask comment, CancellationToken ct) =>
                act.Answer(await comment.Run(new(act.Id), text ?? "", ct, act.Viewer.Language), "task.said.commented")
        );
        group.MapPost(
            "/{id:guid}/cancel",
            async ([AsParameters] Act act, CancelTask cancel, CancellationToken ct) =>
                act.Answer(await cancel.Run(new(act.Id), ct), "task.said.cancelled")
        );
    }

    private static AnswerDetails Details(IFormCollection form, Viewer viewer) =>
        new(
            TaskWords.Day(form["on"].ToString()),
            form["name"],
            form["email"],
            int.TryParse(form["parts"], CultureInfo.InvariantCulture, out var parts) ? parts : null,
            Enum.TryParse<InstalmentRhythm>(form["every"], out var every) ? every : InstalmentRhythm.Monthly,
            form["tell"] == "true",
            form["invoices"] is { Count: > 0 } chosen
                ? [.. chosen.Select(i => Guid.TryParse(i, out var invoice) ? new InvoiceId(invoice) : default)]
                : null,
            string.IsNullOrWhiteSpace(form["amount"]) ? null : Typed.Amount(form["amount"], viewer.Reader) ?? -1,
            Guid.TryParse(form["contact"], out var contact) ? new ContactId(contact) : null,
            form["note"]
        );

    private static void MapPlaces(RouteGroupBuilder group)
    {
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
                    TaskWords.Day(dueOn ?? "") is { } day
                        ? await setDueDate.Run(new(invoice), day, ct)
                        : new Invalid("dueOn", "task.no-date", "Choose a day."),
                    "task.said.due-date"
                )
        );
        group.MapPost(
            "/{id:guid}/assign",
            async ([AsParameters] Act act, [FromForm] Guid[]? member, AssignTask assign, CancellationToken ct) =>
                act.Answer(await assign.Run(new(act.Id), [.. (member ?? []).Select(m => new MemberId(m))], ct), "task.said.assigned")
        );
        group.MapPost(
            "/{id:guid}/place",
            async ([AsParameters] Act act, [FromForm] HumanTaskStatus status, PlaceTask place, CancellationToken ct) =>
                act.Answer(await place.Run(new(act.Id), status, ct), "task.said.placed")
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

    /// <summary>The list, with what is open beside it.</summary>
    internal readonly record struct Shown(HttpContext Http, ListTasks List, ListAssignable ListAssignable)
    {
        public async Task<IResult> Page(TaskView? open, CancellationToken ct)
        {
            var filter = FilterOf(Http);
            return new RazorComponentResult<TasksPage>(
                new
                {
                    List = await List.Run(filter, Http.Request.Query["after"], Http.Request.Query["before"], ct),
                    Filter = filter,
                    Members = open?.Members ?? await ListAssignable.Run(ct),
                    Open = open,
                }
            );
        }
    }

    /// <summary>Whose tasks, as the address says it.</summary>
    internal static string Of(TaskFilter filter) =>
        filter.Of switch
        {
            TasksOf.Mine => "",
            TasksOf.Member => $"{filter.Member!.Value.Value}",
            var of => Words.Kebab(of.ToString()),
        };

    /// <summary>What the tasks of a list are about, as the address says it.</summary>
    internal static string About(Concern concern) => Words.Kebab(concern.ToString());

    private static TaskFilter FilterOf(HttpContext http)
    {
        var query = http.Request.Query;
        var shown = Enum.GetValues<TasksShown>().FirstOrDefault(s => Words.Kebab(s.ToString()) == query["show"]);
        TasksOf[] whose = [TasksOf.Mine, TasksOf.Anybody, TasksOf.Everybody];
        TaskFilter filter = Guid.TryParse(query["of"], out var member)
            ? new(shown, TasksOf.Member, new MemberId(member))
            : new(shown, whose.FirstOrDefault(of => Words.Kebab(of.ToString()) == query["of"]));
        return filter with { About = Enum.GetValues<Concern>().Cast<Concern?>().FirstOrDefault(c => About(c!.Value) == query["about"]) };
    }
}
