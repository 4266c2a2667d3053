using System.Collections.Concurrent;
using Amiable.Platform.Live;

namespace Amiable.Developers;

/// <summary>
/// Tokens that were checked a moment ago. A program asks hundreds of times a minute: looking each time into the database would cost more than most answers. Whatever
/// this process saves of tokens, members and the organization counts at once; what another one does, after some seconds.
/// </summary>
public sealed class KnownTokens
{
    private const int Most = 10_000;
    private static readonly TimeSpan Believed = TimeSpan.FromSeconds(5);
    private static readonly string[] Matters = ["api-token", "grant", "grant-token", "member", "organization"];

    private readonly TimeProvider _clock;
    private readonly ConcurrentDictionary<string, (CheckApiToken.Holder Holder, DateTimeOffset Until)> _known = new(StringComparer.Ordinal);
    private int _generation;

    public KnownTokens(TimeProvider clock, LiveSignal signal)
    {
        _clock = clock;
        signal.OnTold += (_, kinds) =>
        {
            if (!kinds.Any(Matters.Contains))
                return;
            Interlocked.Increment(ref _generation);
            _known.Clear();
        };
    }

    public async Task<CheckApiToken.Holder?> Find(string text, Func<Task<CheckApiToken.Holder?>> check)
    {
        // Hashed: a token itself is kept nowhere, not in memory either.
        var key = Convert.ToBase64String(Platform.Secrets.LinkSecret.Hash(text));
        var now = _clock.GetUtcNow();
        if (_known.TryGetValue(key, out var known) && now < known.Until)
            return known.Holder;
        var generation = Volatile.Read(ref _generation);
        if (await check() is not { } holder)
            return null;
        if (_known.Count >= Most)
            _known.Clear();
        var until = now + Believed;
        _known[key] = (holder, holder.Token.ExpiresAt is { } end && end < until ? end : until);
        // Revoked while it was being read: then it is not believed.
        if (generation != Volatile.Read(ref _generation))
            _known.Clear();
        return holder;
    }
}
