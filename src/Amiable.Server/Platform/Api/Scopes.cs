namespace Amiable.Platform.Api;

/// <summary>What a program may do for a member.</summary>
public static class Scopes
{
    public const string OrganizationsRead = "organizations:read";
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

    /// <summary>Those that an operation of the API or a tool asks for today; the others come with their operations.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        OrganizationsRead,
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

    /// <summary>What it allows, for developers; people read it in their own language.</summary>
    public static string Says(string scope) =>
        scope switch
        {
            McpRead => "Read with an assistant, by the tools of MCP",
            McpWrite => "Change with an assistant, by the tools of MCP",
            DunningManage => "Pause and resume follow-ups, write and change messages, resolve payment declarations",
            _ when scope.EndsWith(":all", StringComparison.Ordinal) => $"Read and change {scope[..^4].Replace('-', ' ')}",
            _ => $"Read {scope.Split(':')[0].Replace('-', ' ')}",
        };

    /// <summary>"accounts:all" includes "accounts:read".</summary>
    public static bool Include(IEnumerable<string> held, string needed) =>
        held.Any(scope => scope == needed || (needed.EndsWith(":read", StringComparison.Ordinal) && scope == needed[..^5] + ":all"));
}
