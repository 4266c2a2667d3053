namespace Amiable.Documents.EInvoices;

/// <summary>Ways through an e-invoice by the local names of its elements: which namespace a name is in was decided at the root.</summary>
internal static class XmlPath
{
    /// <summary>The children of that name; a name may offer others, for other versions: "ID|IssuerAssignedID".</summary>
    public static IEnumerable<XmlPart> All(this XmlPart? from, string name) =>
        from is null ? [] : from.Parts.Where(e => IsCalled(e.Name, name));

    /// <summary>The first element at the end of the path; null when there is none.</summary>
    public static XmlPart? At(this XmlPart? from, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            XmlPart? next = null;
            foreach (var child in from?.Parts ?? [])
            {
                if (IsCalled(child.Name, name))
                {
                    next = child;
                    break;
                }
            }
            if (next is null)
                return null;
            from = next;
        }
        return from;
    }

    /// <summary>What stands at the end of the path, on one line; null when nothing does.</summary>
    public static string? Text(this XmlPart? from, params ReadOnlySpan<string> path) => OneLine(from.At(path)?.Value);

    /// <summary>The same with its line breaks.</summary>
    public static string? Lines(this XmlPart? from, params ReadOnlySpan<string> path) =>
        from.At(path)?.Value.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>An attribute by its name.</summary>
    public static string? Says(this XmlPart? of, string name) => of?.Attribute(name);

    /// <summary>With single spaces; null when blank.</summary>
    public static string? OneLine(string? text) =>
        text is null ? null
        : string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) is { Length: > 0 } line ? line
        : null;

    private static bool IsCalled(string local, string name)
    {
        foreach (var option in name.AsSpan().Split('|'))
        {
            if (name.AsSpan(option).SequenceEqual(local))
                return true;
        }
        return false;
    }
}
