using System.Text;
using Amiable.FollowUp;
using Amiable.Organizations;
using Amiable.Printing;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Communications;

/// <summary>Makes one PDF of letters. Nothing is posted by it, and nothing changes: they can be printed again.</summary>
public sealed class PrintLetters(ListLettersToPrint list, ReadSheets readSheets, ReadSheet readSheet, PrintSheets printSheets)
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
        return new Sheets(
            await readSheets.Run(letters, ct),
            letters.Count == 1
                ? About(letters[0].Message, organization)
                : new(organization.Name, organization.Name, organization.Language, letters.Exists(l => l.Message.Origin != Origin.Member))
        );
    }

    private async Task<Result<Sheets>> One(CommunicationId id, CancellationToken ct)
    {
        var read = await readSheet.Run(id, ct);
        return read.Value is { } letter ? new Sheets([letter.Sheet], About(letter.Message, letter.Organization)) : read.Problem!;
    }

    private static PdfFacts About(Communication message, Organization organization) =>
        new(message.Subject, organization.Name, message.Language, message.Origin != Origin.Member);

    private sealed record Sheets(IReadOnlyList<Sheet> Pages, PdfFacts About);
}
