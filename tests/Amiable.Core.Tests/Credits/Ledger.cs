using Amiable.Credits;
using Amiable.Invoices;

namespace Amiable.Tests.Credits;

/// <summary>Invoices and credits in few words, in cents of one account.</summary>
internal static class Ledger
{
    public static readonly DateOnly Today = Day.Of("2026-03-02");
    public static readonly AccountId Account = new(Guid.CreateVersion7());

    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public static Money Eur(long minor) => new(minor, "EUR");

    public static Invoice AnInvoice(string number, DateOnly due, long cents) => AnInvoice(number, $"{due:yyyy-MM-dd}", cents);

    public static Invoice AnInvoice(string number, string? due, long cents, string currency = "EUR", AccountId? account = null) =>
        new(
            new(Guid.CreateVersion7()),
            account ?? Account,
            number,
            Day.Of("2026-01-02"),
            due is null ? null : Day.Of(due),
            new(cents, currency),
            Now
        );

    public static Payment APayment(long cents, string currency = "EUR", AccountId? account = null, string on = "2026-03-02") =>
        new(new(Guid.CreateVersion7()), account ?? Account, new(cents, currency), Day.Of(on), Now);

    public static CreditNote ACreditNote(long cents, string currency = "EUR", AccountId? account = null, string on = "2026-03-02") =>
        new(new(Guid.CreateVersion7()), account ?? Account, "CN", new(cents, currency), Day.Of(on), Now);
}
