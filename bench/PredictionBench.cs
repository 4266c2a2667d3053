using System.Globalization;
using Amiable.Insights;

namespace Amiable.Bench;

/// <summary>
/// How well the day of payment is foreseen: learnt from the invoices of a public ledger that were settled before the 740 last ones were issued, asked about these
/// as they stood on the day they were issued.
/// </summary>
internal static class PredictionBench
{
    private const int Asked = 740;

    public static void Run(string file)
    {
        var ledger = PastLedger.Read(file);
        var asked = ledger.OrderBy(l => l.Invoice.IssuedOn).TakeLast(Asked).ToList();
        var from = asked[0].Invoice.IssuedOn;
        var accounts = ledger
            .GroupBy(l => l.Account)
            .ToDictionary(g => g.Key, IReadOnlyList<PastInvoice> (g) => [.. g.Select(l => l.Invoice)]);
        Console.WriteLine(
            $"Learnt from what was settled before {from:yyyy-MM-dd}; asked about {asked.Count} invoices, each on its day of issue."
        );
        Console.WriteLine("| disputes known | learnt from | AUC | Brier | days off | in the range of 8 in 10 |");
        foreach (var withDisputes in (bool[])[false, true])
        {
            var model = PaymentModel.Learn([.. accounts.Values], from, withDisputes);
            var habits = new GeneralHabits(ledger.Select(l => l.Invoice));
            var scores = PredictionScores.Of([
                .. asked.Select(l =>
                    (model.Expect(l.Invoice, new(accounts[l.Account], habits.On(l.Invoice.IssuedOn), l.Invoice.IssuedOn)), l.Invoice)
                ),
            ]);
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {(withDisputes ? "yes" : "no")} | {model.LearntFrom} | {scores.Auc:F3} | {scores.Brier:F3} | {scores.DaysOff:F2} | {scores.WithinRange:P0} |"
                )
            );
        }
    }
}
