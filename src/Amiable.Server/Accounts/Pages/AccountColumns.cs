using Amiable.Ui;
using Amiable.Ui.Sheets;

namespace Amiable.Accounts.Pages;

/// <summary>What a file for a spreadsheet says of accounts: a line for each account and currency, so that a column adds up.</summary>
internal static class AccountColumns
{
    public static IReadOnlyList<Column<(AccountLine Line, Money? Balance)>> For(Viewer viewer) =>
        [
            new("accounts.account", r => Cell.Text(r.Line.Name)),
            new("account.city", r => Cell.Text(r.Line.City)),
            new("account.country", r => Cell.Text(r.Line.Country is { } country ? viewer.Reader.Country(country) : null)),
            new("accounts.overdue-invoices", r => Cell.Number(r.Line.OverdueInvoices)),
            new("accounts.outstanding", r => Cell.Amount(r.Balance)),
            new("account.payment-currency", r => Cell.Text(r.Balance?.Currency)),
            new("accounts.oldest-days", r => Cell.Number(r.Line.OldestDaysOverdue)),
            new("accounts.next", r => Cell.Day(r.Line.Next?.SendOn)),
            new("accounts.state", r => Cell.Text(viewer.T.Of(r.Line.State))),
        ];

    public static async IAsyncEnumerable<(AccountLine, Money?)> PerCurrency(IAsyncEnumerable<AccountLine> lines)
    {
        await foreach (var line in lines)
        foreach (var balance in line.Outstanding.Select(m => (Money?)m).DefaultIfEmpty())
            yield return (line, balance);
    }
}
