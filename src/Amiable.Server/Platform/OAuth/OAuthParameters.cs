using Microsoft.Extensions.Primitives;

namespace Amiable.Platform.OAuth;

/// <summary>What a request says. A parameter without a value is none, and one we do not know is left alone (OAuth 2.1 section 3.1).</summary>
public sealed class OAuthParameters(IEnumerable<KeyValuePair<string, StringValues>> given)
{
    private readonly Dictionary<string, string[]> _given = given
        .Select(g => (g.Key, Values: g.Value.OfType<string>().Where(v => v.Length > 0).ToArray()))
        .Where(g => g.Values.Length > 0)
        .GroupBy(g => g.Key, StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => g.SelectMany(x => x.Values).ToArray(), StringComparer.Ordinal);

    public string? this[string name] => _given.TryGetValue(name, out var values) ? values[0] : null;

    /// <summary>What a token shall be for: the only thing that may be said more than once (RFC 8707 section 2).</summary>
    public IReadOnlyList<string> Resources => _given.GetValueOrDefault("resource") ?? [];

    /// <summary>Scopes are words with spaces between.</summary>
    public IReadOnlyList<string>? Scopes =>
        this["scope"]?.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct().ToArray();

    /// <summary>What is said twice; null when all is said once.</summary>
    public string? Repeated => _given.FirstOrDefault(g => g.Value.Length > 1 && g.Key != "resource").Key;
}
