using Amiable.Organizations;

namespace Amiable.Platform.Tenancy;

/// <summary>A person in one of their organizations.</summary>
public sealed record Membership(Member Member, Organization Organization);
