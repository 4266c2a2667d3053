using System.ComponentModel;
using System.Text.Json.Nodes;
using Amiable.Invoices;
using Amiable.Platform.Api;
using Amiable.Tasks.Pages;
using Amiable.Ui;

namespace Amiable.Tasks;

/// <summary>A task as the API writes it.</summary>
public sealed record TaskJson
{
    public required Guid Id { get; init; }
    public required Guid OrganizationId { get; init; }

    [Description("About whom; null for the organization as a whole.")]
    public Guid? AccountId { get; init; }

    public string? AccountName { get; init; }

    [Description("About which message.")]
    public Guid? CommunicationId { get; init; }

    public required TaskKind Kind { get; init; }
    public required HumanTaskStatus Status { get; init; }

    [Description("Whether it should be seen before the others.")]
    public required bool IsCritical { get; init; }

    [Description("One short line, in the organization's language.")]
    public required string Subject { get; init; }

    [Description("Why the agent asks, a paragraph each, in the organization's language.")]
    public required IReadOnlyList<string> Description { get; init; }

    [Description("The invoices it is about, where it is about some of the account's.")]
    public required IReadOnlyList<Guid> InvoiceIds { get; init; }

    [Description("What it is about, one amount a currency.")]
    public required IReadOnlyList<AmountJson> Amounts { get; init; }

    [Description("The conversation.")]
    public required IReadOnlyList<RemarkJson> Remarks { get; init; }

    [Description("The answers it allows; none once it is over.")]
    public required IReadOnlyList<AllowedAnswerJson> Answers { get; init; }

    [Description("A JSON schema of what interactions may say; null once the task is over.")]
    public JsonObject? AnswerSchema { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }

    public static TaskJson Of(KnownTask known)
    {
        var (task, t) = (known.Task, Words.For(known.Language));
        IReadOnlyList<TaskAnswer> answers = task.IsOpen ? task.Answers() : [];
        return new()
        {
            Id = task.Id.Value,
            OrganizationId = task.OrganizationId.Value,
            AccountId = task.AccountId?.Value,
            AccountName = known.AccountName,
            CommunicationId = task.CommunicationId?.Value,
            Kind = task.Kind,
            Status = task.Status,
            IsCritical = task.IsCritical,
            Subject = TaskWords.Subject(t, task),
            Description = TaskWords.Says(t, task, known.AccountName, known.Amounts),
            InvoiceIds = [.. task.Invoices.Select(i => i.Value)],
            Amounts = [.. known.Amounts.Select(AmountJson.Of)],
            Remarks = [.. task.Remarks.Select(r => new RemarkJson(r.By, TaskWords.Of(t, r), r.At))],
            Answers = [.. answers.Select(a => new AllowedAnswerJson(a, t.Of(a), a.Needs()))],
            AnswerSchema = answers.Count == 0 ? null : TaskAnswerSchema.Of(answers),
            CreatedAt = task.CreatedAt,
            EndedAt = task.EndedAt,
        };
    }
}

public sealed record RemarkJson([property: Description("Who; null for the agent.")] string? By, string Text, DateTimeOffset At);

public sealed record AllowedAnswerJson(
    TaskAnswer Answer,
    [property: Description("In words, in the organization's language.")] string Text,
    [property: Description("What has to come with it.")] AnswerNeeds Needs
);

/// <summary>What somebody says about a task: a text, or one of its answers.</summary>
public sealed record InteractionWrite
{
    [Description("A remark. What tells the agent to do something about the account is done.")]
    public string? Text { get; init; }

    [Description("One of the answers the task allows; it is then done, and the task is closed.")]
    public TaskAnswer? Answer { get; init; }

    [Description("With an answer that needs a day; of instalments the first.")]
    public DateJson? Date { get; init; }

    [Description("With an answer that needs instalments: how many.")]
    public int? Parts { get; init; }

    [Description("How far apart the instalments are; monthly unless said otherwise.")]
    public InstalmentRhythm? Every { get; init; }

    [Description("Whether the agent tells the customer who asked what was agreed.")]
    public bool Tell { get; init; }

    [Description("With an answer that needs a contact.")]
    public string? ContactName { get; init; }

    [Description("With an answer that needs a contact.")]
    public string? ContactEmail { get; init; }

    [Description(
        "With what came of a call: which invoices it is about. Without any, a payment that is announced is for all; a dispute needs them."
    )]
    public IReadOnlyList<Guid>? InvoiceIds { get; init; }

    [Description(
        "With a promise by telephone: how much, in major units. It counts for the oldest overdue invoices that it begins to pay; without, for all."
    )]
    public decimal? Amount { get; init; }

    [Description("With what came of a call: who was called.")]
    public Guid? ContactId { get; init; }

    [Description("With what came of a call: what was said besides.")]
    public string? Note { get; init; }
}

/// <summary>What may be said about a task, as a JSON schema.</summary>
internal static class TaskAnswerSchema
{
    public static JsonObject Of(IReadOnlyList<TaskAnswer> answers) =>
        new()
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["oneOf"] = new JsonArray([.. answers.Select(Of), Remark()]),
        };

    private static JsonObject Of(TaskAnswer answer) =>
        answer.Needs() switch
        {
            AnswerNeeds.Day => Thing(("answer", Constant(answer)), ("date", Day())),
            AnswerNeeds.Parts => Thing(("answer", Constant(answer)), ("date", Day()), ("parts", Number(2, PartPayments.Most))),
            AnswerNeeds.Invoices => Thing(("answer", Constant(answer)), ("invoiceIds", Ids())),
            AnswerNeeds.Contact => Thing(("answer", Constant(answer)), ("contactEmail", Text("email"))),
            _ => Thing(("answer", Constant(answer))),
        };

    private static JsonObject Remark() => Thing(("text", Text(null)));

    private static JsonObject Thing(params (string Name, JsonObject Schema)[] properties) =>
        new()
        {
            ["type"] = "object",
            ["properties"] = new JsonObject(properties.Select(p => KeyValuePair.Create<string, JsonNode?>(p.Name, p.Schema))),
            ["required"] = new JsonArray([.. properties.Select(p => JsonValue.Create(p.Name))]),
        };

    private static JsonObject Constant(TaskAnswer answer) => new() { ["const"] = answer.ToString() };

    private static JsonObject Text(string? format) =>
        format is null ? new() { ["type"] = "string", ["minLength"] = 1 } : new() { ["type"] = "string", ["format"] = format };

    private static JsonObject Number(int from, int to) =>
        new()
        {
            ["type"] = "integer",
            ["minimum"] = from,
            ["maximum"] = to,
        };

    private static JsonObject Ids() =>
        new()
        {
            ["type"] = "array",
            ["items"] = Text("uuid"),
            ["minItems"] = 1,
        };

    private static JsonObject Day() => Thing(("year", Number(1, 9999)), ("month", Number(1, 12)), ("day", Number(1, 31)));
}
