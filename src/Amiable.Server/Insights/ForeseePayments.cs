using Amiable.Accounts;
using Amiable.Invoices;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Insights;

/// <summary>What is expected to come in by currency.</summary>
public sealed record Foreseen(IReadOnlyList<CurrencyFigures> Currencies, int LearntFrom);

/// <summary>
/// Learns from the invoices that were settled when the open ones are likely to be paid. Accounts that may be natural persons are expected to pay as all others do
/// together: their own history is not looked at.
/// </summary>
public sealed class ForeseePayments(AppDb db)
{
    /// <summary>This week and those after it that are told.</summary>
    public const int Weeks = 8;
    private const int Years = 2;
    private const int Taught = 4000;
    private const int FewInvoices = 8;

    public async Task<Foreseen> Run(DateOnly today, CancellationToken ct)
    {
        var accounts = (await db.Accounts.Select(a => new { a.Id, a.Details }).ToListAsync(ct)).ToDictionary(
            a => a.Id,
            a => (a.Details.Name, IsScored: a.Details.IsLegalPerson)
        );
        // A few thousand accounts teach as much as all of them.
        var every = Math.Max(1, accounts.Count / Taught);
        List<IReadOnlyList<PastInvoice>> taught = [];
        await foreach (var account in ByAccount(today, accounts.Keys.OrderBy(id => id.Value).Where((_, i) => i % every == 0).ToList(), ct))
            if (accounts[account[0].AccountId].IsScored)
                taught.Add([.. account.Select(r => r.Past)]);
        var model = PaymentModel.Learn(taught, today);
        var habit = new GeneralHabits(taught.SelectMany(t => t)).On(today);
        Dictionary<string, CurrencySums> sums = [];
        await foreach (var account in ByAccount(today, null, ct))
        {
            var (name, isScored) = accounts[account[0].AccountId];
            Add(sums, account, name, new(isScored ? account.Select(r => r.Past) : [], habit, today), isScored, model, today);
        }
        return new([.. sums.Values.Select(s => s.Figures())], model.LearntFrom);
    }

    private static void Add(
        Dictionary<string, CurrencySums> sums,
        List<LedgerRow> account,
        string name,
        PaymentTraits traits,
        bool isScored,
        PaymentModel model,
        DateOnly today
    )
    {
        foreach (var open in account.Where(r => r.Open.IsPositive).GroupBy(r => r.Open.Currency))
        {
            if (!sums.TryGetValue(open.Key, out var all))
                sums[open.Key] = all = new(open.Key, today);
            all.Leave(open.Where(r => r.IsUnsure).Select(r => r.Open));
            all.Add(
                [
                    .. open.Where(r => !r.IsUnsure)
                        .Select(r => (r, isScored ? model.Expect(r.Past, traits).StillOpenOn(today) : General(r, traits, today))),
                ],
                name,
                isScored ? traits : null
            );
        }
    }

    private static PaymentOutlook General(LedgerRow row, PaymentTraits traits, DateOnly today) =>
        new PaymentModel().Expect(row.Past, traits).StillOpenOn(today);

    // The invoices of one account after the other: a million do not have to fit into memory.
    private async IAsyncEnumerable<List<LedgerRow>> ByAccount(
        DateOnly today,
        List<AccountId>? some,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct
    )
    {
        List<LedgerRow> account = [];
        var rows = some is null ? Rows(today) : Rows(today).Where(r => some.Contains(r.AccountId));
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(ct))
        {
            if (account.Count > 0 && account[0].AccountId != row.AccountId)
            {
                yield return account;
                account = [];
            }
            account.Add(row);
        }
        if (account.Count > 0)
            yield return account;
    }

    // Settled by payments within two years, or open. What a credit note settled says nothing of paying.
    private IQueryable<LedgerRow> Rows(DateOnly today)
    {
        var since = today.AddYears(-Years);
        return db
            .Invoices.IgnoreAutoIncludes()
            .Where(i =>
                i.WrittenOffOn == null
                && i.Excluded != Exclusion.Draft
                && i.Excluded != Exclusion.Cancelled
                && i.Excluded != Exclusion.ProForma
                && (i.Settled.Minor < i.Total.Minor || i.IssuedOn >= since)
            )
            .OrderBy(i => i.AccountId)
            .Select(i => new LedgerRow
            {
                Id = i.Id,
                AccountId = i.AccountId,
                Number = i.Number,
                IssuedOn = i.IssuedOn,
                DueOn = i.DueOn,
                Minor = i.Total.Minor,
                Settled = i.Settled.Minor,
                Currency = i.Total.Currency,
                IsDisputed = i.DisputedOn != null,
                PaidOn =
                    i.Settled.Minor < i.Total.Minor
                        ? null
                        : i
                            .Allocations.Where(a => a.Kind == Amiable.Credits.CreditKind.Payment)
                            .Join(db.Credits, a => a.CreditId, c => c.Id, (_, c) => (DateOnly?)c.On)
                            .Max(),
            });
    }

    internal sealed record LedgerRow
    {
        public InvoiceId Id { get; init; }
        public AccountId AccountId { get; init; }
        public required string Number { get; init; }
        public DateOnly IssuedOn { get; init; }
        public DateOnly? DueOn { get; init; }
        public long Minor { get; init; }
        public long Settled { get; init; }
        public required string Currency { get; init; }
        public bool IsDisputed { get; init; }
        public DateOnly? PaidOn { get; init; }

        public Money Open => new(Minor - Settled, Currency);

        /// <summary>Nobody can say when it is paid.</summary>
        public bool IsUnsure => IsDisputed || DueOn is null;
        public PastInvoice Past => new(IssuedOn, DueOn ?? IssuedOn.AddDays(30), new Money(Minor, Currency).Major, PaidOn);
    }

    private sealed class CurrencySums
    {
        private readonly string _currency;
        private readonly DateOnly _today;
        private readonly ExpectedCash _cash;
        private readonly PriorityQueue<ExpectedInvoice, long> _largest = new();
        private Money _unsure;

        public CurrencySums(string currency, DateOnly today) =>
            (_currency, _today, _cash, _unsure) = (currency, today, new(today, Weeks, currency), Money.Zero(currency));

        public void Leave(IEnumerable<Money> unsure) => _unsure += unsure.Sum(_currency);

        public void Add(IReadOnlyList<(LedgerRow Row, PaymentOutlook Outlook)> open, string name, PaymentTraits? traits)
        {
            _cash.Add([.. open.Select(o => (o.Row.Open.Minor, o.Outlook))]);
            var soon = ExpectedCash.MondayOf(_today).AddDays(13);
            foreach (var (row, outlook) in open.Where(o => o.Outlook.Likely <= soon))
            {
                _largest.Enqueue(
                    new(
                        row.Id.Value,
                        row.AccountId.Value,
                        row.Number,
                        name,
                        row.Open,
                        outlook.Likely,
                        outlook.Early,
                        outlook.Late,
                        traits is { Invoices: > 0 } ? (int)Math.Round(traits.DaysLate) : null,
                        traits?.Invoices ?? 0
                    ),
                    row.Open.Minor
                );
                if (_largest.Count > FewInvoices)
                    _largest.Dequeue();
            }
        }

        public CurrencyFigures Figures() =>
            new()
            {
                Currency = _currency,
                Expected = _cash.Weeks(),
                Largest = [.. _largest.UnorderedItems.Select(i => i.Element).OrderByDescending(i => i.Open)],
                NotForeseen = _unsure,
            };
    }
}
