using Amiable.Ui;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Amiable.Webhooks.Pages;

/// <summary>The page of one webhook, which several buttons lead back to.</summary>
internal sealed class WebhookPages(ShowWebhook show, ListDeliveries list)
{
    private const int PageSize = 50;

    public async Task<IResult> Page(WebhookId id, HttpContext http, string? secret, Problem? problem, CancellationToken ct)
    {
        if ((await show.Run(id, ct)).Value is not { } known)
            return Results.NotFound();
        var asked = http.Request.Query["state"].ToString();
        DeliveryState? state = asked.Length > 0 ? Typed.Choice<DeliveryState>(asked) : null;
        var deliveries = await list.Run(id, state, http.Request.Query["after"], http.Request.Query["before"], PageSize, ct);
        return new RazorComponentResult<WebhookPage>(
            new
            {
                Known = known,
                Deliveries = deliveries.Value!,
                State = state,
                Secret = secret,
                Problem = problem,
            }
        )
        {
            StatusCode = AnswerToPost.StatusOf(problem),
        };
    }
}
