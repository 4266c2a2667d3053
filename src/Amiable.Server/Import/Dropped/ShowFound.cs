using Amiable.Accounts;
using Amiable.Documents;
using Amiable.Documents.Containers;
using Amiable.Documents.Pages;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Import.Dropped;

/// <summary>What was found in a file, the pages it stands on, whom it may be for, and what comes next.</summary>
public sealed class ShowFound(AppDb db, Accounts.FindAccounts findAccounts, Today today)
{
    private const int MostCandidates = 5;

    public async Task<Result<FoundView>> Run(FoundDocumentId id, CancellationToken ct)
    {
        if (await db.FoundDocuments.AsNoTracking().SingleOrDefaultAsync(f => f.Id == id, ct) is not { } found)
            return new NotFound("document");
        var organization = await db.Organizations.AsNoTracking().SingleAsync(ct);
        var file = await db.DroppedFiles.AsNoTracking().SingleAsync(f => f.Id == found.FileId, ct);
        var waiting = db.FoundDocuments.AsNoTracking().Where(f => f.State == FoundState.ToReview && f.Id != id);
        return new FoundView(
            found,
            ShapeOf(file, found.Reading),
            await Candidates(found, ct),
            Certainty.Seller(found.Reading, organization.Profile),
            organization.Currency,
            today.For(organization),
            await Next(waiting, found, ct),
            await waiting.CountAsync(ct)
        );
    }

    private static FoundShape ShapeOf(DroppedFile file, DocumentReading reading) =>
        FileShapes.Of(file.Bytes) switch
        {
            FileShape.Pdf => FoundShape.Pages,
            FileShape.Picture when PictureType.Of(file.Bytes) is not null && reading.Turns.Count == 0 => FoundShape.Picture,
            FileShape.Picture => PagePicture.CanBeDrawn ? FoundShape.Pages : FoundShape.Unseen,
            _ => FoundShape.Data,
        };

    // The one after it in the list, or the first.
    private static async Task<FoundDocumentId?> Next(IQueryable<FoundDocument> waiting, FoundDocument found, CancellationToken ct) =>
        (await ListFound.ById.Read(waiting, ListFound.ById.Place(found), null, 1, ct)).Rows.FirstOrDefault()?.Id
        ?? (await ListFound.ById.Read(waiting, null, null, 1, ct)).Rows.FirstOrDefault()?.Id;

    // The certain one first, then those whose name is alike.
    private async Task<IReadOnlyList<FoundAccount>> Candidates(FoundDocument found, CancellationToken ct)
    {
        List<FoundAccount> candidates = [];
        if (found.AccountId is { } certain)
            candidates.AddRange(
                (await db.Accounts.AsNoTracking().Where(a => a.Id == certain).ToListAsync(ct)).Select(a => new FoundAccount(
                    a.Id,
                    a.Name,
                    a.Details
                ))
            );
        foreach (var words in Sought(found.Reading.Buyer))
        foreach (var alike in await findAccounts.Run(SoughtWords.Of(words), MostCandidates, ct))
            if (candidates.Count < MostCandidates && candidates.TrueForAll(c => c.Id != alike.Id))
                candidates.Add(alike);
        return candidates;
    }

    // The whole name, then its longest word: "Ateliers Duval & Fils SARL" is perhaps known as "Duval".
    private static IEnumerable<string> Sought(Party buyer)
    {
        if (buyer.Name?.Value is not { } name)
            yield break;
        yield return name;
        if (CompanyName.MatchKey(name).Split(' ').MaxBy(w => w.Length) is { Length: > 3 } longest)
            yield return longest;
    }
}

/// <summary>What there is to look at.</summary>
public enum FoundShape
{
    /// <summary>A PDF, and a picture that is drawn to be seen: a TIFF, or one that did not lie upright.</summary>
    Pages,

    /// <summary>One that browsers show.</summary>
    Picture,

    /// <summary>A picture that would have to be drawn, where the program for that is missing.</summary>
    Unseen,

    /// <summary>Data without pages.</summary>
    Data,
}

/// <param name="Candidates">Whom it may be for; the first is certain when the found invoice names an account.</param>
/// <param name="Seller">Whose invoice it is.</param>
/// <param name="Currency">Of the organization.</param>
/// <param name="Next">The next one that waits.</param>
/// <param name="Waiting">How many wait beside it.</param>
public sealed record FoundView(
    FoundDocument Found,
    FoundShape Shape,
    IReadOnlyList<FoundAccount> Candidates,
    SellerIs Seller,
    string Currency,
    DateOnly Today,
    FoundDocumentId? Next,
    int Waiting
);

/// <summary>The file something was found in, or a page of it as a picture.</summary>
public sealed class ShowFoundFile(AppDb db)
{
    public async Task<Result<DroppedFile>> Run(FoundDocumentId id, CancellationToken ct) =>
        await db.DroppedFiles.AsNoTracking().SingleOrDefaultAsync(d => db.FoundDocuments.Any(f => f.Id == id && f.FileId == d.Id), ct)
            is { Bytes.Length: > 0 } file
            ? file
            : new NotFound("document");

    /// <summary>A page of a PDF or a picture, upright, as PNG.</summary>
    public async Task<Result<byte[]>> Page(FoundDocumentId id, int page, CancellationToken ct)
    {
        if ((await Run(id, ct)).Value is not { } file || FileShapes.Of(file.Bytes) is not (FileShape.Pdf or FileShape.Picture))
            return new NotFound("page");
        var turns = (await db.FoundDocuments.AsNoTracking().SingleAsync(f => f.Id == id, ct)).Reading.Turns;
        return await PagePicture.Of(file.Bytes, page, turns.GetValueOrDefault(page), ReadingLimits.Default, ct) is { } picture
            ? picture
            : new NotFound("page");
    }
}
