using System.Text.Json;
using System.Text.Json.Nodes;
using Amiable.Instructions;
using Amiable.Reading.Instructions;
using Amiable.Reading.Understanding;

namespace Amiable.Reading.Evaluation;

/// <summary>A command in the shape in which it is labelled and predicted.</summary>
/// <param name="Kind">What it is called.</param>
/// <param name="Fields">What it says, by name; names of accounts and numbers of invoices, not identities.</param>
public sealed record CommandLabel(string Kind, IReadOnlyDictionary<string, string?> Fields)
{
    /// <summary>Share of words two notes must have in common to be the same: they are compared loosely.</summary>
    private const double SameWords = 0.6;

    public static CommandLabel Read(JsonElement json) =>
        new(
            json.GetProperty("kind").GetString() ?? "",
            json.EnumerateObject().Where(p => p.Name != "kind").ToDictionary(p => p.Name, p => Plain(p.Value))
        );

    /// <summary>What a reader understood, in this shape.</summary>
    public static CommandLabel Of(Command command, IReadOnlyList<KnownAccount> accounts)
    {
        var fields = new Dictionary<string, string?>();
        if (command is AccountCommand about)
            fields["account"] = Name(about.Account);
        if (command is InvoiceCommand one)
            fields["invoice"] = accounts.SelectMany(a => a.Invoices).First(i => i.Id == one.Invoice).Number;
        switch (command)
        {
            case PauseFollowUp pause:
                (fields["until"], fields["reason"]) = (Day(pause.Until), pause.Reason.ToString());
                break;
            case RescheduleFollowUp move:
                fields["date"] = Day(move.On);
                break;
            case SetPaidAmount paid:
                (fields["amount"], fields["date"]) = (Sum(paid.Amount), Day(paid.On));
                break;
            case ChangeTone tone:
                fields["tone"] = tone.Tone.ToString();
                break;
            case AddNoteToNextMessage note:
                fields["text"] = note.Text;
                break;
            case ReplaceContact contact:
                (fields["name"], fields["email"], fields["language"]) = (contact.Name, contact.Email, contact.Language);
                break;
            case AddContact contact:
                (fields["name"], fields["email"], fields["language"]) = (contact.Name, contact.Email, contact.Language);
                break;
            case SetContactLanguage language:
                fields["language"] = language.Language;
                break;
            case AskQuestion question:
                (fields["account"], fields["topic"]) = (question.Account is { } asked ? Name(asked) : null, question.Topic.ToString());
                break;
            case Unclear unclear:
                (fields["about"], fields["intended"]) = (unclear.About.ToString(), unclear.Intended?.ToString());
                fields["candidates"] = List(unclear.Candidates.Select(Name));
                break;
        }
        return new(command.Kind.ToString(), fields);

        string Name(AccountId id) => accounts.First(a => a.Id == id).Name;
    }

    /// <summary>Whether both say the same.</summary>
    public bool IsSame(CommandLabel other) => Kind == other.Kind && Fields.Keys.Union(other.Fields.Keys).All(k => Agree(k, other));

    public override string ToString() => $"{Kind}({string.Join(", ", Fields.Select(f => $"{f.Key}={f.Value ?? "null"}"))})";

    /// <summary>As a JSON object, in the shape of the labels.</summary>
    public JsonObject Write()
    {
        var json = new JsonObject { ["kind"] = Kind };
        foreach (var (name, value) in Fields)
            json[name] = name switch
            {
                "amount" when value is not null => JsonValue.Create(
                    decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture)
                ),
                "candidates" => new JsonArray([
                    .. (value ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(v => (JsonNode)v),
                ]),
                _ => value,
            };
        return json;
    }

    private bool Agree(string name, CommandLabel other)
    {
        var (mine, others) = (Fields.GetValueOrDefault(name), other.Fields.GetValueOrDefault(name));
        return name == "text" && mine is not null && others is not null ? Alike(mine, others) : mine == others;
    }

    private static bool Alike(string one, string other)
    {
        var (mine, others) = (Words(one), Words(other));
        var both = mine.Intersect(others).Count();
        return mine.Count + others.Count > 0 && 2.0 * both / (mine.Count + others.Count) >= SameWords;
    }

    private static HashSet<string> Words(string text) => [.. WrittenText.Of(text).Words.Select(w => w.Text)];

    private static string? Plain(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.Number => Sum(value.GetDecimal()),
            JsonValueKind.Array => List(value.EnumerateArray().Select(v => v.GetString() ?? "")),
            _ => value.ToString(),
        };

    private static string List(IEnumerable<string> names) => string.Join('\n', names.Order(StringComparer.Ordinal));

    private static string Sum(decimal amount) => amount.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture);

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
