namespace Amiable.Platform.Api;

/// <summary>What there is to know of an operation beside what the framework knows of its route.</summary>
/// <param name="Id">Its name: "list-invoices".</param>
/// <param name="Scope">What a token must include; null for everybody.</param>
public sealed record OperationFacts(string Id, string? Scope)
{
    /// <summary>What a token must include besides: the operation tells things of several kinds.</summary>
    public IReadOnlyList<string> Besides { get; init; } = [];

    /// <summary>All that a token must include.</summary>
    public IEnumerable<string> Scopes => Scope is null ? Besides : [Scope, .. Besides];
}

/// <summary>The operation reads its body as a form, too, with a file in the part "file".</summary>
/// <param name="Fields">What else a form may say, with flattened names.</param>
/// <param name="File">What is sent.</param>
/// <param name="IsNeeded">Whether there is nothing to do without it; then a form is the only way.</param>
public sealed record TakesFileFacts(IReadOnlyList<string> Fields, string File, bool IsNeeded);

/// <summary>An example of what is sent.</summary>
public sealed record ExampleFacts(string Json);
