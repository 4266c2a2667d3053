using System.Text;
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
        // The mark at the start tells spreadsheets that it is UTF-8; the separator and the decimal mark are those they expect.
        await using var writer = new StreamWriter(answer, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        var separator = viewer.Language == "fr" ? ';' : ',';
        async Task Row(IEnumerable<string?> cells) =>
            await writer.WriteAsync((string.Join(separator, cells.Select(cell => Cell(cell, separator))) + "\r\n").AsMemory(), ct);

        await Row(Columns.Select(key => viewer.T[key]));
        await foreach (var line in lines.WithCancellation(ct))
        foreach (var balance in line.Outstanding.Select(m => (Money?)m).DefaultIfEmpty())
            await Row(Cells(line, balance, viewer));
    }

    private static IEnumerable<string?> Cells(AccountLine line, Money? balance, Viewer viewer) =>
        [
            AsText(line.Name),
            AsText(line.City),
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

    /// <summary>A name that begins like a formula is text, not a formula.</summary>
    private static string? AsText(string? text) => text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + text : text;

    private static string Cell(string? text, char separator) =>
        text is null ? ""
        : text.AsSpan().IndexOfAny(['"', '\r', '\n', separator]) < 0 ? text
        : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
