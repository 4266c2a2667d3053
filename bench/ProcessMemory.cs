using System.Globalization;

namespace Amiable.Bench;

/// <summary>What Linux says of the memory of a process, in MB.</summary>
internal static class ProcessMemory
{
    public static double Now(int process) => Read(process, "VmRSS");

    /// <summary>The most since it began, or since <see cref="ForgetPeak"/>.</summary>
    public static double Peak(int process) => Read(process, "VmHWM");

    /// <summary>Gives back what this process does not need any more, and counts its peak from here on.</summary>
    public static void ForgetPeak()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        File.WriteAllText("/proc/self/clear_refs", "5");
    }

    /// <summary>Counts the peak of another process from here on: it starts at what that process has now.</summary>
    public static void ForgetPeak(int process) => File.WriteAllText($"/proc/{process}/clear_refs", "5");

    private static double Read(int process, string name) =>
        double.Parse(
            File.ReadLines($"/proc/{process}/status").First(l => l.StartsWith(name, StringComparison.Ordinal))[(name.Length + 1)..^2],
            CultureInfo.InvariantCulture
        ) / 1024;
}
