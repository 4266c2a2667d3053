using System.ComponentModel;
using System.Reflection;

namespace Amiable.Platform.Api;

/// <summary>What anybody may know: that the API is there, how it is described, and its description.</summary>
public static class ApiStatus
{
    public sealed record Answer
    {
        public required string Name { get; init; }
        public required string Version { get; init; }

        [Description("The description of the API, for programs.")]
        public required string OpenApi { get; init; }

        [Description("The same for people.")]
        public required string Documentation { get; init; }
    }

    private static readonly string Version =
        typeof(ApiStatus).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    public static void MapStatus(this IEndpointRouteBuilder app)
    {
        app.MapGet(
                ApiRoutes.Root + "/status",
                (HttpContext http, Http.PublicAddress address) =>
                    ApiAnswer.Ok(
                        new Answer
                        {
                            Name = "Amiable",
                            Version = Version,
                            OpenApi = address.Link(http, ApiDocument.Path).ToString(),
                            Documentation = address.Link(http, "/developers/reference").ToString(),
                        }
                    )
            )
            .WithName("get-status")
            .WithTags("Status")
            .WithSummary("Ask whether anybody is there")
            .WithDescription("For everybody: no token is asked for.")
            .WithMetadata(new OperationFacts("get-status", null))
            .WithMetadata(new ProducesResponseTypeMetadata(200, typeof(Answer), ["application/json"]));
        app.MapGet(ApiDocument.Path, async (ApiDocument document) => Results.Bytes(await document.Bytes, "application/json"))
            .ExcludeFromDescription();
    }
}
