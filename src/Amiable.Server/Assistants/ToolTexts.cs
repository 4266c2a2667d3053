using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Amiable.Assistants;

/// <summary>What is said beside a result, in a sentence.</summary>
internal static class ToolTexts
{
    /// <summary>As a model reads it: nothing is escaped that need not be.</summary>
    public static readonly JsonSerializerOptions Readable = new(Platform.Api.ApiJson.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Summary(JsonObject content) =>
        content["nodes"] is not JsonArray nodes ? "Done; the result follows."
        : content["pageInfo"]?["endCursor"] is { } cursor ? $"{nodes.Count} of them; there are more: call again with after = {cursor}."
        : nodes.Count == 0 ? "There is none."
        : $"{nodes.Count} of them; that is the end of the list.";

    /// <summary>What was so before it was asked for; null when it was not.</summary>
    public static string? AlreadySo(JsonNode? before, JsonNode after)
    {
        if (before?["dunning"]?["isPaused"]?.GetValue<bool>() is not { } paused)
            return null;
        var pauses = after["dunning"]!["isPaused"]!.GetValue<bool>();
        return paused != pauses ? null
            : paused
                ? $"Its follow-ups rested already ({Rest(before["dunning"]!)}); they now rest as you asked ({Rest(after["dunning"]!)}): tell the user."
            : "Its follow-ups were running already: nothing had to be resumed.";
    }

    private static string Rest(JsonNode dunning) =>
        string.Join(
            ", ",
            new[] { dunning["reason"]?.ToString(), dunning["note"]?.ToString(), Until(dunning["until"]) }.Where(w =>
                !string.IsNullOrEmpty(w)
            )
        );

    private static string Until(JsonNode? day) =>
        day is null ? "until somebody resumes" : $"until {day["year"]}-{day["month"]!.GetValue<int>():00}-{day["day"]!.GetValue<int>():00}";
}
