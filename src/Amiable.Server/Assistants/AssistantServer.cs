using System.Reflection;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Amiable.Assistants;

/// <summary>What the protocol is answered with, for one request.</summary>
internal static class AssistantServer
{
    private static readonly Implementation Us = new()
    {
        Name = "amiable",
        Title = "Amiable",
        Version =
            typeof(AssistantServer).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
            ?? "0",
    };

    public static McpServerOptions For(HttpContext http)
    {
        var toolbox = http.RequestServices.GetRequiredService<Toolbox>();
        return new()
        {
            ServerInfo = Us,
            ServerInstructions = WorkingRules.Text.ReplaceLineEndings("\n"),
            // The scope of the request has chosen the organization: another one would be nobody's.
            ScopeRequests = false,
            Capabilities = new() { Tools = new(), Resources = new() },
            Handlers = new()
            {
                ListToolsHandler = async (_, _) => new ListToolsResult { Tools = [.. await toolbox.List()] },
                CallToolHandler = (call, ct) => CallTool.Answer(http, toolbox, call.Params!, ct),
                ListResourcesHandler = (_, _) => ValueTask.FromResult(McpResources.List()),
                ListResourceTemplatesHandler = (_, _) => ValueTask.FromResult(McpResources.Templates()),
                ReadResourceHandler = (read, ct) => McpResources.Read(http, toolbox, read.Params!.Uri, ct),
            },
        };
    }
}
