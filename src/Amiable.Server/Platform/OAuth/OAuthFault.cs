namespace Amiable.Platform.OAuth;

/// <summary>What is wrong with a request of a program, in the codes it knows (OAuth 2.1 sections 3.2.4 and 4.1.2.1, RFC 7591 section 3.2.2).</summary>
/// <param name="Error">"invalid_grant".</param>
/// <param name="Description">For its developer.</param>
public sealed record OAuthFault(string Error, string Description) : Problem(Error, Description)
{
    /// <summary>In the characters that are allowed in it (OAuth 2.1 section 3.2.4).</summary>
    public string Description { get; } =
        string.Concat(
            Description.Select(c =>
                c is '"' or '\\' ? '\''
                : c is >= ' ' and <= '~' ? c
                : '?'
            )
        );

    /// <summary>Where the program is told; null while it is not certain who asks: then the member is, and sent nowhere.</summary>
    public string? RedirectUri { get; init; }

    /// <summary>What it wants to have back.</summary>
    public string? State { get; init; }
}
