using System.Text.Json;
using System.Text.Json.Nodes;
using Amiable.Help;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Amiable.Assistants;

/// <summary>What an assistant may read beside its tools: the words used here, and an account at a glance.</summary>
internal static class McpResources
{
    private const string Glossary = "amiable://glossary";
    private const string Accounts = "amiable://accounts/";

    /// <summary>What is shown of an account, and the operations that say it.</summary>
    private static readonly (string Name, string Operation, string? With)[] Parts =
    [
        ("account", "get-account", null),
        ("contacts", "list-contacts", null),
        ("balance", "get-customer-balance", null),
        ("overdueInvoices", "list-invoices", "Overdue"),
        ("openTasks", "list-account-tasks", "ActionRequired"),
    ];

    public static ListResourcesResult List() =>
        new()
        {
            Resources =
            [
                new()
                {
                    Uri = Glossary,
                    Name = "glossary",
                    Title = "Glossary",
                    Description = "The words used in Amiable, and what they mean.",
                    MimeType = "text/markdown",
                },
            ],
        };

    public static ListResourceTemplatesResult Templates() =>
        new()
        {
            ResourceTemplates =
            [
                new()
                {
                    UriTemplate = Accounts + "{accountId}",
                    Name = "account",
                    Title = "An account at a glance",
                    Description = "A customer company with its contacts, what it owes, its overdue invoices and its open tasks.",
                    MimeType = "application/json",
                },
            ],
        };

    public static async ValueTask<ReadResourceResult> Read(HttpContext http, Toolbox toolbox, string uri, CancellationToken ct)
    {
        if (uri == Glossary)
            return Of(uri, "text/markdown", GuideFiles.SourceOf(Ui.Words.Fallback, "glossary"));
        if (uri.StartsWith(Accounts, StringComparison.Ordinal) && Guid.TryParse(uri[Accounts.Length..], out var account))
            if (await Account(http, toolbox, account, ct) is { } glance)
                return Of(uri, "application/json", glance);
        throw new McpProtocolException($"There is no resource {uri}.", McpErrorCode.ResourceNotFound);
    }

    private static async Task<string?> Account(HttpContext http, Toolbox toolbox, Guid account, CancellationToken ct)
    {
        var glance = new JsonObject();
        foreach (var (name, operation, status) in Parts)
        {
            var values = new Dictionary<string, JsonElement> { ["accountId"] = JsonSerializer.SerializeToElement(account) };
            if (status is not null)
                values["status"] = JsonSerializer.SerializeToElement(status);
            var answer = await CallTool.Ask(http, toolbox, operation, values, null, ct);
            if (!answer.IsDone)
                return null;
            glance[name] = answer.Body;
        }
        var outside = new OutsideText();
        outside.Fence(glance);
        if (outside.Explained is { } explained)
            glance["note"] = explained;
        return glance.ToJsonString(ToolTexts.Readable);
    }

    private static ReadResourceResult Of(string uri, string mediaType, string text) =>
        new()
        {
            Contents =
            [
                new TextResourceContents
                {
                    Uri = uri,
                    MimeType = mediaType,
                    Text = text,
                },
            ],
        };
}
