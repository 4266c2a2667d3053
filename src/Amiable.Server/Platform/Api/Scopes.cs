namespace Amiable.Platform.Api;

/// <summary>What a program may do for a member.</summary>
public static class Scopes
{
    public const string OrganizationsRead = "organizations:read";
    public const string OrganizationsAll = "organizations:all";
    public const string AccountsRead = "accounts:read";
    public const string AccountsAll = "accounts:all";
    public const string InvoicesRead = "invoices:read";
    public const string InvoicesAll = "invoices:all";
    public const string CreditNotesRead = "credit-notes:read";
    public const string CreditNotesAll = "credit-notes:all";
    public const string CommunicationsRead = "communications:read";
    public const string DunningManage = "dunning:manage";
    public const string TasksRead = "tasks:read";
    public const string TasksAll = "tasks:all";

    /// <summary>What an assistant may read, and what it may do, by the tools of MCP; the other scopes are of the API alone.</summary>
    public const string McpRead = "mcp:read";
    public const string McpWrite = "mcp:write";
    public const string OpenId = "openid";
    public const string Profile = "profile";
    public const string Email = "email";

    /// <summary>Those that an operation of the API or a tool asks for today; the others come with their operations.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        OrganizationsRead,
        OrganizationsAll,
        AccountsRead,
        AccountsAll,
        InvoicesRead,
        InvoicesAll,
        CreditNotesRead,
        CreditNotesAll,
        CommunicationsRead,
        DunningManage,
        TasksRead,
        TasksAll,
        McpRead,
        McpWrite,
    ];

    /// <summary>Those of the MCP server.</summary>
    public static readonly IReadOnlyList<string> Mcp = [McpRead, McpWrite];

    /// <summary>Who the member is: a program asks for it, an own token need not.</summary>
    public static readonly IReadOnlyList<string> Identity = [OpenId, Profile, Email];

    /// <summary>All that a program may ask a member for.</summary>
    public static readonly IReadOnlyList<string> Grantable = [.. Identity, .. All];

    /// <summary>What it allows, for developers; people read it in their own language.</summary>
    public static string Says(string scope) =>
        scope switch
        {
            McpRead => "Read with an assistant, by the tools of MCP",
            McpWrite => "Change with an assistant, by the tools of MCP",
            DunningManage => "Pause and resume follow-ups, write and change messages, prepare formal notices, resolve payment declarations",
            OrganizationsAll => "Read the organization, add and change webhooks",
            _ when scope.EndsWith(":all", StringComparison.Ordinal) => $"Read and change {scope[..^4].Replace('-', ' ')}",
            _ => $"Read {scope.Split(':')[0].Replace('-', ' ')}",
        };

    /// <summary>What says something: "accounts:read" beside "accounts:all" does not.</summary>
    public static IEnumerable<string> Telling(IReadOnlyCollection<string> held) =>
        held.Where(scope => !scope.EndsWith(":read", StringComparison.Ordinal) || !held.Contains(scope[..^5] + ":all"));

    /// <summary>"accounts:all" includes "accounts:read".</summary>
    public static bool Include(IEnumerable<string> held, string needed) =>
        held.Any(scope => scope == needed || (needed.EndsWith(":read", StringComparison.Ordinal) && scope == needed[..^5] + ":all"));
}
