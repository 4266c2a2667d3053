using Amiable.FollowUp;
using Amiable.Replies;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Communications;

/// <summary>Tells a customer, in the conversation in which it was asked for, what a member agreed to. Part of the caller's work: the caller saves.</summary>
public sealed class TellWhatWasAgreed(AppDb db, ReadSituation readSituation, AnswerReply answerReply, CurrentMember member)
{
    /// <param name="asked">The message that asked for it; null for what was asked otherwise.</param>
    /// <param name="agreed">What was agreed.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Problem?> Run(CommunicationId? asked, ReplyAnswer agreed, CancellationToken ct)
    {
        var received = await db.Communications.AsNoTracking().SingleOrDefaultAsync(c => c.Id == asked, ct);
        var facts = received is null ? null : (await readSituation.Run([received.AccountId], ct)).Single();
        if (received is null || AnswerReply.Writer(received, facts!) is not { } writer)
            return new Refused("agreed.nobody", "Whoever asked for it is no contact that can be written to: tell them yourself.");
        answerReply.Tell(received, agreed, facts!, writer, member.Id);
        return null;
    }
}
