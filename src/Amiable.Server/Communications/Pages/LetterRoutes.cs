using Amiable.Ui;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Amiable.Communications.Pages;

/// <summary>Writing a message by hand.</summary>
public static class LetterRoutes
{
    public static void MapLetters(this RouteGroupBuilder pages)
    {
        var group = pages.MapGroup("/accounts/{id:guid}/write").RequireAuthorization();
        group.MapGet("", Show);
        group.MapPost("", Post);
    }

    private static async Task<IResult> Show(
        Guid id,
        Guid? answers,
        Guid? changes,
        string? by,
        Guid? from,
        HttpContext http,
        Viewer viewer,
        ShowLetterToWrite show,
        Today today,
        CancellationToken ct
    )
    {
        var letter = await show.Run(new(id), IdOf(answers), IdOf(changes), ct, IdOf(from));
        if (letter.Value is { } it)
            return Form(it, LetterInput.Of(it, today.NewId<CommunicationId>().Value, by == "post"), null);
        if (letter.Problem is NotFound)
            return Results.NotFound();
        Toasts.Warn(http, viewer.T.Of(letter.Problem!));
        return Results.LocalRedirect($"/communications/{changes ?? from}");
    }

    private static async Task<IResult> Post(
        Guid id,
        HttpContext http,
        Viewer viewer,
        ShowLetterToWrite show,
        LetAgentDraft draft,
        WriteCommunication write,
        CancellationToken ct
    )
    {
        var form = await http.Request.ReadFormAsync(ct);
        var input = LetterInput.Of(form);
        Problem? problem;
        if (form["do"] == "draft")
        {
            var drafted = await draft.Run(new(id), input.Draft, ct);
            problem = drafted.Problem;
            if (drafted.Value is { } words)
                // An answer keeps the subject of its conversation.
                input = input with
                {
                    Text = words.Text,
                    Subject = input.Answers is null ? words.Subject : input.Subject,
                };
        }
        else
        {
            var wanted = input.Read();
            var written = wanted.Value is { } it ? await write.Run(new(id), it, ct) : wanted.Problem!;
            if (written.Value is { } done)
                return Told(http, viewer, done, input.ByPost);
            problem = written.Problem;
        }
        var letter = await show.Run(new(id), input.Answers, input.Changes, ct, input.Changes is null ? input.From : null);
        return letter.Value is { } again ? Form(again, input, problem) : Results.NotFound();
    }

    private static IResult Told(HttpContext http, Viewer viewer, WrittenByHand written, bool byPost)
    {
        if (written.IsHeldBack)
            Toasts.Warn(http, viewer.T["letter.said.held-back"]);
        else
            Toasts.Leave(
                http,
                viewer.T[
                    byPost ? "letter.said.to-print"
                    : written.HasLeft ? "letter.said.sent"
                    : "letter.said.scheduled"
                ]
            );
        return Results.LocalRedirect($"/communications/{written.Id.Value}");
    }

    private static RazorComponentResult<WriteLetterPage> Form(LetterToWrite letter, LetterInput input, Problem? problem) =>
        new(
            new
            {
                Letter = letter,
                Input = input,
                Problem = problem,
            }
        )
        {
            StatusCode = AnswerToPost.StatusOf(problem),
        };

    private static CommunicationId? IdOf(Guid? id) => id is { } it ? new CommunicationId(it) : null;
}
