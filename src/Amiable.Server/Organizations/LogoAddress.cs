namespace Amiable.Organizations;

/// <summary>Where the logo of whoever is signed in is found.</summary>
internal static class LogoAddress
{
    public const string Path = "/organization/logo";

    /// <summary>Another picture has another address, so that a browser may keep each for ever.</summary>
    public static string? Of(string? hash) => hash is null ? null : $"{Path}?v={hash}";
}
