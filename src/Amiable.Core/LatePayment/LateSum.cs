using Amiable.Invoices;

namespace Amiable.LatePayment;

/// <summary>What late payment comes to in one currency.</summary>
/// <param name="Interest">Over all its late invoices.</param>
/// <param name="Fixed">For the costs of recovery; zero where the law names none.</param>
public sealed record LateSum(Money Interest, Money Fixed)
{
    /// <summary>One a currency, in the order of their codes.</summary>
    public static IReadOnlyList<LateSum> Of(IEnumerable<LateInvoice> invoices) =>
        [
            .. invoices
                .GroupBy(i => i.Open.Currency)
                .OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => new LateSum(g.Select(i => i.Sheet.Interest).Sum(g.Key), g.Select(i => i.FixedSum).OfType<Money>().Sum(g.Key))),
        ];
}

/// <summary>What is needed to say what the late invoices of an account bear, of an account of which it is claimed.</summary>
/// <param name="Regime">Whose law.</param>
/// <param name="Rates">Of that law.</param>
/// <param name="Settled">What was paid or credited of invoices, and when; of those that are not here, nothing.</param>
public sealed record LateTerms(
    Regime Regime,
    IReadOnlyList<InterestRate> Rates,
    IReadOnlyDictionary<InvoiceId, IReadOnlyList<SettledPart>> Settled
)
{
    /// <summary>What some of its invoices bear on a day.</summary>
    public IReadOnlyList<LateSum> On(DateOnly day, IEnumerable<Invoice> invoices) =>
        LateSum.Of(
            invoices.Select(i => LateInvoice.Of(i, Settled.GetValueOrDefault(i.Id) ?? [], Regime, Rates, day)).OfType<LateInvoice>()
        );
}
