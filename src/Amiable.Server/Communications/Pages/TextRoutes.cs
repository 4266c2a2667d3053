using Amiable.Inbound;
using Amiable.Platform.Http;
using Amiable.Platform.Tenancy;
using Amiable.Ui;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Amiable.Communications.Pages;

/// <summary>Writing a text message: looked at first, with what it is charged as, and then sent.</summary>
public static class TextRoutes
{
    public static void MapTextMessages(this RouteGroupBuilder pages)
    {
        var group = pages.MapGroup("/accounts/{id:guid}/text").RequireAuthorization();
        group.MapGet("", Show);
        group.MapPost("", Post);
    }

    private static async Task<IResult> Show(Guid id, ShowTextToWrite show, Today today, CancellationToken ct) =>
        await show.Run(new(id), ct) is { } text
            ? Form(text, new() { Form = today.NewId<CommunicationId>().Value, About = [] }, null, null)
            : Results.NotFound();

    private static async Task<IResult> Post(
        Guid id,
        HttpContext http,
        Viewer viewer,
        ShowTextToWrite show,
        PrepareText prepare,
        WriteText write,
        PublicAddress address,
        CancellationToken ct
    )
    {
        if (await show.Run(new(id), ct) is not { } text)
            return Results.NotFound();
        var input = TextInput.Of(await http.Request.ReadFormAsync(ct));
        var prepared = await prepare.Run(new(id), new(input.To), input.Text, ct);
        if (prepared.Value is not { } ready || !input.Sends)
            return Form(text, input, prepared.Value, prepared.Problem);
        var news = address.Known is { } known ? new Uri(known, TextHooks.NewsPathOf(ready.Facts.Organization.Id)) : null;
        var written = await write.Run(new(id), new(input.Form, new(input.To), input.Text, input.About, input.Confirmed, NewsTo: news), ct);
        if (written.Value is not { } done)
            return Form(text, input, ready, written.Problem);
        if (done.HasLeft)
            Toasts.Leave(http, viewer.T["text-message.said.sent"]);
        else
            Toasts.Warn(http, viewer.T["text-message.said.unknown"]);
        return Results.LocalRedirect($"/communications/{done.Id.Value}");
    }

    private static RazorComponentResult<WriteTextPage> Form(TextToWrite text, TextInput input, PreparedText? prepared, Problem? problem) =>
        new(
            new
            {
                Text = text,
                Input = input,
                Prepared = prepared,
                Problem = problem,
            }
        )
        {
            StatusCode = AnswerToPost.StatusOf(problem),
        };
}

/// <summary>A text message as typed.</summary>
public sealed record TextInput
{
    public required Guid Form { get; init; }
    public Guid To { get; init; }
    public string Text { get; init; } = "";
    public required IReadOnlyList<InvoiceId> About { get; init; }
    public IReadOnlyList<FollowUp.Confirmed> Confirmed { get; init; } = [];

    /// <summary>Whether it is to leave; else it is only looked at.</summary>
    public bool Sends { get; init; }

    internal static TextInput Of(IFormCollection form) =>
        new()
        {
            Form = Guid.TryParse(form["form"], out var id) ? id : Guid.Empty,
            To = Guid.TryParse(form["to"], out var to) ? to : Guid.Empty,
            Text = form["text"].ToString(),
            About = [.. form["about"].Select(i => Guid.TryParse(i, out var invoice) ? new InvoiceId(invoice) : default)],
            Confirmed = LetterInput.ConfirmedIn(form),
            Sends = form["do"] == "send",
        };
}
