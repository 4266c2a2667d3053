using Amiable.Platform.OAuth;

namespace Amiable.Platform.Api;

/// <summary>What a program came with: a token that a member made, or one it was given by OAuth. From here on there is no difference between them.</summary>
/// <param name="Id">Of the token, or of the grant: calls are counted and answers kept under it, however often an access token is renewed.</param>
/// <param name="OrganizationId">Where it works.</param>
/// <param name="MemberId">For whom.</param>
/// <param name="Name">What it is called in the audit log.</param>
/// <param name="Scopes">What it may do.</param>
public sealed record HeldToken(Guid Id, OrganizationId OrganizationId, MemberId MemberId, string Name, IReadOnlyList<string> Scopes)
{
    /// <summary>Of a program; else the member made it.</summary>
    public bool IsOfGrant { get; init; }

    /// <summary>What it may be shown to; null for everything.</summary>
    public Audience? Audience { get; init; }

    /// <summary>Null for one that ends by no clock.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it was last used, to within some minutes. What is remembered of a token says so, too.</summary>
    public DateTimeOffset? UsedAt { get; set; }
}
