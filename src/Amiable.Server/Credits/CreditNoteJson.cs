using System.ComponentModel;
using Amiable.Platform.Api;

namespace Amiable.Credits;

/// <summary>A credit note as the API writes it.</summary>
public sealed record CreditNoteJson
{
    public required Guid Id { get; init; }
    public required Guid OrganizationId { get; init; }
    public required Guid AccountId { get; init; }

    [Description("Unique within the account.")]
    public required string Number { get; init; }

    public required DateJson IssuedDate { get; init; }
    public required decimal TotalAmount { get; init; }

    [Description("What is set against invoices.")]
    public required decimal AllocatedAmount { get; init; }

    [Description("What is left; it lowers the outstanding balance.")]
    public required decimal RemainingAmount { get; init; }

    public required CurrencyJson Currency { get; init; }
    public required CreditStatus Status { get; init; }

    [Description("Which invoices it settled, and how much of them.")]
    public required IReadOnlyList<AllocationJson> Allocations { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    public static CreditNoteJson Of(KnownCreditNote known)
    {
        var note = known.Note;
        return new()
        {
            Id = note.Id.Value,
            OrganizationId = note.OrganizationId.Value,
            AccountId = note.AccountId.Value,
            Number = note.Number,
            IssuedDate = new(note.On),
            TotalAmount = note.Amount.Major,
            AllocatedAmount = note.Used.Major,
            RemainingAmount = note.Unused.Major,
            Currency = new(note.Amount.Currency),
            Status = note.Status,
            Allocations = [.. known.Allocations.Select(a => new AllocationJson(a.Invoice.Value, a.Number, a.Amount.Major, new(a.On)))],
            CreatedAt = note.CreatedAt,
            UpdatedAt = note.UpdatedAt,
        };
    }
}

public sealed record AllocationJson(Guid InvoiceId, string InvoiceNumber, decimal Amount, DateJson Date);

/// <summary>A credit note as a program describes it.</summary>
public sealed record CreditNoteWrite
{
    [Description("Yours; a token is of one organization.")]
    public Guid? OrganizationId { get; init; }

    public required Guid AccountId { get; init; }

    [Description("As it is on the document; unique within the account.")]
    public required string Number { get; init; }

    [Description("Today or earlier.")]
    public required DateJson IssuedDate { get; init; }

    [Description("Above zero, without a minus sign.")]
    public required decimal TotalAmount { get; init; }

    public required CurrencyJson Currency { get; init; }

    internal CreditNoteDraft Draft => new(Number, IssuedDate.Day, TotalAmount, Currency.Code);
}

public sealed record AllocationWrite
{
    public required Guid CreditNoteId { get; init; }
    public required Guid InvoiceId { get; init; }

    [Description("Above zero, in the currency of both.")]
    public required decimal Amount { get; init; }
}
