using Amiable.Ui;
using Amiable.Ui.Sheets;

namespace Amiable.Invoices.Pages;

/// <summary>What a file for a spreadsheet says of each invoice.</summary>
internal static class InvoiceColumns
{
    public static IReadOnlyList<Column<InvoiceRow>> For(Viewer viewer) =>
        [
            new("invoices.number", r => Cell.Text(r.Invoice.Number)),
            new("invoices.account", r => Cell.Text(r.AccountName)),
            new("invoices.order", r => Cell.Text(r.Invoice.PurchaseOrder)),
            new("invoices.issued", r => Cell.Day(r.Invoice.IssuedOn)),
            new("invoices.due", r => Cell.Day(r.Invoice.DueOn)),
            new("invoices.total", r => Cell.Amount(r.Invoice.Total)),
            new("invoices.remaining", r => Cell.Amount(r.Invoice.Outstanding)),
            new("invoices.currency", r => Cell.Text(r.Invoice.Total.Currency)),
            new("invoices.invoice-status", r => Cell.Text(viewer.T.Of(r.Invoice.StatusOn(viewer.Today)))),
            new("invoices.payment-status", r => Cell.Text(viewer.T.Of(r.Invoice.PaymentStatus))),
            new("invoices.days-overdue", r => Cell.Number(r.Invoice.DaysOverdue(viewer.Today))),
            new("invoices.in-dispute", r => Cell.Text(r.Invoice.DisputeReason is { } reason ? viewer.T.Of(reason) : null)),
            new("invoices.promised", r => Cell.Day(r.Invoice.PromisedOn)),
            new("invoices.written-off", r => Cell.Day(r.Invoice.WrittenOffOn)),
        ];
}
