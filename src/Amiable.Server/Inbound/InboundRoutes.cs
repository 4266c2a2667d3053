using Amiable.Platform.SignIn;
using Microsoft.AspNetCore.Mvc;

namespace Amiable.Inbound;

/// <summary>The address at which mail servers and providers hand mails over: raw, as message/rfc822 or whatever they call it.</summary>
public static class InboundRoutes
{
    public static void MapInbound(this IEndpointRouteBuilder app) =>
        app.MapPost(
                InboundAddress.Root + "/{secret}",
                async (string secret, HttpContext http, TakePostedMail take, CancellationToken ct) =>
                    (await take.Run(secret, http.Request.Body, ct)).Problem switch
                    {
                        null => Results.Accepted(),
                        NotFound => Results.NotFound(),
                        Invalid { Code: "inbound.too-large" } => Results.StatusCode(StatusCodes.Status413PayloadTooLarge),
                        _ => Results.BadRequest(),
                    }
            )
            .AllowAnonymous()
            .DisableAntiforgery()
            .RequireRateLimiting(SignInLimits.Deliveries)
            // A little more than is taken, so that who sends too much is told so.
            .WithMetadata(new RequestSizeLimitAttribute(TakePostedMail.MostBytes + 1024))
            .ExcludeFromDescription();
}
