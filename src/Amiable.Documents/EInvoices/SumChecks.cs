using System.Globalization;

namespace Amiable.Documents.EInvoices;

/// <summary>
/// Whether the sums of an e-invoice add up, by the rules of EN 16931 (BR-CO-10 to BR-CO-17). What is not given is not checked, and a few
/// cents of rounding are nobody's concern.
/// </summary>
internal static class SumChecks
{
    private const decimal Tolerance = 0.02m;

    public static IEnumerable<DocumentProblem> Of(EInvoiceSums sums)
    {
        var total = XmlValues.Amount(sums.Total);
        if (!sums.FollowTheNorm || total is null)
            return [];
        return new[]
        {
            Lines(sums),
            Net(sums),
            TaxParts(sums),
            TaxRates(sums),
            Total(sums),
            Payable(sums),
            Adjustments(sums),
        }.OfType<DocumentProblem>();
    }

    private static DocumentProblem? Lines(EInvoiceSums sums)
    {
        var lines = sums.LineAmounts.Select(XmlValues.Amount).ToList();
        if (lines.Count == 0 || lines.Contains(null) || XmlValues.Amount(sums.Lines) is not { } stated)
            return null;
        return Differs(lines.Sum()!.Value, stated, Math.Max(Tolerance, 0.005m * lines.Count))
            ? Wrong("lines-sum-wrong", "The lines add up to {0}, but their sum is stated as {1}.", lines.Sum()!.Value, stated)
            : null;
    }

    private static DocumentProblem? Net(EInvoiceSums sums)
    {
        if (XmlValues.Amount(sums.Lines) is not { } lines || XmlValues.Amount(sums.Net) is not { } net)
            return null;
        var counted = lines - Or0(sums.Allowances) + Or0(sums.Charges);
        return Differs(counted, net, Tolerance)
            ? Wrong("net-sum-wrong", "Lines, allowances and charges make {0} without tax, but {1} is stated.", counted, net)
            : null;
    }

    private static DocumentProblem? TaxParts(EInvoiceSums sums)
    {
        var parts = sums.TaxParts.Select(p => XmlValues.Amount(p.Tax)).ToList();
        if (parts.Count == 0 || parts.Contains(null) || XmlValues.Amount(sums.Tax) is not { } tax)
            return null;
        return Differs(parts.Sum()!.Value, tax, Tolerance)
            ? Wrong("tax-sum-wrong", "The tax by rate adds up to {0}, but {1} is stated.", parts.Sum()!.Value, tax, "taxAmount")
            : null;
    }

    // EN 16931 lets programs round tax by line: one unit of the currency is the difference its own checks allow.
    private static DocumentProblem? TaxRates(EInvoiceSums sums)
    {
        foreach (var (taxed, rate, tax) in sums.TaxParts)
        {
            if (
                XmlValues.Amount(taxed) is not { } from
                || XmlValues.Amount(rate) is not { } percent
                || XmlValues.Amount(tax) is not { } stated
            )
                continue;
            var counted = decimal.Round(from * Math.Min(percent, 1_000) / 100, 2, MidpointRounding.AwayFromZero);
            if (percent >= 0 && Differs(counted, stated, 1))
                return Wrong(
                    "tax-rate-wrong",
                    $"{Figure(percent)} % of {Figure(from)} is {{0}}, but {{1}} is stated as tax.",
                    counted,
                    stated,
                    "taxAmount"
                );
        }
        return null;
    }

    private static DocumentProblem? Total(EInvoiceSums sums)
    {
        if (XmlValues.Amount(sums.Net) is not { } net || XmlValues.Amount(sums.Tax) is not { } tax)
            return null;
        var total = XmlValues.Amount(sums.Total)!.Value;
        return Differs(net + tax, total, Tolerance)
            ? Wrong("total-wrong", "Net amount and tax make {0}, but the total is stated as {1}.", net + tax, total)
            : null;
    }

    private static DocumentProblem? Payable(EInvoiceSums sums)
    {
        if (XmlValues.Amount(sums.Payable) is not { } payable || (sums.PaidIsTheRest && sums.Paid is null))
            return null;
        var counted = XmlValues.Amount(sums.Total)!.Value - Or0(sums.Paid) + Or0(sums.Rounding);
        return Differs(counted, payable, Tolerance) && Differs(counted + sums.OnTop.Sum(Or0), payable, Tolerance)
            ? Wrong("payable-wrong", "Total less what was paid is {0}, but {1} is asked for.", counted, payable, "paidAmount")
            : null;
    }

    private static DocumentProblem? Adjustments(EInvoiceSums sums)
    {
        foreach (var (of, percent, amount) in sums.Adjustments)
        {
            if (
                XmlValues.Amount(of) is not { } from
                || XmlValues.Amount(percent) is not { } share
                || XmlValues.Amount(amount) is not { } stated
            )
                continue;
            var counted = decimal.Round(from * Math.Clamp(share, -10_000, 10_000) / 100, 2, MidpointRounding.AwayFromZero);
            if (Differs(Math.Abs(counted), Math.Abs(stated), Tolerance))
                return Wrong(
                    "allowance-wrong",
                    $"{Figure(share)} % of {Figure(from)} is {{0}}, but the allowance or charge is stated as {{1}}.",
                    counted,
                    stated
                );
        }
        return null;
    }

    private static decimal Or0(string? amount) => XmlValues.Amount(amount) ?? 0;

    private static bool Differs(decimal a, decimal b, decimal tolerance) => Math.Abs(a - b) > tolerance;

    private static DocumentProblem Wrong(string code, string message, decimal counted, decimal stated, string field = "totalAmount")
    {
        string[] figures = [Figure(counted), Figure(stated)];
        return new(
            code,
            string.Format(CultureInfo.InvariantCulture, message, [.. figures]) + " Look at the amounts before accepting it.",
            field
        )
        {
            Values = figures,
        };
    }

    private static string Figure(decimal amount) => amount.ToString("0.00##", CultureInfo.InvariantCulture);
}
