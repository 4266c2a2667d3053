using System.Text.Json;
using System.Text.Json.Serialization;
using Amiable.Reading.Evaluation;
using Amiable.Reading.Replies;
using Amiable.Replies;

namespace Amiable.Reading.Proposals;

/// <summary>
/// What a language model says it understood. It is believed to have read, never to know: the form must be that of <see cref="ReplySchema"/>, and whatever it
/// names must stand in the mail or be an invoice of the account.
/// </summary>
public static class ProposedReading
{
    /// <summary>Models say 0.99 of everything. None is surer than this by itself.</summary>
    public const double Surest = 0.9;

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
        NumberHandling = JsonNumberHandling.Strict,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        PropertyNameCaseInsensitive = false,
        MaxDepth = 8,
    };

    /// <summary>The reading, or one English sentence on what is wrong, which the model is told.</summary>
    /// <param name="json">What the model answered.</param>
    /// <param name="reply">What it read.</param>
    public static (ReplyReading? Reading, string? Fault) Read(string json, ReplyToRead reply)
    {
        Answer? answer;
        try
        {
            answer = JsonSerializer.Deserialize<Answer>(json, Strict);
        }
        catch (JsonException malformed)
        {
            return (null, $"This is not JSON of the schema: {malformed.Message}");
        }
        if (answer is null)
            return (null, "This is not JSON of the schema: null.");
        var fault = ProposalFaults.Of(answer, reply).FirstOrDefault();
        return fault is null ? (Of(answer, reply), null) : (null, fault);
    }

    private static ReplyReading Of(Answer answer, ReplyToRead reply)
    {
        var confidence = Math.Min(answer.Confidence, Surest);
        var reading = new ReplyReading
        {
            Intents = [.. answer.Intents.Select(i => new FoundIntent(i, confidence, Evidence(answer, i, reply.Text.NewText)))],
            Promise = answer.Promise is { } promise ? new(promise.Date, promise.Amount, promise.Invoices) : null,
            Payment = answer.Payment is { } payment ? new(payment.Date, payment.Amount, Some(payment.Reference), payment.Invoices) : null,
            Dispute = answer.Dispute is { } dispute ? new(dispute.Reason, dispute.Invoices, dispute.Amount) : null,
            Plan = answer.Plan is { } plan ? new(plan.Installments, plan.FirstDate, plan.AmountEach) : null,
            Extension = answer.Extension is { } extension ? new(extension.Until) : null,
            Document = answer.Document,
            NewContact = Contact(answer.NewContact),
            Absence = answer.Absence is { } absence ? new(absence.Until, Contact(absence.Delegate)) : null,
            InstructsTheAgent = answer.InstructsTheAgent,
            Confidence = confidence,
            NeedsHuman = false,
        };
        return reading with { NeedsHuman = answer.NeedsHuman || confidence < ReplyReading.SureEnough || PersonNeeded.For(reading) };
    }

    // A quote that does not stand there proves nothing, and is left out.
    private static List<Span> Evidence(Answer answer, ReplyIntent intent, string text) =>
        [
            .. answer
                .Evidence.Where(e => e.Intent == intent && e.Quote.Length > 2)
                .Select(e => new Span(text.IndexOf(e.Quote, StringComparison.Ordinal), e.Quote.Length))
                .Where(span => span.Start >= 0),
        ];

    private static ReadContact? Contact(ContactLabel? contact) =>
        contact is null or { Name: null, Email: null, Phone: null }
            ? null
            : new(Some(contact.Name), Some(contact.Email), Some(contact.Phone));

    private static string? Some(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    internal sealed record Answer(
        IReadOnlyList<ReplyIntent> Intents,
        PromiseLabel? Promise,
        PaymentLabel? Payment,
        DisputeLabel? Dispute,
        PlanLabel? Plan,
        ExtensionLabel? Extension,
        RequestedDocument? Document,
        ContactLabel? NewContact,
        AbsenceLabel? Absence,
        bool NeedsHuman,
        bool InstructsTheAgent,
        double Confidence,
        IReadOnlyList<Quoted> Evidence
    );

    internal sealed record Quoted(ReplyIntent Intent, string Quote);
}
