using Amiable.FollowUp;
using Amiable.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Communications;

/// <summary>A message that waits as it would be sent if it were edited so. Nothing is stored.</summary>
public sealed class PreviewEdit(AppDb db, ReadSituation readSituation, ShowLogo showLogo)
{
    /// <param name="Subject">Null for the one it has.</param>
    /// <param name="Text">Null for the words it has, or the agent's in another tone.</param>
    /// <param name="Tone">How it is to speak; null for the tone it has.</param>
    /// <param name="SendOn">When it is to leave; null for the day it has.</param>
    public sealed record Wanted(string? Subject, string? Text, Tone? Tone, DateOnly? SendOn);

    public async Task<Result<MessageWords>> Run(CommunicationId id, Wanted wanted, CancellationToken ct)
    {
        if (await db.Communications.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct) is not { } message)
            return new NotFound("communication");
        if (!message.Status.IsWaiting())
            return new Refused("communication.not-waiting", "It has left or was cancelled: it can no longer be changed.");
        var facts = (await readSituation.Run([message.AccountId], ct)).Single();
        var words = EditedWords.Of(
            facts,
            message,
            wanted.Subject ?? message.Subject,
            wanted.Text ?? message.Text,
            wanted.Tone ?? message.Tone,
            wanted.SendOn ?? message.SendOn
        );
        return (await showLogo.Run(ct)).Value is { FitsInMail: true } logo
            ? words with
            {
                Html = MailLogo.Preview(words.Html, logo, facts.Organization.Name),
            }
            : words;
    }
}
