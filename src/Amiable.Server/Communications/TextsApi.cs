using Amiable.Accounts;
using Amiable.Inbound;
using Amiable.Platform.Api;
using Amiable.Platform.Http;
using Amiable.Platform.Tenancy;

namespace Amiable.Communications;

/// <summary>Text messages in the public API: behind the operations that send letters and text messages.</summary>
internal static class TextsApi
{
    /// <summary>Sends one.</summary>
    public static async Task<IResult> Send(
        Guid accountId,
        MessageWrite asked,
        HttpContext http,
        LookUpAccount lookUp,
        WriteText write,
        WalkCommunications walk,
        PublicAddress address,
        CurrentOrganization organization,
        Today today,
        CancellationToken ct
    )
    {
        if ((await lookUp.Run(new(accountId), ct)).Problem is { } unknown)
            return ApiProblem.Of(unknown);
        if (asked.To is not { } to)
            return ApiProblem.Of(Nobody);
        var news = address.Known is { } known ? new Uri(known, TextHooks.NewsPathOf(organization.Id)) : null;
        var form = KeepAnswers.IdOf(http) ?? today.NewId<CommunicationId>().Value;
        var wanted = new WriteText.Wanted(
            form,
            new(to),
            asked.Text,
            [.. (asked.InvoiceIds ?? []).Select(i => new InvoiceId(i))],
            [.. (asked.Confirmed ?? []).Select(c => c.Confirmed)],
            asked.MaxCredits,
            news
        );
        var written = await write.Run(new(accountId), wanted, ct);
        return written.Value is not { } done
            ? ApiProblem.Of(written.Problem!)
            : (await walk.Run(done.Id, ct)).Or(c => ApiAnswer.Created($"/communications/outgoing/{c.Id.Value}", CommunicationJson.Of(c)));
    }

    /// <summary>Counts one.</summary>
    public static async Task<IResult> Preview(
        Guid accountId,
        MessageWrite asked,
        LookUpAccount lookUp,
        PrepareText prepare,
        CancellationToken ct
    )
    {
        if ((await lookUp.Run(new(accountId), ct)).Problem is { } unknown)
            return ApiProblem.Of(unknown);
        if (asked.To is not { } to)
            return ApiProblem.Of(Nobody);
        return (await prepare.Run(new(accountId), new(to), asked.Text, ct)).Or(text =>
            ApiAnswer.Ok(
                new MessagePreviewJson
                {
                    Text = text.Text,
                    Pages = text.Count.Segments,
                    Credits = text.Count.Segments,
                    Cost = text.Count.Cost,
                    Currency = text.Count.Cost is null ? null : text.Count.Currency,
                }
            )
        );
    }

    private static Invalid Nobody => new("to", "text.to", "Say to which contact of the account.");
}
