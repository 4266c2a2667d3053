using Amiable.Ui;
using Amiable.Ui.Sheets;

namespace Amiable.Credits.Pages;

/// <summary>What a file for a spreadsheet says of each payment or credit note.</summary>
internal static class CreditColumns
{
    public static IReadOnlyList<Column<CreditRow>> For(Viewer viewer, CreditPlace place) =>
        [
            place.Kind == CreditKind.Payment
                ? new("credits.reference", r => Cell.Text(CreditWords.Reference(viewer.T, r.Credit)))
                : new("credits.number", r => Cell.Text((r.Credit as CreditNote)?.Number)),
            new("credits.account", r => Cell.Text(r.AccountName)),
            new($"credits.{place.Key}.on", r => Cell.Day(r.Credit.On)),
            new("credits.amount", r => Cell.Amount(r.Credit.Amount)),
            new("credits.allocated", r => Cell.Amount(r.Credit.Used)),
            new("credits.rest", r => Cell.Amount(r.Credit.Unused)),
            new("credits.currency", r => Cell.Text(r.Credit.Amount.Currency)),
            new("credits.status", r => Cell.Text(viewer.T[$"credits.{place.Key}.is.{Typed.Choice(r.Credit.Status)}"])),
        ];
}
