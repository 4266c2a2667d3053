using System.Globalization;
using System.Text.Json;
using Amiable.Mail.Replies;
using Amiable.Reading.Replies;
using Amiable.Reading.Understanding.Invoices;

namespace Amiable.Reading.Evaluation;

/// <summary>A reply and what somebody says it means. One line of a file.</summary>
/// <param name="Id">Its name in the file.</param>
/// <param name="Language">The language it is labelled with; the reader is not told.</param>
/// <param name="Reply">The reply.</param>
/// <param name="Expected">The labels.</param>
/// <param name="IsInjection">It tries to instruct the agent.</param>
public sealed record LabelledReply(string Id, string Language, ReplyToRead Reply, ReplyLabels Expected, bool IsInjection)
{
    /// <summary>The replies of a file, one JSON object a line; empty lines are left out.</summary>
    public static IEnumerable<LabelledReply> ReadLines(IEnumerable<string> lines) =>
        lines.Where(l => !string.IsNullOrWhiteSpace(l)).Select(Parse);

    /// <summary>One line.</summary>
    public static LabelledReply Parse(string line)
    {
        using var json = JsonDocument.Parse(line);
        var root = json.RootElement;
        var context = root.GetProperty("context");
        var (name, address) = Sender(Text(root, "from") ?? "");
        var reply = new ReplyToRead(
            name,
            address,
            Text(root, "subject") ?? "",
            ReplyTrimming.TrimText(Text(root, "body") ?? ""),
            DateTimeOffset.Parse(Text(root, "received")!, CultureInfo.InvariantCulture),
            [.. context.GetProperty("invoices").EnumerateArray().Select(Invoice)]
        )
        {
            Currency = Text(context, "currency") ?? "EUR",
        };
        var expected = root.TryGetProperty("expect", out var labels) ? ReplyLabels.Read(labels) : ReplyLabels.None;
        var isInjection = root.TryGetProperty("injection", out var injection) && injection.ValueKind == JsonValueKind.True;
        return new(Text(root, "id") ?? "", Text(root, "lang") ?? "", reply, expected, isInjection);
    }

    private static (string Name, string Address) Sender(string from)
    {
        var less = from.LastIndexOf('<');
        return less < 0 ? (from, from) : (from[..less].Trim(' ', '"'), from[(less + 1)..].TrimEnd('>', ' '));
    }

    private static OpenInvoice Invoice(JsonElement json) =>
        new(
            Text(json, "number")!,
            json.GetProperty("amount").GetDecimal(),
            DateOnly.Parse(Text(json, "dueDate")!, CultureInfo.InvariantCulture)
        );

    internal static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
