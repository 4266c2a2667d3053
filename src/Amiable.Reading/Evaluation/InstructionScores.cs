using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amiable.Instructions;
using Amiable.Reading.Instructions;

namespace Amiable.Reading.Evaluation;

/// <summary>An instruction with what was read of it.</summary>
/// <param name="Labelled">The instruction and its labels.</param>
/// <param name="Reading">What was read.</param>
public sealed record ScoredInstruction(LabelledInstruction Labelled, InstructionReading Reading)
{
    private static readonly JsonSerializerOptions Shape = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What was read, in the shape of the labels.</summary>
    public IReadOnlyList<CommandLabel> Read { get; } =
    [.. Reading.Commands.Select(c => CommandLabel.Of(c.Command, Labelled.Instruction.Accounts))];

    /// <summary>All that is to be done was read, and nothing else.</summary>
    public bool IsExact =>
        Read.Count == Labelled.Expected.Count
        && Labelled.Expected.All(e => Read.Any(e.IsSame))
        && Read.All(r => Labelled.Expected.Any(r.IsSame));

    /// <summary>One line of a file of predictions.</summary>
    public string Write() =>
        new JsonObject
        {
            ["id"] = Labelled.Id,
            ["expect"] = new JsonObject
            {
                ["commands"] = new JsonArray([.. Read.Select(r => (JsonNode)r.Write())]),
                ["confidence"] = Reading.Confidence,
            },
        }.ToJsonString(Shape);
}

/// <summary>How well one kind of command is found.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Labelled">How many are labelled.</param>
/// <param name="Precision">Share of those read that are wholly right.</param>
/// <param name="Recall">Share of those labelled that were read wholly right.</param>
public sealed record KindScore(CommandKind Kind, int Labelled, double Precision, double Recall);

/// <summary>The figures of an evaluation of instructions.</summary>
public sealed class InstructionScores(IReadOnlyList<ScoredInstruction> instructions)
{
    public IReadOnlyList<ScoredInstruction> Instructions => instructions;

    /// <summary>Instructions all of whose commands, and no others, were read.</summary>
    public Share Exact => Share.Over(instructions, i => i.IsExact);

    /// <summary>The same for each language.</summary>
    public IReadOnlyList<(string Language, Share Exact)> Languages =>
        [
            .. instructions
                .GroupBy(i => i.Labelled.Language)
                .OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => (g.Key, Share.Over(g, i => i.IsExact))),
        ];

    /// <summary>For each kind.</summary>
    public IReadOnlyList<KindScore> Kinds => [.. Enum.GetValues<CommandKind>().Select(Score)];

    /// <summary>The figures as text.</summary>
    public string Sheet()
    {
        var text = new StringBuilder();
        Line($"{instructions.Count} instructions.");
        Line($"Exact command set     {Exact.Right} of {Exact.Of} ({100 * Exact.Value:F1} %)");
        Line($"By language: {string.Join(", ", Languages.Select(l => $"{l.Language} {l.Exact.Right}/{l.Exact.Of}"))}");
        Line($"");
        Line($"{"command", -22}{"labelled", 9}{"precision", 11}{"recall", 9}");
        foreach (var kind in Kinds)
            Line($"{kind.Kind, -22}{kind.Labelled, 9}{kind.Precision, 11:F3}{kind.Recall, 9:F3}");
        foreach (var wrong in instructions.Where(i => !i.IsExact))
            Line($"{wrong.Labelled.Id}: {All(wrong.Labelled.Expected)}, read as {All(wrong.Read)}");
        return text.ToString();

        void Line(FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
        static string All(IEnumerable<CommandLabel> labels) =>
            string.Join(" + ", labels.Select(l => l.ToString().Replace('\n', '|'))) is { Length: > 0 } some ? some : "nothing";
    }

    private KindScore Score(CommandKind kind)
    {
        var name = kind.ToString();
        var labelled = instructions
            .SelectMany(i => i.Labelled.Expected.Where(e => e.Kind == name).Select(e => i.Read.Any(e.IsSame)))
            .ToList();
        var read = instructions.SelectMany(i => i.Read.Where(r => r.Kind == name).Select(r => i.Labelled.Expected.Any(r.IsSame))).ToList();
        return new(kind, labelled.Count, Part(read), Part(labelled));

        static double Part(List<bool> right) => right.Count == 0 ? 1 : (double)right.Count(r => r) / right.Count;
    }
}
