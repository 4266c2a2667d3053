using Amiable.Platform.Secrets;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Platform.Api;

/// <summary>Takes note of a request with a key before it is done, so that the same one, asked again or at once, is done no second time.</summary>
public sealed class KeepAnswer(AppDb db, Today today)
{
    public const int LongestKey = 255;

    /// <summary>Answers are encrypted: among them are secrets that are shown once.</summary>
    internal const string Purpose = "kept-answer";

    /// <summary>So long an answer is kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    // Whoever did it is gone by then: no request takes so long.
    private static readonly TimeSpan Abandoned = TimeSpan.FromMinutes(10);

    /// <returns>What is kept under the key: new, and to be done now, when it has no status and <paramref name="id"/> is its id.</returns>
    public async Task<Result<KeptAnswer>> Run(KeptAnswerId id, Guid token, string key, byte[] fingerprint, CancellationToken ct)
    {
        var kept = await db.KeptAnswers.SingleOrDefaultAsync(a => a.TokenId == token && a.Key == key, ct);
        if (kept is not null && IsOver(kept))
        {
            db.Remove(kept);
            if ((await db.Save(ct)).Problem is not null)
                return UnderWay;
            kept = null;
        }
        if (kept is null)
            return await Note(new(id, token, key, fingerprint, today.Now), ct);
        if (!kept.Fingerprint.AsSpan().SequenceEqual(fingerprint))
            return new Invalid("Idempotency-Key", "idempotency-key-reused", "This key was sent with another request: take a new one.");
        return kept.Status is null ? UnderWay : kept;
    }

    private bool IsOver(KeptAnswer kept) => kept.AskedAt + (kept.Status is null ? Abandoned : Kept) <= today.Now;

    private async Task<Result<KeptAnswer>> Note(KeptAnswer asked, CancellationToken ct)
    {
        db.KeptAnswers.Add(asked);
        try
        {
            await db.SaveChangesAsync(ct);
            return asked;
        }
        catch (DbUpdateException)
        {
            // The same was asked twice at once: the other one was faster.
            return UnderWay;
        }
    }

    private static readonly Refused UnderWay = new(
        "idempotency-key-in-use",
        "The same request is being done at this moment: ask again in a second."
    );

    internal static bool IsUnderWay(Problem problem) => problem == UnderWay;
}

/// <summary>Notes what was answered, or, without an answer, that nothing was done: asked again, it is tried again.</summary>
public sealed class SettleAnswer(AppDb db, SecretBox box)
{
    public async Task<Result<Done>> Run(
        KeptAnswerId id,
        (int Status, string? MediaType, string? Location, byte[] Body)? answer,
        CancellationToken ct
    )
    {
        if (await db.KeptAnswers.SingleOrDefaultAsync(a => a.Id == id, ct) is not { } kept)
            return new NotFound("answer");
        if (answer is { } was)
            kept.Was(was.Status, was.MediaType, was.Location, box.Hide(KeepAnswer.Purpose, was.Body));
        else
            db.Remove(kept);
        return await db.Save(ct);
    }
}

/// <summary>Forgets the answers whose day is over.</summary>
public sealed class ForgetAnswers(AppDb db, Today today)
{
    public Task<int> Run(CancellationToken ct)
    {
        var before = today.Now - KeepAnswer.Kept;
        return db.KeptAnswers.Where(a => a.AskedAt < before).ExecuteDeleteAsync(ct);
    }
}
