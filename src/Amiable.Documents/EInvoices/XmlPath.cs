using System.Xml.Linq;

namespace Amiable.Documents.EInvoices;

/// <summary>Ways through an e-invoice by the local names of its elements: which namespace a name is in was decided at the root.</summary>
internal static class XmlPath
{
    /// <summary>The children of that name; a name may offer others, for other versions: "ID|IssuerAssignedID".</summary>
    public static IEnumerable<XElement> All(this XElement? from, string name) =>
        from is null ? [] : from.Elements().Where(e => IsCalled(e.Name.LocalName, name));

    /// <summary>The first element at the end of the path; null when there is none.</summary>
    public static XElement? At(this XElement? from, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            XElement? next = null;
            foreach (var child in from?.Elements() ?? [])
            {
                if (IsCalled(child.Name.LocalName, name))
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
    public static string? Text(this XElement? from, params ReadOnlySpan<string> path) => OneLine(from.At(path)?.Value);

    /// <summary>The same with its line breaks.</summary>
    public static string? Lines(this XElement? from, params ReadOnlySpan<string> path) =>
        from.At(path)?.Value.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>An attribute by its name.</summary>
    public static string? Says(this XElement? of, string name) =>
        of?.Attributes().FirstOrDefault(a => a.Name.LocalName == name)?.Value.Trim() is { Length: > 0 } value ? value : null;

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
