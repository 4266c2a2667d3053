using Amiable.Integrations.Models;
using Amiable.Reading.Proposals;
using Amiable.Reading.Replies;
using Amiable.Replies;

namespace Amiable.Reading;

/// <summary>
/// Reads an answer: by the built-in reader always, and beside it by the language model of the organization where it has one for that. Both are compared; without an
/// answer of the model in time the built-in reading stands. May take many seconds: never within a transaction.
/// </summary>
public sealed class ReadReply(AskModel askModel)
{
    public async Task<ReplyReading> Run(ReplyToRead reply, CancellationToken ct)
    {
        var builtIn = BuiltInReader.Read(reply);
        // Nobody needs to be told what a mail without words says, nor what a machine means that says it is one.
        if (string.IsNullOrWhiteSpace(reply.Text.NewText))
            return builtIn;
        var answer = await askModel.Run(ReadingQuestion.About(reply), ct);
        return answer?.Value is { } model ? ComparedReadings.Of(reply, builtIn, model) : builtIn;
    }
}
