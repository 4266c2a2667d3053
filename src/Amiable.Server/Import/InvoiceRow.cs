using System.ComponentModel;
using Amiable.Accounts;
using Amiable.Invoices;
using Amiable.Platform.Api;

namespace Amiable.Import;

/// <summary>An invoice among many, as a program describes it.</summary>
public sealed record InvoiceRow
{
    [Description("Who owes it; or say so by accountSource.")]
    public Guid? AccountId { get; init; }

    [Description("Who owes it, by the identity your connection knows.")]
    public AccountSourceJson? AccountSource { get; init; }

    [Description("Known invoices are found by it, within the account.")]
    public required string Number { get; init; }

    public string? PoNumber { get; init; }
    public required DateJson IssuedDate { get; init; }
    public DateJson? DueDate { get; init; }

    [Description("Tax included; above zero. Of a known invoice it must be the one that is known.")]
    public required decimal TotalAmount { get; init; }

    public decimal? TaxAmount { get; init; }

    [Description("What is paid of it in all, credit notes aside; what is not said stays as it is.")]
    public decimal? PaidAmount { get; init; }

    [Description("Since when nothing is left to pay; today without one.")]
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
        };
}

public sealed record AccountSourceJson(
    [property: Description("Which connection.")] string ConnectionId,
    [property: Description("The identity there.")] string SourceId
);
