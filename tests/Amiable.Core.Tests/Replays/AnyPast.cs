using Amiable.Credits;
using Amiable.FollowUp;
using Amiable.Invoices;
using Amiable.Replays;

namespace Amiable.Tests.Replays;

/// <summary>Pasts of accounts, made by chance, and the same with another future.</summary>
internal static class AnyPast
{
    private static readonly DateOnly Start = Day.Of("2025-12-01");

    public static AccountPast Of(Random random)
    {
        List<InvoicePast> invoices = [.. Enumerable.Range(1, random.Next(1, 7)).Select(n => Invoice(n, random))];
        return new()
        {
            AccountId = default,
            KeptSince = Start.AddDays(random.Next(0, 120)),
            Reach = Channel.Email,
            Invoices = invoices,
            Credits = [.. Enumerable.Range(0, random.Next(0, 7)).Select(_ => Credit(invoices, random))],
            Words = [.. Enumerable.Range(0, random.Next(0, 3)).Select(_ => Word(invoices, random)).OrderBy(w => w.NotedOn)],
            Pauses = [.. Enumerable.Range(0, random.Next(0, 2)).Select(_ => Pause(random))],
            ByHand =
            [
                .. Enumerable
                    .Range(0, random.Next(0, 3))
                    .Select(_ => new PastMessage(Any(random), null, Tone.Courteous, []))
                    .OrderBy(m => m.On),
            ],
            FormalNoticeOn = random.Next(8) == 0 ? Any(random) : null,
        };
    }

    /// <summary>The same until the evening before that day; what became known later is another story.</summary>
    public static AccountPast WithAnotherFuture(AccountPast past, DateOnly day, Random random)
    {
        var other = Of(random);
        List<InvoicePast> invoices =
        [
            .. past
                .Invoices.Where(i => past.KnownFrom(i.IssuedOn, i.Entered) < day)
                .Select(i =>
                    i with
                    {
                        Disputes =
                        [
                            .. i
                                .Disputes.Where(d => d.From < day)
                                .Select(d => d.To >= day ? d with { To = Coin(random) ? null : Later(day, random) } : d),
                            .. Coin(random) ? [new DisputePast(Later(day, random), null)] : Array.Empty<DisputePast>(),
                        ],
                        WrittenOffOn =
                            i.WrittenOffOn < day ? i.WrittenOffOn
                            : Coin(random) ? null
                            : Later(day, random),
                    }
                ),
            .. Enumerable
                .Range(101, random.Next(0, 3))
                .Select(n => Invoice(n, random))
                .Select(i => i with { IssuedOn = Later(day, random), Entered = Later(day, random) }),
        ];
        return past with
        {
            Invoices = invoices,
            Credits =
            [
                .. past
                    .Credits.Where(c => past.KnownFrom(c.On, c.Entered) < day)
                    .Select(c =>
                        c with
                        {
                            Uses =
                            [
                                .. c.Uses.Where(u =>
                                    (c.On < past.KeptSince ? c.On : u.On) < day && invoices.Exists(i => i.Id == u.Invoice)
                                ),
                            ],
                        }
                    ),
                .. other.Credits.Select(c => c with { On = Later(day, random), Entered = Later(day, random), Uses = [] }),
                // Dated before, entered after: judged, not known.
                .. past.KeptSince < day.AddDays(-20)
                    ? other.Credits.Select(c => c with { On = day.AddDays(-random.Next(1, 10)), Entered = Later(day, random), Uses = [] })
                    : [],
            ],
            Words =
            [
                .. past.Words.Where(w => w.NotedOn < day).Select(w => w.EndedOn >= day ? w with { EndedOn = Later(day, random) } : w),
                .. other.Words.Select(w => w with { NotedOn = Later(day, random), EndedOn = null }).OrderBy(w => w.NotedOn),
            ],
            Pauses =
            [
                .. past.Pauses.Where(p => p.From < day).Select(p => p.ResumedOn >= day ? p with { ResumedOn = Later(day, random) } : p),
                .. other.Pauses.Select(p => p with { From = Later(day, random) }),
            ],
            ByHand =
            [
                .. past.ByHand.Where(m => m.On < day),
                .. other.ByHand.Select(m => m with { On = Later(day, random) }).OrderBy(m => m.On),
            ],
            FormalNoticeOn = past.FormalNoticeOn < day ? past.FormalNoticeOn : null,
        };
    }

    private static InvoicePast Invoice(int n, Random random)
    {
        var issued = Any(random);
        return new(
            new(new Guid(n, 0, 0, new byte[8])),
            $"F-{n}",
            issued,
            issued.AddDays(random.Next(3) == 0 ? random.Next(0, 40) : 0),
            issued.AddDays(random.Next(0, 45)),
            new(random.Next(1, 50) * 1000, "EUR")
        )
        {
            Disputes = random.Next(5) == 0 ? [Dispute(random)] : [],
            WrittenOffOn = random.Next(10) == 0 ? Any(random) : null,
        };
    }

    private static DisputePast Dispute(Random random)
    {
        var from = Any(random);
        return new(from, Coin(random) ? null : from.AddDays(random.Next(0, 40)));
    }

    private static CreditPast Credit(List<InvoicePast> invoices, Random random)
    {
        var invoice = invoices[random.Next(invoices.Count)];
        var on = Any(random);
        var entered = on.AddDays(Coin(random) ? 0 : random.Next(0, 15));
        var used = Coin(random) ? invoice.Total : new(invoice.Total.Minor / 2, "EUR");
        return new(
            Coin(random) ? CreditKind.Payment : CreditKind.CreditNote,
            on,
            entered,
            used + new Money(random.Next(3) == 0 ? 700 : 0, "EUR"),
            [new(invoice.Id, used, entered.AddDays(Coin(random) ? 0 : random.Next(0, 10)))],
            Money.Zero("EUR")
        );
    }

    private static WordPast Word(List<InvoicePast> invoices, Random random)
    {
        var noted = Any(random);
        return new(
            Coin(random) ? DeclarationKind.Promise : DeclarationKind.Payment,
            [invoices[random.Next(invoices.Count)].Id],
            noted,
            Coin(random) ? null : noted.AddDays(random.Next(0, 30)),
            noted.AddDays(random.Next(0, 20)),
            noted.AddDays(10),
            []
        );
    }

    private static PausePast Pause(Random random)
    {
        var from = Any(random);
        return new(from, Coin(random) ? null : from.AddDays(20), Coin(random) ? null : from.AddDays(random.Next(0, 30)));
    }

    private static bool Coin(Random random) => random.Next(2) == 0;

    private static DateOnly Any(Random random) => Start.AddDays(random.Next(0, 240));

    private static DateOnly Later(DateOnly day, Random random) => day.AddDays(random.Next(0, 30));
}
