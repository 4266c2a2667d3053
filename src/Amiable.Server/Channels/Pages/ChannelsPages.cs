using Amiable.Inbound;
using Amiable.Platform.Http;
using Amiable.Ui;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Amiable.Channels.Pages;

/// <summary>The page of the channels, with what came of a press on it.</summary>
internal sealed class ChannelsPages(
    ShowChannels show,
    ShowPosting showPosting,
    PublicAddress address,
    Viewer viewer,
    IHttpContextAccessor requests
)
{
    public string TestSubject => viewer.T["channels.test-subject"];

    public string TestText => viewer.T["channels.test-text"];

    /// <param name="ct">Cancels.</param>
    /// <param name="problem">Why a form came back.</param>
    /// <param name="at">Which one: "address", "sending", "receiving" or "posting".</param>
    /// <param name="trial">What trying a server found.</param>
    /// <param name="secret">A secret of the webhook that was just made.</param>
    /// <param name="posting">What trying the service that posts letters found.</param>
    public async Task<IResult> Page(
        CancellationToken ct,
        Problem? problem = null,
        string at = "",
        Trial? trial = null,
        string? secret = null,
        PostingTrial? posting = null
    )
    {
        var http = requests.HttpContext!;
        var view = await show.Run(ct);
        return new RazorComponentResult<ChannelsPage>(
            new
            {
                View = view,
                Posting = await showPosting.Run(ct),
                PostingTrial = posting,
                Incoming = address.Link(http, TextHooks.PathOf(view.Organization)).ToString(),
                Provider = MailProvider.Of(http.Request.Query["provider"]),
                Problem = problem,
                At = at,
                Trial = trial,
                WebhookAddress = secret is null ? null : address.Link(http, InboundAddress.Of(secret)).ToString(),
            }
        )
        {
            StatusCode = AnswerToPost.StatusOf(problem),
        };
    }
}
