using Amiable.Replies;

namespace Amiable.Instructions;

/// <summary>What a reader understood of an instruction: a reading, never an action.</summary>
/// <param name="Commands">In the order of the text; none when there is nothing to do.</param>
/// <param name="OwnWords">What the writer typed, without what is quoted of others: only that commands.</param>
public sealed record InstructionReading(IReadOnlyList<FoundCommand> Commands, string OwnWords)
{
    /// <summary>What is less sure is asked back where it moves money or cannot be taken back.</summary>
    public const double SureEnough = 0.8;

    /// <summary>That of the least sure command; 1 when there is none.</summary>
    public double Confidence => Commands.Count == 0 ? 1 : Commands.Min(c => c.Confidence);
}

/// <summary>One command, and the words that say so.</summary>
/// <param name="Command">What.</param>
/// <param name="Confidence">How sure the reader is, from 0 to 1.</param>
/// <param name="Evidence">Where the own words say so.</param>
public sealed record FoundCommand(Command Command, double Confidence, Span Evidence)
{
    /// <summary>Whether it was said of everybody: one command for each account there is.</summary>
    public bool IsForEverybody { get; init; }
}
