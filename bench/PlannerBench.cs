using System.Diagnostics;
using Amiable.FollowUp;

namespace Amiable.Bench;

/// <summary>
/// How many accounts one core plans in a second. A stopwatch over whole passes instead of BenchmarkDotNet: the number wanted is a throughput over a
/// mix of accounts, it is there within seconds, and the best pass is the one that nothing else on the machine disturbed.
/// </summary>
internal static class PlannerBench
{
    private const int Passes = 60;
    private const int Wanted = 100_000;

    public static void Run()
    {
        var accounts = Accounts.AtRandom(20_000);
        var calendar = BusinessCalendar.For("FR");
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < TimeSpan.FromSeconds(3)) // until the compiler has done its best
            Pass(accounts, calendar);

        var perSecond = new double[Passes];
        var bytes = 0L;
        for (var pass = 0; pass < Passes; pass++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            watch.Restart();
            Pass(accounts, calendar);
            perSecond[pass] = accounts.Count / watch.Elapsed.TotalSeconds;
            bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        }
        Array.Sort(perSecond);

        Console.WriteLine(
            $"{accounts.Count:N0} accounts, {accounts.Average(a => a.Invoices.Count):N1} invoices and "
                + $"{accounts.Average(a => a.Messages.Count):N1} messages each, {Pass(accounts, calendar):P0} with a next message; {Passes} passes on one thread"
        );
        Console.WriteLine();
        Console.WriteLine("| accounts per second |         |");
        Console.WriteLine("|---------------------|--------:|");
        Console.WriteLine($"| best pass           | {perSecond[^1], 7:N0} |");
        Console.WriteLine($"| median              | {perSecond[Passes / 2], 7:N0} |");
        Console.WriteLine($"| worst pass          | {perSecond[0], 7:N0} |");
        Console.WriteLine($"| bytes an account    | {bytes / accounts.Count, 7:N0} |");
        Console.WriteLine();
        Console.WriteLine(
            perSecond[Passes / 2] > Wanted ? $"More than the {Wanted:N0} that are wanted." : $"Less than the {Wanted:N0} that are wanted."
        );
    }

    /// <summary>Plans each account once.</summary>
    /// <returns>The share that has a next message, so that nothing is optimised away.</returns>
    private static double Pass(IReadOnlyList<Situation> accounts, BusinessCalendar calendar)
    {
        var planned = 0;
        foreach (var account in accounts)
            if (FollowUpPlanner.Plan(account, FollowUpPolicy.Standard, calendar, Accounts.Today).Next is not null)
                planned++;
        return (double)planned / accounts.Count;
    }
}
