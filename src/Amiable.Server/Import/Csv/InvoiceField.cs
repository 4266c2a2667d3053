namespace Amiable.Import.Csv;

/// <summary>What a column can be.</summary>
public enum InvoiceField
{
    Account,
    AccountId,
    Number,
    IssuedOn,
    DueOn,
    Total,
    Currency,
    Tax,
    Paid,
    Outstanding,
    SettledOn,
    Kind,
    Status,
    IsPaid,
    IsDisputed,
    IsDraft,
    IsCancelled,
    DirectDebit,
    PurchaseOrder,
    Country,
    Language,
    ContactEmail,
    ContactName,
    RegistrationNumber,
    VatNumber,

    /// <summary>Recognised only so that it is never taken for the total.</summary>
    NetAmount,
}

/// <summary>The names by which people and programs choose a field: "due-on", "dueOn", "due".</summary>
public static class InvoiceFields
{
    private static readonly Dictionary<string, InvoiceField> Named = Names();

    public static IReadOnlyList<InvoiceField> Dates { get; } = [InvoiceField.IssuedOn, InvoiceField.DueOn, InvoiceField.SettledOn];

    public static IReadOnlyList<InvoiceField> Amounts { get; } =
    [InvoiceField.Total, InvoiceField.Tax, InvoiceField.Paid, InvoiceField.Outstanding];

    public static IReadOnlyList<InvoiceField> YesOrNo { get; } =
    [InvoiceField.IsPaid, InvoiceField.IsDisputed, InvoiceField.IsDraft, InvoiceField.IsCancelled];

    public static InvoiceField? Find(string name) => Named.TryGetValue(HeaderWords.Fold(name), out var field) ? field : null;

    /// <summary>The name to show and to type: "due-on".</summary>
    public static string NameOf(InvoiceField field) =>
        string.Concat(
            field.ToString().Select((c, i) => char.IsUpper(c) && i > 0 ? $"-{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}")
        );

    private static Dictionary<string, InvoiceField> Names()
    {
        var names = Enum.GetValues<InvoiceField>().ToDictionary(field => HeaderWords.Fold(field.ToString()));
        names["name"] = names["customer"] = InvoiceField.Account;
        names["customerid"] = InvoiceField.AccountId;
        names["issued"] = names["date"] = InvoiceField.IssuedOn;
        names["due"] = InvoiceField.DueOn;
        names["settled"] = InvoiceField.SettledOn;
        names["amount"] = InvoiceField.Total;
        names["disputed"] = InvoiceField.IsDisputed;
        names["draft"] = InvoiceField.IsDraft;
        names["cancelled"] = InvoiceField.IsCancelled;
        names["email"] = InvoiceField.ContactEmail;
        names["contact"] = InvoiceField.ContactName;
        names["vat"] = InvoiceField.VatNumber;
        names["po"] = InvoiceField.PurchaseOrder;
        return names;
    }
}
