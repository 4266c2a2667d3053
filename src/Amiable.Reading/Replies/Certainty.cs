using Amiable.Replies;

namespace Amiable.Reading.Replies;

/// <summary>How sure a reading is: no surer than its least sure intent, less when something else was nearly read.</summary>
internal static class Certainty
{
    public static double Of(ReplyReading reading, List<ReadSentence> told)
    {
        var read = reading.Intents.Select(i => i.Intent).ToHashSet();
        var least = reading.Intents.Min(i => i.Confidence);
        var rival = told.SelectMany(s =>
                IntentChoice.Labels.Where(l => !read.Contains(l.Value) && l.Key is not ("AK" or "SP" or "UN")).Select(l => s[l.Key])
            )
            .DefaultIfEmpty(0)
            .Max();
        return Math.Round(Math.Clamp(least * (1 - (rival * 0.8)), 0, 1), 3);
    }
}
