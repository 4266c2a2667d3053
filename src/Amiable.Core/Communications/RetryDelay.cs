namespace Amiable.Communications;

/// <summary>How long a message waits until it is tried again, and when nobody tries any more.</summary>
public static class RetryDelay
{
    /// <summary>How long a receiving side may refuse for now (RFC 5321 section 4.5.4.1 asks for days, not hours).</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(3);

    private static readonly int[] Minutes = [15, 30, 60, 120, 240, 480];

    /// <summary>The wait after so many tries: a quarter of an hour, then twice as long each time, up to eight hours.</summary>
    public static TimeSpan After(int tries) => TimeSpan.FromMinutes(Minutes[Math.Clamp(tries, 1, Minutes.Length) - 1]);

    /// <summary>Business days until the next message to an address after so many in a row came back for a reason that may pass.</summary>
    public static int BusinessDaysAfter(int cameBack) => Math.Max(1, cameBack);

    /// <summary>Whether it was tried long enough: from now on it counts as never.</summary>
    public static bool IsOver(DateTimeOffset first, DateTimeOffset now) => now - first >= Patience;
}
