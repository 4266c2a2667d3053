using Amiable.Balances;
using Amiable.Ui.Sheets;

namespace Amiable.Insights.Pages;

/// <summary>What a file for a spreadsheet says of the aged balance: an account a line.</summary>
internal static class AgedColumns
{
    public static readonly IReadOnlyList<Column<AgedAccount>> All =
    [
        new("accounts.account", r => Cell.Text(r.Name)),
        new("account.payment-currency", r => Cell.Text(r.Aged.Currency)),
        new("home.not-due", r => Cell.Amount(r.Aged.NotDue)),
        new("home.up-to-30", r => Cell.Amount(r.Aged.UpTo30)),
        new("home.up-to-60", r => Cell.Amount(r.Aged.UpTo60)),
        new("home.up-to-90", r => Cell.Amount(r.Aged.UpTo90)),
        new("home.older", r => Cell.Amount(r.Aged.Older)),
        new("home.outstanding", r => Cell.Amount(r.Aged.Total)),
    ];
}
