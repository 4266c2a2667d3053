using System.Text.Json.Nodes;

namespace Amiable.Assistants;

/// <summary>Why a tool did not do what was asked, and what to do next, for a model.</summary>
internal static class ToolFaults
{
    public static string Of(Tool tool, JsonNode? problem)
    {
        var code = problem?["code"]?.ToString() ?? "internal";
        var status = problem?["status"]?.GetValue<int>() ?? 500;
        List<string> said = [$"Not done: {problem?["message"]?.ToString() ?? "Something went wrong here."} (code {code})"];
        if (problem?["errors"] is JsonObject fields)
            said.AddRange(fields.Select(f => $"- {f.Key}: {string.Join(' ', f.Value!.AsArray().Select(m => m!.ToString()))}"));
        if (problem?["facts"] is JsonObject facts)
            said.Add($"facts: {facts.ToJsonString(ToolTexts.Readable)}");
        said.Add($"What to do: {Next(tool, status, code)}");
        return string.Join('\n', said);
    }

    private static string Next(Tool tool, int status, string code) =>
        code switch
        {
            "letter.doubtful" =>
                "tell the user what gives pause, as facts.doubts says. Only if they want it nevertheless, call again with each doubt in confirmed.",
            "channel-not-available" => "do not call again. Offer the user an e-mail instead (send-outgoing-communication).",
            "letter.no-address" =>
                "ask the user for the account's address; until it is there offer an e-mail instead (send-outgoing-communication).",
            "changed-meanwhile" => "somebody changed it after you read it: read it again, then decide.",
            "unknown-argument" => $"call {tool.Name} again with its own arguments only.",
            "invalid-cursor" => "take endCursor from the last answer of this very tool, or leave after out to begin anew.",
            _ => status switch
            {
                404 => "nothing in this organization has that id. Take ids from the list tools, such as list-accounts; do not guess them.",
                409 => "this is the state it is in now. Read it again, tell the user, and do not repeat the same call.",
                422 or 400 => "correct what is named and call again; ask the user for what you do not know.",
                413 => "send less at once.",
                _ => "the fault is ours and written down. Try once more in a minute; then tell the user.",
            },
        };
}
