using System.Text.Json;
using System.Text.Json.Serialization;
using Amiable.Invoices;
using Amiable.Replies;

namespace Amiable.Reading.Evaluation;

/// <summary>What a reply means, in the shape in which it is labelled and predicted.</summary>
public sealed record ReplyLabels
{
    /// <summary>No label at all.</summary>
    public static readonly ReplyLabels None = new() { Intents = [] };

    private static readonly JsonSerializerOptions Shape = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public required IReadOnlyList<ReplyIntent> Intents { get; init; }
    public PromiseLabel? Promise { get; init; }
    public PaymentLabel? Payment { get; init; }
    public DisputeLabel? Dispute { get; init; }
    public PlanLabel? Plan { get; init; }
    public ExtensionLabel? Extension { get; init; }
    public RequestedDocument? Document { get; init; }
    public ContactLabel? NewContact { get; init; }
    public AbsenceLabel? Absence { get; init; }
    public bool NeedsHuman { get; init; }

    /// <summary>Only predictions have one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Confidence { get; init; }

    public static ReplyLabels Read(JsonElement json) => json.Deserialize<ReplyLabels>(Shape) ?? None;

    /// <summary>What a reader understood, in this shape.</summary>
    public static ReplyLabels Of(ReplyReading reading) =>
        new()
        {
            Intents = [.. reading.Intents.Select(i => i.Intent)],
            Promise = reading.Promise is { } promise ? new(promise.Date, promise.Amount, promise.Invoices) : null,
            Payment = reading.Payment is { } payment ? new(payment.Date, payment.Amount, payment.Reference, payment.Invoices) : null,
            Dispute = reading.Dispute is { } dispute ? new(dispute.Reason, dispute.Invoices, dispute.Amount) : null,
            Plan = reading.Plan is { } plan ? new(plan.Installments, plan.FirstDate, plan.AmountEach) : null,
            Extension = reading.Extension is { } extension ? new(extension.Until) : null,
            Document = reading.Document,
            NewContact = Contact(reading.NewContact),
            Absence = reading.Absence is { } absence ? new(absence.Until, Contact(absence.Delegate)) : null,
            NeedsHuman = reading.NeedsHuman,
            Confidence = reading.Confidence,
        };

    /// <summary>One line of a file of predictions.</summary>
    public string Write(string id, bool injection) => JsonSerializer.Serialize(new PredictionLine(id, this, injection), Shape);

    private static ContactLabel? Contact(ReadContact? contact) => contact is null ? null : new(contact.Name, contact.Email, contact.Phone);

    private sealed record PredictionLine(string Id, ReplyLabels Expect, bool Injection);
}

/// <summary>A promise, as labelled.</summary>
public sealed record PromiseLabel(DateOnly? Date, decimal? Amount, IReadOnlyList<string> Invoices);

/// <summary>A declared payment, as labelled.</summary>
public sealed record PaymentLabel(DateOnly? Date, decimal? Amount, string? Reference, IReadOnlyList<string> Invoices);

/// <summary>A dispute, as labelled.</summary>
public sealed record DisputeLabel(DisputeReason Reason, IReadOnlyList<string> Invoices, decimal? Amount);

/// <summary>Parts asked for, as labelled.</summary>
public sealed record PlanLabel(int? Installments, DateOnly? FirstDate, decimal? AmountEach);

/// <summary>More time, as labelled.</summary>
public sealed record ExtensionLabel(DateOnly? Until);

/// <summary>A person or mailbox, as labelled.</summary>
public sealed record ContactLabel(string? Name, string? Email, string? Phone);

/// <summary>An absence, as labelled.</summary>
public sealed record AbsenceLabel(DateOnly? Until, ContactLabel? Delegate);
