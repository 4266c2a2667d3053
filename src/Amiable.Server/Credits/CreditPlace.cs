using Amiable.Ui;

namespace Amiable.Credits;

/// <summary>Where payments, and where credit notes, are shown, and what they are called there.</summary>
/// <param name="Key">Their part of the words: "credits.payment.title".</param>
public sealed record CreditPlace(CreditKind Kind, string Path, string Key, string Icon, Nav Nav)
{
    public static CreditPlace Payments { get; } = new(CreditKind.Payment, "/payments", "payment", "coin", Nav.Payments);

    public static CreditPlace CreditNotes { get; } =
        new(CreditKind.CreditNote, "/credit-notes", "credit-note", "receipt-refund", Nav.CreditNotes);

    public static CreditPlace Of(CreditKind kind) => kind == CreditKind.Payment ? Payments : CreditNotes;

    public static string Address(Credit credit) => $"{Of(credit.Kind).Path}/{credit.Id.Value}";

    /// <summary>What a list shows in its chips, what needs a look first.</summary>
    public IReadOnlyList<CreditFilter> Filters =>
        Kind == CreditKind.Payment
            ? [CreditFilter.WithRest, CreditFilter.Settled, CreditFilter.All]
            : [CreditFilter.Open, CreditFilter.PartiallyAllocated, CreditFilter.Settled, CreditFilter.All];
}
