using Amiable.Accounts;
using Amiable.Documents;

namespace Amiable.Import.Dropped;

/// <summary>An invoice as a member takes it into the ledger: what was read, corrected.</summary>
public sealed record FoundDetails
{
    public DocumentKind Kind { get; init; }
    public string Number { get; init; } = "";
    public DateOnly? IssuedOn { get; init; }
    public DateOnly? DueOn { get; init; }

    /// <summary>In the major unit, with tax.</summary>
    public decimal? Total { get; init; }
    public decimal? Tax { get; init; }
    public decimal? Paid { get; init; }
    public string Currency { get; init; } = "";
    public string? PurchaseOrder { get; init; }

    /// <summary>Of a credit note: the invoice it refers to.</summary>
    public string? Preceding { get; init; }

    /// <summary>The account it is for; null for a new one.</summary>
    public AccountId? Account { get; init; }
    public string AccountName { get; init; } = "";
    public string? VatNumber { get; init; }
    public string? RegistrationNumber { get; init; }
    public string? Address { get; init; }
    public string? Country { get; init; }
    public string? ContactName { get; init; }
    public string? ContactEmail { get; init; }
    public bool IsSelfBilled { get; init; }
    public bool IsDirectDebit { get; init; }

    /// <summary>What was read, and nothing else.</summary>
    public static FoundDetails Of(DocumentReading reading, AccountId? account) =>
        new()
        {
            Kind = reading.Kind?.Value ?? DocumentKind.Invoice,
            Number = reading.Number?.Value ?? "",
            IssuedOn = reading.IssuedOn?.Value,
            DueOn = reading.DueOn?.Value,
            Total = reading.Total?.Value,
            Tax = reading.Tax?.Value,
            // An e-invoice may say that less than nothing was paid: more is owed than this invoice asks for, and by another one.
            Paid = reading.Paid?.Value is > 0 and { } paid ? paid : null,
            Currency = reading.Currency?.Value ?? "",
            PurchaseOrder = reading.PurchaseOrder?.Value,
            Preceding = reading.Preceding?.Value,
            Account = account,
            AccountName = reading.Buyer.Name?.Value ?? "",
            VatNumber = reading.Buyer.VatNumber?.Value,
            RegistrationNumber = reading.Buyer.RegistrationNumber?.Value,
            Address = reading.Buyer.Address?.Value,
            Country = reading.Buyer.Country?.Value,
            ContactName = reading.Buyer.ContactName?.Value,
            ContactEmail = reading.Buyer.Email?.Value,
            IsSelfBilled = reading.IsSelfBilled?.Value ?? false,
            IsDirectDebit = reading.IsDirectDebit?.Value ?? false,
        };

    /// <summary>What the ledger is told, or the first thing that is missing or wrong.</summary>
    public Result<ImportedInvoice> Read()
    {
        if (string.IsNullOrWhiteSpace(Number))
            return new Invalid("number", "found.no-number", "Enter the number.");
        if (IssuedOn is not { } issuedOn)
            return new Invalid("issuedOn", "found.no-date", "Enter the day it was issued.");
        if (DueOn < issuedOn)
            return new Invalid("dueOn", "invoice.due-before-issue", "It cannot be due before it was issued.");
        if (!Currencies.IsKnown(Currency))
            return new Invalid("currency", "found.no-currency", "Choose the currency.");
        if (Total is not > 0 || Money.OfMajor(Total.Value, Currency) is not { } total)
            return new Invalid("total", "found.no-total", "Enter the total with tax.");
        if (Money.OfMajor(Paid ?? 0, Currency) is not { IsNegative: false } paid || paid > total)
            return new Invalid("paid", "found.paid", "Between nothing and the total can have been paid.");
        if (Account is null && string.IsNullOrWhiteSpace(AccountName))
            return new Invalid("accountName", "found.no-account", "Choose the customer, or enter its name.");
        return new ImportedInvoice
        {
            Kind = Kind == DocumentKind.CreditNote ? ImportedKind.CreditNote : ImportedKind.Invoice,
            Number = Number.Trim(),
            IssuedOn = issuedOn,
            DueOn = Kind == DocumentKind.CreditNote ? null : DueOn,
            Total = total,
            Tax = Tax is { } tax ? Money.OfMajor(tax, Currency) : null,
            Paid = paid,
            PurchaseOrder = Clean(PurchaseOrder),
            Preceding = Clean(Preceding),
            Account = Account,
            AccountName = AccountName.Trim(),
            VatNumber = Clean(VatNumber),
            RegistrationNumber = Clean(RegistrationNumber),
            Address = Clean(Address),
            Country = Clean(Country),
            ContactName = Clean(ContactName),
            ContactEmail = Clean(ContactEmail),
            IsSelfBilled = IsSelfBilled,
            IsDirectDebit = IsDirectDebit,
        };
    }

    private static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
