using Amiable.Reading.Evaluation;
using Amiable.Reading.Replies;

namespace Amiable.Reading;

/// <summary>Reads labelled replies with the reader that needs no language model, and scores it.</summary>
public sealed class EvaluateReplies
{
    public ReplyScores Run(IEnumerable<string> lines) =>
        new([.. LabelledReply.ReadLines(lines).Select(r => new ScoredReply(r, BuiltInReader.Read(r.Reply)))]);
}
