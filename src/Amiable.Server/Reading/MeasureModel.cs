using Amiable.Errands;
using Amiable.Integrations.Models;
using Amiable.Reading.Evaluation;
using Amiable.Reading.Proposals;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Reading;

/// <summary>
/// Has the language model read the labelled replies that the program ships with, compared with the built-in reader as in operation, and keeps how well that went:
/// from then on it decides which kinds of replies can be left to the agent alone. Asks once or twice a reply.
/// </summary>
public sealed class MeasureModel(AppDb db, AskModel askModel, Today today)
{
    /// <summary>Of fewer answers the figures would be those of the built-in reader.</summary>
    private const double EnoughAnswers = 0.95;

    public async Task Run(ErrandSteps steps, CancellationToken ct)
    {
        var shipped = ShippedReplies.Scored;
        await steps.Expect(shipped.Count);
        List<ScoredReply> read = [];
        var answered = 0;
        foreach (var reply in shipped)
        {
            if (await askModel.Run(ReadingQuestion.About(reply.Reply.Reply), ct) is { Value: { } model })
            {
                read.Add(new(reply.Reply, ComparedReadings.Of(reply.Reply.Reply, reply.Reading, model)));
                answered++;
            }
            else
                read.Add(reply);
            await steps.Advance(1);
        }
        if (answered < shipped.Count * EnoughAnswers || !await Keep(ReaderMeasure.Of(new ReplyScores(read)), ct))
            steps.Leave(
                new Refused("model.not-measured", $"The model answered {answered} of {shipped.Count} questions: it was not measured.")
                {
                    Values = [answered, shipped.Count],
                },
                "",
                "/settings/agent/model"
            );
    }

    private async Task<bool> Keep(ReaderMeasure measure, CancellationToken ct)
    {
        if (await db.ModelEndpoints.SingleOrDefaultAsync(ct) is not { } endpoint)
            return false;
        endpoint.WasMeasured(measure with { Model = endpoint.Settings.Model, At = today.Now });
        return (await db.Save(ct)).Problem is null;
    }
}
