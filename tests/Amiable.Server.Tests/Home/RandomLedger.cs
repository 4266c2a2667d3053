using Amiable.Accounts;
using Amiable.Credits;
using Amiable.Invoices;
using Amiable.Tests;

namespace Amiable.Home;

/// <summary>Accounts, invoices and credits of every kind around a day, the same each time for a seed.</summary>
internal sealed class RandomLedger
{
    private readonly Random _random;
    private readonly DateTimeOffset _now;
    private readonly DateOnly _today;

    public RandomLedger(DateTimeOffset now, int seed = 1)
    {
        (_random, _now, _today) = (new Random(seed), now, DateOnly.FromDateTime(now.UtcDateTime));
        for (var i = 0; i < 12; i++)
            Accounts.Add(new(TestServer.New<AccountId>(), new() { Name = $"Company {(char)('M' - i)} {i}" }, now));
        for (var i = 0; i < 160; i++)
            Invoices.Add(Invoice(i));
        for (var i = 0; i < 90; i++)
            Credits.Add(Credit(i));
        // Half of the credit finds its invoices by itself, the rest stays unallocated.
        Allocating.OldestFirst(Credits.Where((_, i) => i % 2 == 0), Invoices.Where((_, i) => i % 3 != 0), _today);
    }

    public List<Account> Accounts { get; } = [];
    public List<Invoice> Invoices { get; } = [];
    public List<Credit> Credits { get; } = [];

    public object[] Everything() => [.. Accounts, .. Invoices, .. Credits];

    private Invoice Invoice(int i)
    {
        DateOnly? due = i % 17 == 0 ? null : _today.AddDays(_random.Next(-130, 30));
        var issued = (due ?? _today).AddDays(-30);
        var invoice = new Invoice(TestServer.New<InvoiceId>(), Someone(), $"F-{i:000}", issued, due, Some(200_000), _now);
        invoice.Exclude(
            (i % 20) switch
            {
                1 => Exclusion.Draft,
                2 => Exclusion.ByMember,
                3 => Exclusion.Cancelled,
                4 => Exclusion.DirectDebitPending,
                _ => null,
            }
        );
        if (i % 11 == 0)
            invoice.WriteOff(_today);
        if (i % 13 == 0)
            invoice.Dispute(DisputeReason.Price, null, _today);
        return invoice;
    }

    private Credit Credit(int i)
    {
        var (id, on) = (TestServer.New<CreditId>(), _today.AddDays(-_random.Next(20)));
        return i % 3 == 0
            ? new CreditNote(id, Someone(), $"A-{i:000}", Some(60_000), on, _now)
            : new Payment(id, Someone(), Some(60_000), on, _now);
    }

    private AccountId Someone() => Accounts[_random.Next(Accounts.Count)].Id;

    private Money Some(int most) => new(_random.Next(1, most), _random.Next(3) == 0 ? "GBP" : "EUR");
}
