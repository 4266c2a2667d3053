namespace Amiable.Platform.Storage;

/// <summary>What people type into a search box, for EF.Functions.Like: a per cent sign in it is a per cent sign.</summary>
public static class LikePattern
{
    public const string Escape = "\\";

    public const string Anything = "%%";

    public static string Containing(string text) =>
        $"%{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";
}
