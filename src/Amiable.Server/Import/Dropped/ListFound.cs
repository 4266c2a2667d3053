using Microsoft.EntityFrameworkCore;

namespace Amiable.Import.Dropped;

/// <summary>What was found in files and waits for a member, the oldest first, and what could not be read.</summary>
public sealed class ListFound(AppDb db)
{
    private const int AtATime = 50;

    internal static readonly Keyset<FoundDocument> ById = new Keyset<FoundDocument>().By(f => f.Id);

    public async Task<FoundList> Run(string? after, string? before, CancellationToken ct)
    {
        var us = (await db.Organizations.AsNoTracking().SingleAsync(ct)).Profile;
        var page = await ById.Read(
            db.FoundDocuments.AsNoTracking().Where(f => f.State == FoundState.ToReview || f.State == FoundState.Unreadable),
            after,
            before,
            AtATime,
            ct
        );
        return new(
            page.Select(f => new FoundLine(f, f.IsOpen ? Certainty.Doubts(f.Reading, us) : [])),
            await Waiting(ct),
            await db.FoundDocuments.CountAsync(f => f.State == FoundState.ToReview && f.IsCertain, ct),
            await db.FoundDocuments.CountAsync(f => f.State == FoundState.Unreadable, ct)
        );
    }

    /// <summary>How many wait for a look.</summary>
    public Task<int> Waiting(CancellationToken ct) => db.FoundDocuments.CountAsync(f => f.State == FoundState.ToReview, ct);
}

/// <param name="Page">A page of the list.</param>
/// <param name="Waiting">How many wait for a look in all.</param>
/// <param name="Certain">How many of them need none.</param>
/// <param name="Unreadable">How many could not be read or are known already.</param>
public sealed record FoundList(Page<FoundLine> Page, int Waiting, int Certain, int Unreadable);

/// <param name="Found">What was found.</param>
/// <param name="Doubts">What to look at, by name; none for what needs no look.</param>
public sealed record FoundLine(FoundDocument Found, IReadOnlyList<string> Doubts);
