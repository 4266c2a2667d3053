using Amiable.FollowUp;
using Amiable.Platform.Http;
using Amiable.Ui;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Amiable.Communications.Pages;

/// <summary>Changing a message before it goes out, and seeing what it would look like.</summary>
public static class EditRoutes
{
    public static void MapEdit(this RouteGroupBuilder group)
    {
        group.MapGet("/{id:guid}/edit", ShowEdit);
        group.MapPost("/{id:guid}/edit", Save);
        group.MapPost(
            "/{id:guid}/preview",
            async (Guid id, HttpContext http, PreviewEdit preview, CancellationToken ct) =>
                await preview.Run(new(id), EditInput.Of(await http.Request.ReadFormAsync(ct)).Preview, ct) is { Problem: null } words
                    ? new MailBody(words.Value!.Html)
                    : Results.NotFound()
        );
        group.MapGet(
            "/{id:guid}/tone",
            async (Guid id, string? tone, PreviewEdit preview, CancellationToken ct) =>
                await preview.Run(new(id), new(null, null, Typed.Choice<Tone>(tone), null), ct) is { Problem: null } words
                    ? new MailBody(words.Value!.Html)
                    : Results.NotFound()
        );
        group.MapPost("/{id:guid}/tone", SayInTone);
    }

    private static async Task<IResult> ShowEdit(
        Guid id,
        HttpContext http,
        Viewer viewer,
        ShowCommunicationToEdit show,
        CancellationToken ct
    )
    {
        var editing = await show.Run(new(id), ct);
        if (editing.Value is { Message: { Origin: Origin.Member } byHand })
            return Results.LocalRedirect($"/accounts/{byHand.AccountId.Value}/write?changes={id}");
        return editing.Value is { } it ? Form(it, EditInput.Of(it), null) : NotEditable(http, viewer, id, editing.Problem!);
    }

    private static async Task<IResult> Save(
        Guid id,
        HttpContext http,
        Viewer viewer,
        ShowCommunicationToEdit show,
        EditCommunication editCommunication,
        CancellationToken ct
    )
    {
        var input = EditInput.Of(await http.Request.ReadFormAsync(ct));
        var edit = input.Read();
        var problem = edit.Problem ?? (await editCommunication.Run(new(id), edit.Value!, ct)).Problem;
        if (problem is null)
        {
            Toasts.Leave(http, viewer.T["communication.said.edited"]);
            return Results.LocalRedirect(Query.At(http, $"/communications/{id}"));
        }
        var editing = await show.Run(new(id), ct);
        return editing.Value is { } it ? Form(it, input, problem) : NotEditable(http, viewer, id, editing.Problem!);
    }

    /// <summary>The form again, with the agent's words in the chosen tone. Nothing is stored.</summary>
    private static async Task<IResult> SayInTone(
        Guid id,
        HttpContext http,
        Viewer viewer,
        ShowCommunicationToEdit show,
        PreviewEdit preview,
        CancellationToken ct
    )
    {
        var input = EditInput.Of(await http.Request.ReadFormAsync(ct));
        var editing = await show.Run(new(id), ct);
        if (editing.Value is not { } it)
            return NotEditable(http, viewer, id, editing.Problem!);
        var agents = await preview.Run(new(id), input.Preview with { Subject = null, Text = null }, ct);
        return Form(it, agents.Value is { } words ? input with { Subject = words.Subject, Text = words.Text } : input, agents.Problem);
    }

    private static RazorComponentResult<EditCommunicationPage> Form(CommunicationToEdit editing, EditInput input, Problem? problem) =>
        new(
            new
            {
                Editing = editing,
                Input = input,
                Problem = problem,
            }
        )
        {
            StatusCode = AnswerToPost.StatusOf(problem),
        };

    private static IResult NotEditable(HttpContext http, Viewer viewer, Guid id, Problem problem)
    {
        if (problem is NotFound)
            return Results.NotFound();
        Toasts.Warn(http, viewer.T.Of(problem));
        return Results.LocalRedirect(Query.At(http, $"/communications/{id}"));
    }
}
