using System.Globalization;
using Amiable.FollowUp;

namespace Amiable.Audit.Pages;

/// <summary>The steps of a policy as the log keeps them, "0, 10, Courteous; Professional; 31, 5, Firm": a figure begins the next one.</summary>
internal static class AuditedRungs
{
    /// <summary>Null when they are written in another way.</summary>
    public static IReadOnlyList<Rung>? Of(string value)
    {
        List<Rung> rungs = [];
        foreach (var part in value.Split("; "))
            switch (part.Split(", "))
            {
                case [var from, var every, var first]
                    when Number(from) is { } days && Number(every) is { } rhythm && Enum.TryParse<Tone>(first, out var tone):
                    rungs.Add(new(days, rhythm, [tone]));
                    break;
                case [var next] when rungs.Count > 0 && Enum.TryParse<Tone>(next, out var tone):
                    rungs[^1] = rungs[^1] with { Tones = [.. rungs[^1].Tones, tone] };
                    break;
                default:
                    return null;
            }
        return rungs;
    }

    private static int? Number(string text) => int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null;
}
