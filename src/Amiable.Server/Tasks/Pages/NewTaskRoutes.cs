using Amiable.Ui;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Amiable.Tasks.Pages;

/// <summary>The form for a new task: something to do, or what a customer said.</summary>
internal static class NewTaskRoutes
{
    public static void MapNewTask(this RouteGroupBuilder tasks)
    {
        tasks.MapGet(
            "/new",
            async (Guid? account, HttpContext http, ShowWhatCanBeNoted show, CancellationToken ct) =>
                new RazorComponentResult<NewTaskPage>(new { View = await show.Run(IdOf(account), ct), Kind = KindOf(http) })
        );
        tasks.MapPost(
            "/new",
            async Task<IResult> (
                Guid? account,
                HttpContext http,
                Viewer viewer,
                AddTask add,
                ShowWhatCanBeNoted show,
                CancellationToken ct
            ) =>
            {
                var form = await http.Request.ReadFormAsync(ct);
                var added = await add.Run(form["subject"].ToString(), IdOf(account), ct, Read(form, KindOf(http)));
                if (added.Problem is { } problem)
                    return new RazorComponentResult<NewTaskPage>(
                        new
                        {
                            View = await show.Run(IdOf(account), ct),
                            Kind = KindOf(http),
                            Problem = problem,
                        }
                    )
                    {
                        StatusCode = problem is NotFound ? 404 : 422,
                    };
                Toasts.Leave(http, viewer.T["task.said.added"]);
                return Results.LocalRedirect($"/tasks/{added.Value.Value}");
            }
        );
    }

    private static NotedTask Read(IFormCollection form, TaskKind kind) =>
        new(
            kind,
            [
                .. form["invoices"]
                    .Where(id => !string.IsNullOrEmpty(id))
                    .Select(id => Guid.TryParse(id, out var invoice) ? new InvoiceId(invoice) : default),
            ],
            TaskWords.Day(form["on"].ToString()),
            form["contact"],
            form["email"],
            Guid.TryParse(form["assignTo"], out var member) ? new MemberId(member) : null
        );

    private static TaskKind KindOf(HttpContext http) =>
        TaskKinds
            .SaidByCustomer.Append(TaskKind.Call)
            .Cast<TaskKind?>()
            .FirstOrDefault(k => Words.Kebab($"{k}") == http.Request.Query["kind"])
        ?? TaskKind.Free;

    private static AccountId? IdOf(Guid? account) => account is { } id ? new AccountId(id) : null;
}
