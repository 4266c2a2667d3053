namespace Amiable.Assistants;

/// <summary>What calling a tool does.</summary>
public enum Effect
{
    /// <summary>Nothing.</summary>
    Reads,

    /// <summary>Something is there afterwards that was not.</summary>
    Adds,

    /// <summary>As asked, however often.</summary>
    Sets,

    /// <summary>What was there before is no longer, and cannot simply be had back.</summary>
    Changes,

    /// <summary>Something leaves for somebody outside.</summary>
    Sends,
}

/// <summary>A tool of MCP: an operation of the API under a name, and with words, that a model understands.</summary>
/// <param name="Name">As models call it.</param>
/// <param name="Operation">The operation of the API that it is.</param>
/// <param name="Effect">What calling it does.</param>
/// <param name="Says">What it is for, and what to know before calling it.</param>
public sealed record Tool(string Name, string Operation, Effect Effect, string Says)
{
    /// <summary>The only field of what is sent that it takes; null for all of them.</summary>
    public string? Only { get; init; }

    /// <summary>A field of what is sent that it does not take.</summary>
    public string? Without { get; init; }

    /// <summary>A field it asks for beyond those the operation asks for.</summary>
    public string? Needs { get; init; }

    /// <summary>What shows the state it acts on, when the model is to be told that it was so already.</summary>
    public string? Before { get; init; }

    /// <summary>What a token must include.</summary>
    public string Scope => Effect == Effect.Reads ? Platform.Api.Scopes.McpRead : Platform.Api.Scopes.McpWrite;
}
