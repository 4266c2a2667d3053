using System.ComponentModel;
using Amiable.Accounts;
using Amiable.Platform.Api;

namespace Amiable.Invoices;

/// <summary>An invoice as the API writes it.</summary>
public sealed record InvoiceJson
{
    public required Guid Id { get; init; }
    public required Guid OrganizationId { get; init; }

    [Description("Who owes it.")]
    public required Guid AccountId { get; init; }

    [Description("Unique within the account.")]
    public required string Number { get; init; }

    [Description("The customer's order number.")]
    public string? PoNumber { get; init; }

    public required DateJson IssuedDate { get; init; }

    [Description("The last day to pay in time; null when nobody said.")]
    public DateJson? DueDate { get; init; }

    [Description("The amount to pay, tax included, exact to the minor unit of the currency.")]
    public required decimal TotalAmount { get; init; }

    [Description("The tax in it; null when nobody said.")]
    public decimal? TaxAmount { get; init; }

    [Description("What payments have settled, credit notes aside.")]
    public required decimal PaidAmount { get; init; }

    [Description("What is still owed: total less payments and allocated credit notes.")]
    public required decimal RemainingAmount { get; init; }

    public required CurrencyJson Currency { get; init; }

    [Description("Overdue from the day after the due date, in the organization's time zone.")]
    public required InvoiceStatus Status { get; init; }

    public required PaymentStatus PaymentStatus { get; init; }
    public AddressJson? BillingAddress { get; init; }

    [Description("Its identity in the system it comes from.")]
    public string? SourceId { get; init; }

    [Description("Why it cannot be changed through the API; null when it can. Today every invoice can.")]
    public string? ReadOnlyReason { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    public static InvoiceJson Of(KnownInvoice known)
    {
        var invoice = known.Invoice;
        return new()
        {
            Id = invoice.Id.Value,
            OrganizationId = invoice.OrganizationId.Value,
            AccountId = invoice.AccountId.Value,
            Number = invoice.Number,
            PoNumber = invoice.PurchaseOrder,
            IssuedDate = new(invoice.IssuedOn),
            DueDate = DateJson.Of(invoice.DueOn),
            TotalAmount = invoice.Total.Major,
            TaxAmount = invoice.Tax?.Major,
            PaidAmount = known.Paid.Major,
            RemainingAmount = invoice.Outstanding.Major,
            Currency = new(invoice.Total.Currency),
            Status = invoice.StatusOn(known.Today),
            PaymentStatus = invoice.PaymentStatus,
            BillingAddress = AddressJson.Of(invoice.BilledTo),
            SourceId = invoice.SourceId,
            CreatedAt = invoice.CreatedAt,
            UpdatedAt = invoice.UpdatedAt,
        };
    }
}

/// <summary>An invoice as a program describes it.</summary>
public sealed record InvoiceWrite
{
    [Description("Yours; a token is of one organization.")]
    public Guid? OrganizationId { get; init; }

    [Description("Who owes it.")]
    public required Guid AccountId { get; init; }

    [Description("As it is on the document; unique within the account.")]
    public required string Number { get; init; }

    public string? PoNumber { get; init; }
    public required DateJson IssuedDate { get; init; }

    [Description("Without one, a member is asked for it and the invoice is not followed up.")]
    public DateJson? DueDate { get; init; }

    [Description("Tax included; above zero. A negative invoice is a credit note.")]
    public required decimal TotalAmount { get; init; }

    public decimal? TaxAmount { get; init; }

    [Description("What is paid of it already.")]
    public decimal? PaidAmount { get; init; }

    [Description("Since when; today without one.")]
    public DateJson? PaidDate { get; init; }

    public required CurrencyJson Currency { get; init; }
    public AddressJson? BillingAddress { get; init; }
    public string? SourceId { get; init; }

    internal InvoiceDraft Draft =>
        new(Number, IssuedDate.Day, DueDate?.Day, TotalAmount, Currency.Code, PoNumber)
        {
            Tax = TaxAmount,
            BilledTo = BillingAddress?.Address,
            SourceId = SourceId,
            Paid = PaidAmount,
            PaidOn = PaidDate?.Day,
            PaymentReference = Import.AccountCredits.Imported,
        };
}

public sealed record PaidAmountWrite
{
    [Description("What is paid of it, in all, credit notes aside: between nothing and its total.")]
    public required decimal PaidAmount { get; init; }

    [Description("The day of the payment; today without one.")]
    public DateJson? PaidDate { get; init; }
}
