namespace Amiable.Writing;

/// <summary>Languages the built-in texts are written in.</summary>
public static class Languages
{
    public static readonly IReadOnlyList<string> Written = ["en", "fr", "de", "es", "it", "nl", "pt"];
}
