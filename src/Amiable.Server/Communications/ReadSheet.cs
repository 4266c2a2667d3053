using System.Text;
using Amiable.FollowUp;
using Amiable.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Communications;

/// <summary>One letter as it would be printed, whatever became of it. What was posted is as it was posted, whatever the letterhead is by now.</summary>
public sealed class ReadSheet(AppDb db, ReadSituation readSituation, ReadEnclosures readEnclosures, ShowLogo showLogo)
{
    public async Task<Result<SheetOfLetter>> Run(CommunicationId id, CancellationToken ct)
    {
        if (
            await db.Communications.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id && c.Channel == Channel.Letter, ct)
            is not { } message
        )
            return new NotFound("letter");
        var kept = await db
            .ArchivedMimes.Where(m => m.CommunicationId == id && m.ErasedAt == null)
            .Select(m => m.Bytes)
            .SingleOrDefaultAsync(ct);
        var facts = (await readSituation.Run([message.AccountId], ct)).Single();
        var logo = kept is not null || facts.Organization.LogoHash is null ? null : (await showLogo.Run(ct)).Value;
        var sheet = LetterOfMessage.Of(message, facts, logo, (await readEnclosures.Run([message], ct))[id]);
        return new SheetOfLetter(message, facts.Organization, kept is null ? sheet : sheet with { Page = Encoding.UTF8.GetString(kept) });
    }
}

/// <summary>A letter and its sheet.</summary>
public sealed record SheetOfLetter(Communication Message, Organization Organization, Sheet Sheet);
