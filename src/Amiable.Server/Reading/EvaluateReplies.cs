using Amiable.Integrations.Models;
using Amiable.Reading.Evaluation;
using Amiable.Reading.Proposals;
using Amiable.Reading.Replies;
using Amiable.Replies;
using Microsoft.Extensions.AI;

namespace Amiable.Reading;

/// <summary>Who reads in an evaluation.</summary>
public enum EvaluatedReader
{
    /// <summary>The built-in reader.</summary>
    Builtin,

    /// <summary>The language model; where it gives no answer, the built-in reader.</summary>
    Model,

    /// <summary>Both, compared, as in operation.</summary>
    Both,
}

/// <summary>Reads labelled replies and scores the reading.</summary>
public sealed class EvaluateReplies
{
    private const int AtOnce = 4;

    /// <param name="lines">Labelled replies, one JSON object a line.</param>
    /// <param name="reader">Who reads.</param>
    /// <param name="model">The language model, unless the built-in reader reads alone.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<EvaluatedReplies> Run(IEnumerable<string> lines, EvaluatedReader reader, IChatClient? model, CancellationToken ct)
    {
        var replies = LabelledReply.ReadLines(lines).ToList();
        var scored = new ScoredReply[replies.Count];
        var calls = new List<AskedOnce>();
        var unanswered = 0;
        await Parallel.ForEachAsync(
            Enumerable.Range(0, replies.Count),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct },
            async (i, token) =>
            {
                var reply = replies[i].Reply;
                var builtIn = BuiltInReader.Read(reply);
                var read = reader == EvaluatedReader.Builtin ? null : await Ask(reply, token);
                if (reader != EvaluatedReader.Builtin && read is null)
                    Interlocked.Increment(ref unanswered);
                scored[i] = new(
                    replies[i],
                    read is null ? builtIn
                        : reader == EvaluatedReader.Both ? ComparedReadings.Of(reply, builtIn, read)
                        : read
                );
            }
        );
        return new(new([.. scored]), calls, unanswered);

        async Task<ReplyReading?> Ask(ReplyToRead reply, CancellationToken token)
        {
            var client = model ?? throw new ArgumentException("There is no model to read with.", nameof(model));
            var answer = await ModelDialogue.Ask(client, ReadingQuestion.About(reply), Note, token);
            return answer.Value;
        }

        Task Note(AskedOnce call)
        {
            lock (calls)
                calls.Add(call);
            return Task.CompletedTask;
        }
    }
}

/// <summary>An evaluation, and what the model had to do with it.</summary>
/// <param name="Scores">How well was read.</param>
/// <param name="Calls">Each call of the model.</param>
/// <param name="Unanswered">For how many replies it gave no answer that could be used.</param>
public sealed record EvaluatedReplies(ReplyScores Scores, IReadOnlyList<AskedOnce> Calls, int Unanswered);
