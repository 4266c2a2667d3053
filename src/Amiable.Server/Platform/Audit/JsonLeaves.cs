using System.Globalization;
using System.Text.Json.Nodes;

namespace Amiable.Platform.Audit;

/// <summary>A value stored as JSON, taken apart: "Details.City" is Lyon. A list is one text: people do not read brackets.</summary>
internal static class JsonLeaves
{
    public static Dictionary<string, (string Type, string? Text)> Of(string field, string? json)
    {
        Dictionary<string, (string, string?)> leaves = [];
        if (json is not null)
            Collect(field, JsonNode.Parse(json), leaves);
        return leaves;
    }

    private static void Collect(string field, JsonNode? node, Dictionary<string, (string, string?)> leaves)
    {
        if (node is JsonObject parts)
            foreach (var (name, part) in parts)
                Collect($"{field}.{char.ToUpperInvariant(name[0])}{name[1..]}", part, leaves);
        else if (Text(node) is { Length: > 0 } text)
            leaves[field] = (Type(node!, text), text);
    }

    private static string Type(JsonNode node, string text) =>
        node switch
        {
            JsonValue value when value.TryGetValue<bool>(out _) => "bool",
            JsonValue value when value.TryGetValue<decimal>(out _) => "number",
            JsonValue when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) => "date",
            _ => "text",
        };

    private static string Text(JsonNode? node) =>
        node switch
        {
            null => "",
            JsonArray list => string.Join("; ", list.Select(Text).Where(t => t.Length > 0)),
            // Identities say nothing to a reader, and when it was said the entry says.
            JsonObject parts => string.Join(
                ", ",
                parts.Select(p => p.Value is JsonValue flag && flag.TryGetValue<bool>(out _) ? "" : Text(p.Value)).Where(t => t.Length > 0)
            ),
            _ => node.ToString() is var text && (Guid.TryParse(text, out _) || IsInstant(text)) ? "" : text,
        };

    private static bool IsInstant(string text) => text is [_, _, _, _, '-', _, _, '-', _, _, 'T', ..];
}
