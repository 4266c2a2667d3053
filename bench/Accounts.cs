using Amiable.FollowUp;

namespace Amiable.Bench;

/// <summary>Accounts as a ledger has them: 1 to 12 open invoices, up to 8 earlier messages, some of them held back. The same at each run.</summary>
internal static class Accounts
{
    public static readonly DateOnly Today = new(2026, 3, 16);

    public static IReadOnlyList<Situation> AtRandom(int count)
    {
        var random = new Random(20260316);
        return [.. Enumerable.Range(0, count).Select(_ => One(random))];
    }

    private static Situation One(Random random)
    {
        OpenInvoice[] invoices = [.. Enumerable.Range(0, random.Next(1, 13)).Select(n => Invoice(random, n))];
        return new()
        {
            AccountId = new(Id(random)),
            Invoices = invoices,
            Messages = Messages(random, invoices),
            UnallocatedCredit = random.Next(15) == 0 ? [new(random.Next(1, 300_000), "EUR")] : [],
            Reach = random.Next(30) == 0 ? null : Channel.Email,
            IsPaused = random.Next(30) == 0,
            EasedOn = random.Next(3) == 0 ? Today.AddDays(-random.Next(60)) : null,
            FormalNoticeOn = random.Next(50) == 0 ? Today.AddDays(-random.Next(30)) : null,
        };
    }

    private static OpenInvoice Invoice(Random random, int number) =>
        new()
        {
            Id = new(Id(random)),
            Number = $"F2026-{number:0000}",
            DueOn = random.Next(60) == 0 ? null : Today.AddDays(random.Next(-120, 45)),
            Outstanding = new(random.Next(1_000, 500_000), random.Next(20) == 0 ? "USD" : "EUR"),
            IsDisputed = random.Next(20) == 0,
            PromisedOn = random.Next(15) == 0 ? Today.AddDays(random.Next(-10, 20)) : null,
            IsWrittenOff = random.Next(100) == 0,
        };

    private static PastMessage[] Messages(Random random, OpenInvoice[] invoices)
    {
        var on = Today.AddDays(-random.Next(1, 15));
        var messages = new PastMessage[random.Next(9)];
        for (var i = messages.Length - 1; i >= 0; i--)
        {
            // As the agent does it: about everything that was overdue, or about to be, on that day.
            var about = invoices.Where(invoice => invoice.DueOn < on.AddDays(3)).Select(invoice => invoice.Id).ToList();
            Stage? stage = random.Next(10) switch
            {
                0 => null,
                1 or 2 => Stage.BeforeDue,
                _ => Stage.Overdue,
            };
            messages[i] = new(on, stage, (Tone)Math.Min(i / 2, 2), about, Skipped: random.Next(20) == 0);
            on = on.AddDays(-random.Next(3, 15));
        }
        return messages;
    }

    private static Guid Id(Random random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return new(bytes);
    }
}
