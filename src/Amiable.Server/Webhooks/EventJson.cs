using System.ComponentModel;
using Amiable.Invoices;
using Amiable.Platform.Api;

namespace Amiable.Webhooks;

/// <summary>What a webhook is sent.</summary>
public sealed record EventJson
{
    [Description("What happened: \"invoice.paid\".")]
    public required string Type { get; init; }

    [Description("When it happened.")]
    public required DateTimeOffset Timestamp { get; init; }

    [Description("The thing as the API writes it, as it is when this is sent; of what is gone id, organizationId and accountId.")]
    public required object Data { get; init; }
}

/// <summary>To what something happened.</summary>
public sealed record SubjectJson
{
    public required Guid Id { get; init; }
    public required Guid OrganizationId { get; init; }

    [Description("Whose it is; null for what is no account's.")]
    public Guid? AccountId { get; init; }
}

/// <summary>An event in the list of events.</summary>
public sealed record OccurrenceJson
{
    [Description("The same as in webhook-id when it is told.")]
    public required Guid Id { get; init; }

    [Description("What happened: \"invoice.paid\".")]
    public required string Type { get; init; }

    [Description("When it happened.")]
    public required DateTimeOffset Timestamp { get; init; }

    [Description("To what. Ask for it as it is now where it is.")]
    public required SubjectJson Data { get; init; }

    [Description("Ask with ?after= and this for what happened since.")]
    public required string Cursor { get; init; }

    public static OccurrenceJson Of(Occurrence o, string cursor) =>
        new()
        {
            Id = o.Id,
            Type = o.Type,
            Timestamp = o.At,
            Data = new()
            {
                Id = o.SubjectId,
                OrganizationId = o.OrganizationId.Value,
                AccountId = o.AccountId?.Value,
            },
            Cursor = cursor,
        };
}

/// <summary>An invoice that is, or was, contested.</summary>
public sealed record DisputeJson
{
    [Description("Of the invoice.")]
    public required Guid Id { get; init; }

    public required Guid OrganizationId { get; init; }
    public required Guid AccountId { get; init; }

    [Description("Null once it is settled.")]
    public DateJson? Since { get; init; }

    public DisputeReason? Reason { get; init; }

    [Description("What the customer says.")]
    public string? Note { get; init; }

    [Description("How much of it is contested; null for all of it.")]
    public AmountJson? Amount { get; init; }

    [Description("By when it should be decided.")]
    public DateJson? AnswerBy { get; init; }

    public required InvoiceJson Invoice { get; init; }

    public static DisputeJson Of(KnownInvoice known)
    {
        var invoice = known.Invoice;
        return new()
        {
            Id = invoice.Id.Value,
            OrganizationId = invoice.OrganizationId.Value,
            AccountId = invoice.AccountId.Value,
            Since = DateJson.Of(invoice.DisputedOn),
            Reason = invoice.DisputeReason,
            Note = invoice.DisputeNote,
            Amount = invoice.DisputedAmount is { } part ? AmountJson.Of(part) : null,
            AnswerBy = DateJson.Of(invoice.DisputeAnswerBy),
            Invoice = InvoiceJson.Of(known),
        };
    }
}
