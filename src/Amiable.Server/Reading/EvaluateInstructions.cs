using Amiable.Reading.Evaluation;
using Amiable.Reading.Instructions;

namespace Amiable.Reading;

/// <summary>Reads labelled instructions of members with the reader that needs no language model, and scores it.</summary>
public sealed class EvaluateInstructions
{
    public InstructionScores Run(IEnumerable<string> lines) =>
        new([.. LabelledInstruction.ReadLines(lines).Select(i => new ScoredInstruction(i, InstructionReader.Read(i.Instruction)))]);
}
