using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Amiable.Platform.Api;

/// <summary>What the description of the API says of it as a whole.</summary>
internal static class DocumentDescription
{
    public const string Bearer = "bearer";
    public const string OAuth = "oauth2";

    /// <summary>On every answer to a token.</summary>
    public static readonly string[] Limits = ["X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset"];

    private const string About = """
        Everything Amiable knows of who owes what, and what it writes about it.

        **Tokens.** `Authorization: Bearer amiable_…`, made under Settings → Developers. A token works for one member of one organization, as far as its scopes go;
        `:all` includes `:read`. Programs that members let in get theirs by OAuth 2.1 (authorization code with PKCE, dynamic registration), described at
        `/.well-known/oauth-authorization-server`; they work the same, for an hour each. What belongs to another organization is not found (404).

        **Lists** come in parts: `?first=50&after=<endCursor>`. They are in the order in which things became known, so nothing is told twice or left out while
        others are added; `endCursor` is null in the last part. Contacts and internal representatives of an account are plain arrays.

        **Days** are `{"year": 2026, "month": 3, "day": 31}` ("2026-03-31" is understood, too), instants ISO 8601 in UTC. **Amounts** are numbers in the major
        unit of their currency, exact to its minor unit: 12.345 EUR is refused, never rounded.

        **Problems** are `application/problem+json` (RFC 9457) with a stable `code`; `errors` names the fields, `facts` what else there is to know.

        **Idempotency-Key** on everything that changes something: the same request again within 24 hours is answered the same and done once.

        **Limits**: 300 requests of a token within any 60 seconds; `X-RateLimit-*` on every answer, `Retry-After` with 429.
        """;

    private static readonly (string Name, string Says)[] Tags =
    [
        ("Organizations", "The workspace of one creditor company."),
        ("Accounts", "Customer companies that owe, or will owe, money."),
        ("Contacts", "People at an account, to whom messages go."),
        ("Internal representatives", "Colleagues in charge of an account."),
        ("Invoices", "What accounts owe."),
        ("Imports", "Files of invoices that are brought in."),
        ("Credit notes", "What reduces what accounts owe, and which invoices it settled."),
        ("Balances", "What is owed, by account, by currency and by age."),
        ("Communications", "Messages to and from accounts."),
        ("Formal notices", "Letters that a member signs and posts, when messages had no effect."),
        ("Evidence", "All that proves what an account owes, and what was done about it, as a file."),
        ("Payment declarations", "What customers promised to pay, or say to have paid."),
        ("Tasks", "What the agent needs from a person."),
        ("Webhooks", "Your address is told of what happens, signed as Standard Webhooks has it; or ask for events yourself."),
        ("Status", "Whether anybody is there."),
    ];

    public static Task Complete(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken ct)
    {
        document.Info = new()
        {
            Title = "Amiable",
            Version = "1",
            Contact = new() { Name = "Whoever runs this installation" },
            Description = About.ReplaceLineEndings("\n"),
        };
        document.Servers = [new() { Url = "/", Description = "This installation" }];
        document.Tags = Tags.Select(t => new OpenApiTag { Name = t.Name, Description = t.Says }).ToHashSet();
        document.Components ??= new();
        document.Components.Headers = Limits
            .Append("Retry-After")
            .ToDictionary(name => name, name => (IOpenApiHeader)Header(name, JsonSchemaType.Integer));
        document.Components.Headers["WWW-Authenticate"] = Header("WWW-Authenticate", JsonSchemaType.String);
        document.Components.SecuritySchemes = Schemes();
        return Task.CompletedTask;
    }

    private static Dictionary<string, IOpenApiSecurityScheme> Schemes() =>
        new()
        {
            [Bearer] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "A personal API token, made under Settings → Developers.",
            },
            [OAuth] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.OAuth2,
                Description =
                    "Authorization code with PKCE (S256); programs register themselves. See /.well-known/oauth-authorization-server.",
                Flows = new()
                {
                    AuthorizationCode = new()
                    {
                        AuthorizationUrl = new("/api/oauth/authorize", UriKind.Relative),
                        TokenUrl = new("/api/oauth/token", UriKind.Relative),
                        RefreshUrl = new("/api/oauth/token", UriKind.Relative),
                        Scopes = Scopes.All.ToDictionary(scope => scope, Scopes.Says),
                    },
                },
            },
        };

    private static OpenApiHeader Header(string name, JsonSchemaType type) =>
        new OpenApiHeader
        {
            Description = ParameterTexts.Of(name),
            Schema = new OpenApiSchema { Type = type },
        };
}
