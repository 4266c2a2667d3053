using Amiable.Integrations.Texts;
using Amiable.Platform.Http;
using Amiable.Platform.SignIn;

namespace Amiable.Inbound;

/// <summary>The addresses at which a provider of text messages says what came in, and what became of what left.</summary>
public static class TextHooks
{
    private const string Root = "/inbound-texts";

    /// <summary>The path to enter at the provider for what comes in.</summary>
    public static string PathOf(OrganizationId organization) => $"{Root}/{organization.Value:N}";

    /// <summary>The path at which news of a message is told, without the end that names it.</summary>
    public static string NewsPathOf(OrganizationId organization) => $"{PathOf(organization)}/news";

    public static void MapTextHooks(this IEndpointRouteBuilder app)
    {
        Open(
            app.MapPost(Root + "/{organization:guid}", (Guid organization, [AsParameters] Call call) => call.Take(new(organization), null))
        );
        Open(
            app.MapPost(
                Root + "/{organization:guid}/news/{message:guid}",
                (Guid organization, Guid message, [AsParameters] Call call) => call.Take(new(organization), new(message))
            )
        );
    }

    private static void Open(RouteHandlerBuilder route) =>
        route.AllowAnonymous().DisableAntiforgery().RequireRateLimiting(SignInLimits.Deliveries).ExcludeFromDescription();

    internal readonly record struct Call(HttpContext Http, TakeText TakeText, PublicAddress Address)
    {
        public async Task<IResult> Take(OrganizationId organization, CommunicationId? message)
        {
            if (!Http.Request.HasFormContentType)
                return Results.BadRequest();
            var form = await Http.Request.ReadFormAsync();
            var taken = await TakeText.Run(
                organization,
                message,
                Address.Link(Http, Http.Request.Path.ToString()).ToString(),
                Http.Request.Headers[TextSignature.Header],
                form.ToDictionary(f => f.Key, f => f.Value.ToString()),
                Http.RequestAborted
            );
            return taken.Problem switch
            {
                null => Results.Text("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response></Response>", "text/xml"),
                NotFound => Results.NotFound(),
                _ => Results.BadRequest(),
            };
        }
    }
}
