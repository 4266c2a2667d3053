using Amiable.Reading.Replies;

namespace Amiable.Reading.Evaluation;

/// <summary>The labelled replies that the program ships with. What an organization may leave to the agent alone is measured on them.</summary>
public static class ShippedReplies
{
    private static readonly Lazy<IReadOnlyList<ScoredReply>> Read = new(() =>
        [.. LabelledReply.ReadLines(Lines()).Select(r => new ScoredReply(r, BuiltInReader.Read(r.Reply)))]
    );

    /// <summary>All of them, as the built-in reader reads them. The first time takes about a second.</summary>
    public static IReadOnlyList<ScoredReply> Scored => Read.Value;

    /// <summary>The file, a reply a line.</summary>
    public static IEnumerable<string> Lines()
    {
        using var stream =
            typeof(ShippedReplies).Assembly.GetManifestResourceStream("shipped-replies.jsonl")
            ?? throw new InvalidOperationException("The labelled replies are not built in.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
            yield return line;
    }
}
