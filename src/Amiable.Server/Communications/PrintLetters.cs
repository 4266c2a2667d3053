using System.Text;
using Amiable.FollowUp;
using Amiable.Organizations;
using Amiable.Printing;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Communications;

/// <summary>Makes one PDF of letters. Nothing is posted by it, and nothing changes: they can be printed again.</summary>
public sealed class PrintLetters(
    AppDb db,
    ListLettersToPrint list,
    ReadSituation readSituation,
    ReadEnclosures readEnclosures,
    ShowLogo showLogo,
    PrintSheets printSheets
)
{
    /// <param name="id">One letter, whatever became of it; null for all of the queue that may be printed now.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<byte[]>> Run(CommunicationId? id, CancellationToken ct)
    {
        var pages = id is { } one ? await One(one, ct) : await Queue(ct);
        if (pages.Value is not { } sheets)
            return pages.Problem!;
        return await printSheets.Run(sheets.Pages, sheets.About, ct);
    }

    private async Task<Result<Sheets>> Queue(CancellationToken ct)
    {
        var letters = (await list.Letters(null, ct)).Where(letter => letter.Answer == GateAnswer.Open).ToList();
        if (letters.Count == 0)
            return new Refused("post.nothing-to-print", "No letter can be printed now.");
        var organization = letters[0].Facts.Organization;
        var logo = await Logo(organization, ct);
        return new Sheets(
            [.. letters.Select(letter => LetterOfMessage.Of(letter.Message, letter.Facts, logo, letter.Enclosures))],
            letters.Count == 1
                ? About(letters[0].Message, organization)
                : new(organization.Name, organization.Name, organization.Language, letters.Exists(l => l.Message.Origin != Origin.Member))
        );
    }

    private async Task<Result<Sheets>> One(CommunicationId id, CancellationToken ct)
    {
        var message = await db.Communications.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id && c.Channel == Channel.Letter, ct);
        if (message is null)
            return new NotFound("letter");
        // What was posted is shown as it was posted, whatever the letterhead is by now.
        var kept = await db
            .ArchivedMimes.Where(m => m.CommunicationId == id && m.ErasedAt == null)
            .Select(m => m.Bytes)
            .SingleOrDefaultAsync(ct);
        var facts = (await readSituation.Run([message.AccountId], ct)).Single();
        var sheet = LetterOfMessage.Of(
            message,
            facts,
            kept is null ? await Logo(facts.Organization, ct) : null,
            (await readEnclosures.Run([message], ct))[id]
        );
        if (kept is not null)
            sheet = sheet with { Page = Encoding.UTF8.GetString(kept) };
        return new Sheets([sheet], About(message, facts.Organization));
    }

    private async Task<Logo?> Logo(Organization organization, CancellationToken ct) =>
        organization.LogoHash is null ? null : (await showLogo.Run(ct)).Value;

    private static PdfFacts About(Communication message, Organization organization) =>
        new(message.Subject, organization.Name, message.Language, message.Origin != Origin.Member);

    private sealed record Sheets(IReadOnlyList<Sheet> Pages, PdfFacts About);
}
