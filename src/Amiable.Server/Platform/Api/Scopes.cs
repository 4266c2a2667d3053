namespace Amiable.Platform.Api;

/// <summary>What a program may do for a member.</summary>
public static class Scopes
{
    public const string OrganizationsRead = "organizations:read";

    /// <summary>Those that an operation of the API asks for today; the others come with their operations.</summary>
    public static readonly IReadOnlyList<string> All = [OrganizationsRead];

    /// <summary>"accounts:all" includes "accounts:read".</summary>
    public static bool Include(IEnumerable<string> held, string needed) =>
        held.Any(scope => scope == needed || (scope.EndsWith(":all", StringComparison.Ordinal) && scope[..^4] == needed.Split(':')[0]));
}
