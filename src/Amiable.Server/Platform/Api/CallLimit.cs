namespace Amiable.Platform.Api;

/// <summary>
/// How often a token may ask: so many requests within any sixty seconds. Counted in this process; with several, each counts for itself.
/// </summary>
public sealed class CallLimit(TimeProvider clock, IConfiguration configuration)
{
    private const int Usual = 300;
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(10);

    private readonly int _most = configuration.GetValue("ApiCallsPerMinute", Usual);
    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, Queue<DateTimeOffset>> _calls = [];
    private DateTimeOffset _swept;

    /// <summary>Where a token stands after a call.</summary>
    /// <param name="Limit">The most within sixty seconds.</param>
    /// <param name="Remaining">How many are left.</param>
    /// <param name="Reset">When the oldest of them no longer counts.</param>
    /// <param name="Wait">How long to wait; null when the call may go on.</param>
    public readonly record struct Standing(int Limit, int Remaining, DateTimeOffset Reset, TimeSpan? Wait)
    {
        public void Tell(IHeaderDictionary headers)
        {
            headers["X-RateLimit-Limit"] = Written(Limit);
            headers["X-RateLimit-Remaining"] = Written(Remaining);
            headers["X-RateLimit-Reset"] = Written((long)Math.Ceiling(Reset.ToUnixTimeMilliseconds() / 1000d));
            if (Wait is { } wait)
                headers.RetryAfter = Written(Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)));
        }

        private static string Written(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Counts a call, unless it is one too many.</summary>
    public Standing Count(Guid token)
    {
        var now = clock.GetUtcNow();
        lock (_gate)
        {
            Sweep(now);
            if (!_calls.TryGetValue(token, out var calls))
                _calls[token] = calls = new();
            while (calls.TryPeek(out var oldest) && oldest + Window <= now)
                calls.Dequeue();
            var isTooMany = calls.Count >= _most;
            if (!isTooMany)
                calls.Enqueue(now);
            var reset = calls.Peek() + Window;
            return new(_most, _most - calls.Count, reset, isTooMany ? reset - now : null);
        }
    }

    // Tokens that no longer ask cost nothing.
    private void Sweep(DateTimeOffset now)
    {
        if (now < _swept + Forgotten)
            return;
        _swept = now;
        foreach (var token in _calls.Where(c => c.Value.All(call => call + Window <= now)).Select(c => c.Key).ToList())
            _calls.Remove(token);
    }
}
