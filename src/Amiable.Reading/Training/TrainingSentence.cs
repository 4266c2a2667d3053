using Amiable.Reading.Intents;
using Amiable.Reading.Understanding;
using Amiable.Reading.Understanding.Dates;
using Amiable.Reading.Understanding.Invoices;
using Amiable.Replies;

namespace Amiable.Reading.Training;

/// <summary>A sentence to learn from, and what it says.</summary>
/// <param name="Language">In which language.</param>
/// <param name="Text">As written.</param>
/// <param name="Labels">What it says.</param>
/// <param name="IsHeldOut">Every fourth of each heading: kept out where it is measured how well is learned.</param>
internal sealed record TrainingSentence(string Language, string Text, IReadOnlyList<string> Labels, bool IsHeldOut)
{
    private static readonly DateBase Day = new(new(2026, 5, 13), DueDate: new(2026, 5, 31));
    private static readonly OpenInvoice[] Invoices =
    [
        new("XQ-7001", 1840.17m, new(2026, 5, 31)),
        new("XQ-7002", 233.71m, new(2026, 4, 30)),
    ];

    /// <summary>The features of the sentence, by the same reading as that of a mail.</summary>
    public int[] Features()
    {
        var text = WrittenText.Of(Text);
        var facts = new ReplyFacts(text, [Language], Invoices, Day);
        return SentenceFeatures.Of(text, new Span(0, text.Raw.Length), facts.Kinds, facts.Concepts);
    }

    /// <summary>The sentences of a folder of tables.</summary>
    public static IEnumerable<TrainingSentence> ReadFolder(string folder) =>
        Directory
            .GetFiles(folder, "*.txt")
            .Order(StringComparer.Ordinal)
            .SelectMany(f => Read(Path.GetFileNameWithoutExtension(f).Split('.')[0], File.ReadLines(f)));

    private static IEnumerable<TrainingSentence> Read(string language, IEnumerable<string> lines)
    {
        var labels = new List<string>();
        var number = 0;
        foreach (var line in lines.Select(l => l.Trim()).Where(l => l.Length > 0 && !l.StartsWith('#')))
        {
            if (line.StartsWith('[') && line.EndsWith(']'))
            {
                // "DI.Price" is a dispute, and says why.
                labels = [.. line[1..^1].Split('+').SelectMany(l => l.Contains('.') ? new[] { l.Split('.')[0], l } : [l])];
                number = 0;
                continue;
            }
            var invoices = 0;
            var parts = line.Split("{i}");
            var text = parts[0] + string.Concat(parts.Skip(1).Select(p => $"XQ-700{1 + (invoices++ % 2)}{p}"));
            yield return new(language, text.Replace("{d}", "7/8", StringComparison.Ordinal), labels, ++number % 4 == 0);
        }
    }
}
