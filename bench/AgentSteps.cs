using System.Diagnostics;
using Amiable.FollowUp;
using Amiable.Invoices;
using Amiable.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Bench;

/// <summary>What the agent does with a ledger: it comes in, is planned, changes, is planned again, and what is due leaves.</summary>
internal sealed class AgentSteps(Installed installed, Ledger ledger, DateOnly monday, Sink sink)
{
    // So many messages are enough to tell what one takes.
    private const int Sample = 2_000;
    private const int MostSent = 1_000;
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(5);

    private double Millions => ledger.Invoices / 1e6;

    /// <summary>Import and first plan on a Sunday; on Monday the first beats, a file of changes and the beats after it, and the first messages.</summary>
    public async Task<IReadOnlyList<Measured>> Run()
    {
        List<Measured> rows = [await Import()];
        rows.AddRange(await Plan());
        await installed.RefreshStatistics();
        installed.Clock.Set(At(monday, 4));
        rows.AddRange(await FirstBeats());
        rows.AddRange(await Change());
        rows.AddRange(await LaterBeats());
        rows.AddRange(await Write());
        rows.Add(await Send());
        return rows;
    }

    /// <summary>Only what planning takes, from an empty ledger to a day on which something changed.</summary>
    public async Task<IReadOnlyList<Measured>> PlanOnly(Action<string> tell)
    {
        List<Measured> rows = [await Import()];
        tell("planned for the first time");
        rows.AddRange(await Plan());
        await installed.RefreshStatistics();
        installed.Clock.Set(At(monday, 4));
        tell("the beats of a day");
        rows.AddRange(await FirstBeats());
        rows.AddRange(await Change());
        rows.AddRange(await LaterBeats());
        return rows;
    }

    /// <summary>As other programs do it when they are told to dun: decides, writes and sends for every customer of a ledger that is overdue as a whole.</summary>
    public async Task<Measured> Dun(Action<string> tell)
    {
        await Import();
        installed.Clock.Set(At(monday, 4));
        var before = sink.Taken;
        var (watch, began) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        await PlanAll();
        await installed.RefreshStatistics();
        var (planned, between) = (watch.Elapsed, Environment.CpuUsage.TotalTime);
        var (sent, took) = await SendUpTo(int.MaxValue);
        var ended = Environment.CpuUsage.TotalTime;
        // What a processor did is the same however many others share it.
        tell(
            $"decided and written in {planned.TotalSeconds:F1} s ({(between - began).TotalSeconds:F1} s of one processor), "
                + $"{sent:N0} sent in {took.TotalSeconds:F1} s ({(ended - between).TotalSeconds:F1} s, the sink's among them)"
        );
        if (sent != ledger.Accounts || sink.Taken - before != sent)
            throw new InvalidOperationException($"{sent} messages left and {sink.Taken - before} came, to {ledger.Accounts} customers.");
        return new(
            $"Dunning run: {ledger.Invoices:N0} overdue invoices of {ledger.Accounts:N0} customers decided, written, sent by SMTP",
            (planned + took).TotalSeconds,
            "s",
            8.0 * ledger.Invoices / 10_000
        )
        {
            Things = ledger.Invoices,
            Thing = "invoice",
        };
    }

    /// <summary>A file comes into an empty ledger.</summary>
    public async Task<IReadOnlyList<Measured>> BringIn(Action<string> tell)
    {
        ProcessMemory.ForgetPeak();
        var began = Environment.CpuUsage.TotalTime;
        var import = await Import();
        tell($"{(Environment.CpuUsage.TotalTime - began).TotalSeconds:F1} s of one processor, the database's on PostgreSQL not among them");
        return
        [
            import with
            {
                Wanted = 150 * Millions,
            },
            new("Most memory while it came in", ProcessMemory.Peak(Environment.ProcessId), "MB", 300),
        ];
    }

    private async Task<Measured> Import()
    {
        var took = TimeSpan.Zero;
        foreach (var file in ledger.Write(installed.Folder))
        {
            took += (await installed.Import(file, plans: false)).Saved;
            File.Delete(file);
        }
        return OfInvoices("Import", took);
    }

    private async Task<IReadOnlyList<Measured>> Plan()
    {
        ProcessMemory.ForgetPeak();
        var (took, counts) = await PlanAll();
        var peak = ProcessMemory.Peak(Environment.ProcessId);
        if (counts.Failed + counts.Overtaken > 0)
            throw new InvalidOperationException($"Not every account could be planned: {counts}.");
        return
        [
            OfInvoices("Full plan, messages written", took) with
            {
                Wanted = 90 * Millions,
            },
            new("Most memory while planning", peak, "MB", 1_000),
        ];
    }

    private async Task<IReadOnlyList<Measured>> Change()
    {
        var (saved, all) = (TimeSpan.Zero, TimeSpan.Zero);
        var began = Environment.CpuUsage.TotalTime;
        foreach (var file in ledger.WriteChanges(installed.Folder))
        {
            var (ofFile, withPlans) = await installed.Import(file, plans: true);
            (saved, all) = (saved + ofFile, all + withPlans);
            File.Delete(file);
        }
        return
        [
            OfChanged("2 % of invoices settled: import of the day", saved),
            OfChanged("2 % of invoices settled: their accounts planned (processor: the import, too)", all - saved) with
            {
                Processor = Environment.CpuUsage.TotalTime - began,
                Wanted = 5 * Millions,
            },
        ];
    }

    /// <summary>Those of a morning on which nothing else changed: first what the change of yesterday's plans leaves to look at, if anything.</summary>
    private async Task<IReadOnlyList<Measured>> FirstBeats()
    {
        ProcessMemory.ForgetPeak();
        var first = await Beat();
        var peak = ProcessMemory.Peak(Environment.ProcessId);
        await Beat();
        return
        [
            OfInvoices("The first beat of a day: everybody looked at", first) with
            {
                Wanted = 90 * Millions,
            },
            new("Most memory meanwhile", peak, "MB", 1_000),
            OfInvoices("The beat when nothing changed", await Beat()),
        ];
    }

    /// <summary>After the changes of the day were planned, and after changes that nobody planned: whoever made them was killed.</summary>
    private async Task<IReadOnlyList<Measured>> LaterBeats()
    {
        var after = await Beat();
        await Beat();
        await installed.For<AppDb, int>(async db =>
        {
            var changed = await db
                .Invoices.IgnoreAutoIncludes()
                .Where(i => i.Settled.Minor < i.Total.Minor)
                .Take(ledger.Changed)
                .ToListAsync();
            foreach (var invoice in changed)
                invoice.Exclude(Exclusion.SelfBilled);
            return await db.SaveChangesAsync();
        });
        return
        [
            OfChanged("The beat after it", after),
            OfChanged("The beat when 2 % of invoices changed and nobody was planned yet", await Beat()) with
            {
                Wanted = 5 * Millions,
            },
        ];
    }

    private async Task<(Took Took, PlanCounts Counts)> PlanAll()
    {
        var (watch, began) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        var counts = await installed.For<PlanFollowUps, PlanCounts>(plan => plan.Run(default));
        return (new(watch.Elapsed, Environment.CpuUsage.TotalTime - began), counts);
    }

    private async Task<Took> Beat()
    {
        var (watch, began) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        await installed.For<PlanWhatChanged, PlanCounts>(plan => plan.Run(default));
        return new(watch.Elapsed, Environment.CpuUsage.TotalTime - began);
    }

    /// <summary>By the clock, and of one processor: the second is nearly the same on a busy machine.</summary>
    private readonly record struct Took(TimeSpan All, TimeSpan Processor);

    /// <summary>Of facts that are in memory: what deciding and writing take by themselves.</summary>
    private async Task<IReadOnlyList<Measured>> Write()
    {
        var some = await installed.For<AppDb, List<AccountId>>(db =>
            db.Accounts.OrderBy(a => a.Id).Select(a => a.Id).Take(Sample).ToListAsync()
        );
        var facts = await installed.For<ReadSituation, IReadOnlyList<AccountFacts>>(read => read.Run(some, default));
        var watch = Stopwatch.StartNew();
        var plans = facts.Select(f => (Facts: f, Plan: f.Plan())).ToList();
        var decided = watch.Elapsed;
        var due = plans.Where(p => p.Plan.Next is not null).ToList();
        watch.Restart();
        var letters = due.Sum(p => WriteMessage.For(p.Facts, p.Plan.Next!, p.Plan).Words.Text.Length);
        var written = watch.Elapsed;
        return letters == 0
            ? throw new InvalidOperationException("Nothing is due in this ledger.")
            :
            [
                new("Decide, in memory", decided.TotalMicroseconds / facts.Count, "µs an account"),
                new("Write, in memory", written.TotalMicroseconds / due.Count, "µs a message"),
            ];
    }

    private async Task<Measured> Send()
    {
        var (sent, took) = await SendUpTo(MostSent);
        return new("Gate and sending, to a local sink", took.TotalMilliseconds / sent, "ms a message");
    }

    /// <summary>Lets the hours of a week pass in small steps, and sends at each what has become due, in turns as the job does.</summary>
    private async Task<(int Sent, TimeSpan Took)> SendUpTo(int most)
    {
        var (sent, watch) = (0, Stopwatch.StartNew());
        for (var at = At(monday, 5); at < At(monday.AddDays(7), 0); at += Step)
        {
            installed.Clock.Set(at);
            bool hasMore;
            do
            {
                (var some, hasMore) = await installed.For<SendDueCommunications, (int, bool)>(send => send.TakeTurn(default));
                sent += some;
            } while (hasMore && sent < most);
            if (sent >= Math.Min(most, ledger.Accounts))
                break;
        }
        return sent == 0 ? throw new InvalidOperationException("Nothing left.") : (sent, watch.Elapsed);
    }

    private Measured OfInvoices(string work, TimeSpan took) =>
        new(work, took.TotalSeconds, "s") { Things = ledger.Invoices, Thing = "invoice" };

    private Measured OfInvoices(string work, Took took) => OfInvoices(work, took.All) with { Processor = took.Processor };

    private Measured OfChanged(string work, TimeSpan took) =>
        new(work, took.TotalSeconds, "s") { Things = ledger.Changed, Thing = "changed invoice" };

    private Measured OfChanged(string work, Took took) => OfChanged(work, took.All) with { Processor = took.Processor };

    private static DateTimeOffset At(DateOnly day, int hour) => new(day, new(hour, 0), TimeSpan.Zero);
}
