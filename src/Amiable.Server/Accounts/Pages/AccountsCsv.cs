using Amiable.Ui;

namespace Amiable.Accounts.Pages;

/// <summary>Accounts as a file for a spreadsheet in the reader's language: a line for each account and currency, so that a column adds up.</summary>
internal static class AccountsCsv
{
    private static readonly string[] Columns =
    [
        "accounts.account",
        "account.city",
        "account.country",
        "accounts.overdue-invoices",
        "accounts.outstanding",
        "account.payment-currency",
        "accounts.oldest-days",
        "accounts.next",
        "accounts.state",
    ];

    public static async Task Write(Stream answer, IAsyncEnumerable<AccountLine> lines, Viewer viewer, CancellationToken ct)
    {
        await using var csv = new CsvAnswer(answer, viewer, ct);
        await csv.Row(Columns.Select(key => viewer.T[key]));
        await foreach (var line in lines.WithCancellation(ct))
        foreach (var balance in line.Outstanding.Select(m => (Money?)m).DefaultIfEmpty())
            await csv.Row(Cells(line, balance, viewer));
    }

    private static IEnumerable<string?> Cells(AccountLine line, Money? balance, Viewer viewer) =>
        [
            CsvAnswer.AsText(line.Name),
            CsvAnswer.AsText(line.City),
            line.Country is { } country ? viewer.Reader.Country(country) : null,
            line.OverdueInvoices.ToString(viewer.Reader.Culture),
            balance is { } money ? Figure(money, viewer.Reader) : null,
            balance?.Currency,
            line.OldestDaysOverdue.ToString(viewer.Reader.Culture),
            line.Next is { } next ? Typed.Write(next.SendOn) : null,
            viewer.T.Of(line.State),
        ];

    // A spreadsheet reads a hyphen as minus, not the sign that screens show.
    private static string Figure(Money money, Reader reader) => Typed.Write(money, reader).Replace('\u2212', '-');
}
