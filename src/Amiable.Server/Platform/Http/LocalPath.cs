namespace Amiable.Platform.Http;

/// <summary>Where a form says to go afterwards. Never to another site: such a link would make ours a springboard for theirs.</summary>
public static class LocalPath
{
    /// <summary>That path when it is one of ours, else the other.</summary>
    public static string Or(string? path, string otherwise) => IsLocal(path) ? path! : otherwise;

    // "//evil.example" and "/\evil.example" are other sites; a control character in between is dropped by browsers.
    public static bool IsLocal(string? path) => path is ['/', ..] && path is not ['/', '/' or '\\', ..] && !path.Any(char.IsControl);
}
