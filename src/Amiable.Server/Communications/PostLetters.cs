using System.Text;
using Amiable.FollowUp;
using Amiable.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Communications;

/// <summary>A member says which letters were posted, and when. The page as it was printed is kept as the proof, and the rhythm goes on from that day.</summary>
public sealed class PostLetters(
    AppDb db,
    CurrentMember member,
    ReadSituation readSituation,
    ReadEnclosures readEnclosures,
    ShowLogo showLogo,
    PlanFollowUps planFollowUps,
    Today today
)
{
    /// <param name="letters">Which, in the version that was printed.</param>
    /// <param name="on">The day of posting.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<Done>> Run(IReadOnlyList<(CommunicationId Id, int Version)> letters, DateOnly on, CancellationToken ct)
    {
        if (letters.Count == 0)
            return new Invalid("letter", "post.none-chosen", "Choose the letters that were posted.");
        var ids = letters.Select(letter => letter.Id).ToList();
        var messages = await db.Communications.Where(c => ids.Contains(c.Id)).ToListAsync(ct);
        if (messages.Count != ids.Distinct().Count())
            return new NotFound("letter");
        if (messages.Exists(message => !letters.Contains((message.Id, message.Version))))
            return new ChangedMeanwhile();
        List<AccountId> accounts = [.. messages.Select(message => message.AccountId).Distinct()];
        var facts = (await readSituation.Run(accounts, ct)).ToDictionary(f => f.Account.Id);
        var logo = messages.Count > 0 && facts[accounts[0]].Organization.LogoHash is not null ? (await showLogo.Run(ct)).Value : null;
        var enclosures = await readEnclosures.Run(messages, ct);
        foreach (var message in messages)
        {
            var sheet = LetterOfMessage.Of(message, facts[message.AccountId], logo, enclosures[message.Id]);
            message.Enclosed(sheet.Enclosed);
            if (Post(message, facts[message.AccountId], on) is { } problem)
                return problem;
            db.ArchivedMimes.Add(new(message.Id, Encoding.UTF8.GetBytes(sheet.Page)));
        }
        var saved = await db.Save(ct);
        if (saved.Problem is null)
            await planFollowUps.Run(accounts, ct);
        return saved;
    }

    private Problem? Post(Communication message, AccountFacts facts, DateOnly on)
    {
        var day = today.For(facts.Organization);
        var noon = on.ToDateTime(new TimeOnly(12, 0));
        var at = on == day ? today.Now : new DateTimeOffset(noon, facts.Zone.GetUtcOffset(noon)).ToUniversalTime();
        return message.WasPosted(on, day, at, member.Id, today.Now);
    }
}
