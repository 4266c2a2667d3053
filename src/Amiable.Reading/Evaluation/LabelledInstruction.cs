using System.Globalization;
using System.Text.Json;
using Amiable.Instructions;
using Amiable.Reading.Instructions;

namespace Amiable.Reading.Evaluation;

/// <summary>An instruction and what somebody says it means. One line of a file.</summary>
/// <param name="Id">Its name in the file.</param>
/// <param name="Language">The language it is labelled with; the reader is not told.</param>
/// <param name="Instruction">The instruction.</param>
/// <param name="Expected">The commands, in the shape of the labels.</param>
public sealed record LabelledInstruction(string Id, string Language, InstructionToRead Instruction, IReadOnlyList<CommandLabel> Expected)
{
    /// <summary>The instructions of a file, one JSON object a line; empty lines are left out.</summary>
    public static IEnumerable<LabelledInstruction> ReadLines(IEnumerable<string> lines) =>
        lines.Where(l => !string.IsNullOrWhiteSpace(l)).Select(Parse);

    /// <summary>One line.</summary>
    public static LabelledInstruction Parse(string line)
    {
        using var json = JsonDocument.Parse(line);
        var root = json.RootElement;
        var context = root.GetProperty("context");
        var received = DateTimeOffset.Parse(Text(root, "received")!, CultureInfo.InvariantCulture);
        var awaiting = Items(context, "scheduled")
            .Where(s => Text(s, "status") == "AwaitingApproval" && Text(s, "step") == "FormalNotice")
            .Select(s => Text(s, "account"))
            .ToHashSet();
        var paused = Items(context, "paused")
            .Select(p => p.ValueKind == JsonValueKind.String ? p.GetString() : Text(p, "account") ?? Text(p, "name"))
            .ToHashSet();
        var accounts = Items(context, "accounts")
            .Select(a => new KnownAccount(
                Ids.New<AccountId>(received),
                Text(a, "name") ?? "",
                [.. Items(a, "invoices").Select(i => Invoice(i, received))],
                [.. Items(a, "contacts").Select(c => new KnownContact(Text(c, "name") ?? "", Text(c, "email")))]
            )
            {
                HasNoticeToApprove = awaiting.Contains(Text(a, "name")),
                IsPaused = paused.Contains(Text(a, "name")),
                WritesMonthFirst = Text(a, "currency") == "USD",
            })
            .ToList();
        var instruction = new InstructionToRead(Text(root, "body") ?? "", received, accounts)
        {
            // Nobody tells who wrote; whoever has French customers likely writes French.
            Language = Items(context, "accounts")
                .SelectMany(a => Items(a, "contacts"))
                .GroupBy(c => Text(c, "language"))
                .MaxBy(g => g.Count())
                ?.Key,
        };
        var expected = root.TryGetProperty("expect", out var labels) ? Items(labels, "commands").Select(CommandLabel.Read).ToList() : [];
        return new(Text(root, "id") ?? "", Text(root, "lang") ?? "", instruction, expected);
    }

    private static JsonElement.ArrayEnumerator Items(JsonElement json, string name) =>
        json.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : default;

    private static KnownInvoice Invoice(JsonElement json, DateTimeOffset received) =>
        new(
            Ids.New<InvoiceId>(received),
            Text(json, "number")!,
            json.GetProperty("amount").GetDecimal(),
            DateOnly.Parse(Text(json, "dueDate")!, CultureInfo.InvariantCulture)
        );

    private static string? Text(JsonElement json, string name) => LabelledReply.Text(json, name);
}
