using System.Globalization;

namespace Amiable.Insights;

/// <summary>The public ledger of late payments: 2,466 invoices of 100 customers, all of them settled.</summary>
internal static class PastLedger
{
    public static IReadOnlyList<(string Account, PastInvoice Invoice)> Read(string file) =>
        [
            .. File.ReadLines(file)
                .Skip(1)
                .Select(line => line.Split(','))
                .Select(cell =>
                    (
                        cell[1],
                        new PastInvoice(
                            Day(cell[4]),
                            Day(cell[5]),
                            decimal.Parse(cell[6], CultureInfo.InvariantCulture),
                            Day(cell[8]),
                            cell[7] == "Yes"
                        )
                    )
                ),
        ];

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "dd/MM/yyyy", CultureInfo.InvariantCulture);
}
