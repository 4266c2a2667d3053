using System.Text.Json;
using System.Text.Json.Nodes;

namespace Amiable.Platform.Api;

/// <summary>A form that says "issuedDate[year]" and "billingAddress[street]", as the object it stands for.</summary>
internal static class FlatForm
{
    private const int Deepest = 4;

    /// <summary>Null when two names contradict each other: "currency" and "currency[code]".</summary>
    public static JsonElement? Unfold(IFormCollection form)
    {
        var root = new JsonObject();
        foreach (var (name, values) in form)
        {
            if (values.Count != 1 || Parts(name) is not { } parts || !Put(root, parts, values[0]))
                return null;
        }
        return JsonSerializer.SerializeToElement(root);
    }

    private static bool Put(JsonObject root, string[] parts, string? value)
    {
        var place = root;
        foreach (var part in parts[..^1])
        {
            if (!place.TryGetPropertyValue(part, out var below))
                place[part] = below = new JsonObject();
            if (below is not JsonObject inner)
                return false;
            place = inner;
        }
        return place.TryAdd(parts[^1], Written(value));
    }

    // A field that is left empty says nothing; everything else is text, or what a form calls yes and no.
    private static JsonValue? Written(string? value) =>
        value switch
        {
            null or "" => null,
            "true" => JsonValue.Create(true),
            "false" => JsonValue.Create(false),
            _ => JsonValue.Create(value),
        };

    /// <summary>"a[b][c]" is a, b, c.</summary>
    private static string[]? Parts(string name)
    {
        var parts = name.Split('[');
        return parts[0].Length > 0 && parts.Length <= Deepest && parts.Skip(1).All(p => p.EndsWith(']') && p.Length > 1)
            ? [parts[0], .. parts.Skip(1).Select(p => p[..^1])]
            : null;
    }
}
