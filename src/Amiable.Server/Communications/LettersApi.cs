using Amiable.Platform.Api;

namespace Amiable.Communications;

/// <summary>Letters in the public API: written for a member, and posted by a person.</summary>
internal static class LettersApi
{
    private static readonly Dictionary<string, string> Fields = new() { ["about"] = "invoiceIds" };

    public static async Task<IResult> Send(
        Guid account,
        MessageWrite asked,
        ComposeLetter compose,
        WalkCommunications walk,
        Today today,
        HttpContext http,
        CancellationToken ct
    )
    {
        var form = KeepAnswers.IdOf(http) ?? today.NewId<CommunicationId>().Value;
        var written = await compose.Run(new(account), Of(asked), form, asked.MaxCredits, ct);
        return written.Problem is { } problem
            ? ApiProblem.Of(problem, Fields)
            : (await walk.Run(written.Value, ct)).Or(c =>
                ApiAnswer.Created($"/communications/outgoing/{c.Id.Value}", CommunicationJson.Of(c))
            );
    }

    public static async Task<IResult> Preview(Guid account, MessageWrite asked, PreviewLetter preview, CancellationToken ct)
    {
        var seen = await preview.Run(new(account), Of(asked), ct);
        return seen.Problem is { } problem
            ? ApiProblem.Of(problem, Fields)
            : ApiAnswer.Ok(
                new MessagePreviewJson
                {
                    Text = seen.Value!.Text,
                    Pages = seen.Value.Pages,
                    Credits = seen.Value.Credits,
                }
            );
    }

    private static LetterToCompose Of(MessageWrite asked) =>
        new(
            asked.Subject,
            asked.Text,
            [.. (asked.InvoiceIds ?? []).Select(id => new InvoiceId(id))],
            asked.Language?.ToLowerInvariant(),
            asked.Tone,
            asked.EnclosesInvoices,
            [.. (asked.Confirmed ?? []).Select(c => c.Confirmed)]
        );
}
