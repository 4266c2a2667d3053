using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Amiable.Integrations.Models;

/// <summary>
/// What one model at one address does not understand. "Compatible" endpoints differ in some fields, and say so by a 400 that names the field: it is left out, or called
/// otherwise, from then on.
/// </summary>
internal sealed class ModelDialect
{
    private readonly ConcurrentDictionary<string, bool> unknown = new();

    public bool Knows(string field) => !unknown.ContainsKey(field);

    /// <summary>Notes the first of the fields sent that the server complains of.</summary>
    /// <param name="said">The words of the server.</param>
    /// <param name="sent">What was sent.</param>
    /// <param name="dispensable">Fields that can be done without.</param>
    /// <returns>Whether asking again makes sense.</returns>
    public bool Learn(string said, JsonObject sent, IEnumerable<string> dispensable) =>
        dispensable.FirstOrDefault(f => sent.ContainsKey(f) && said.Contains(f, StringComparison.OrdinalIgnoreCase)) is { } field
        && unknown.TryAdd(field, true);
}

/// <summary>What was learned of each.</summary>
internal sealed class ModelDialects
{
    private readonly ConcurrentDictionary<string, ModelDialect> known = new();

    public ModelDialect Of(ModelSettings settings) => known.GetOrAdd($"{settings.Kind} {settings.Address} {settings.Model}", _ => new());
}
