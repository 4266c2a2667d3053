using Amiable.Platform.Api;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Referents;

/// <summary>The internal referents of an account, the preferred one first; or one of them.</summary>
public sealed class ShowReferents(AppDb db)
{
    public async Task<Result<IReadOnlyList<Referent>>> Run(AccountId account, CancellationToken ct) =>
        await db.Accounts.AnyAsync(a => a.Id == account, ct)
            ? await db
                .Referents.AsNoTracking()
                .Where(r => r.AccountId == account)
                .OrderByDescending(r => r.IsPrimary)
                .ThenBy(r => r.LastName)
                .ThenBy(r => r.Id)
                .ToListAsync(ct)
            : new NotFound("account");

    public async Task<Result<Referent>> Run(AccountId account, ReferentId id, CancellationToken ct) =>
        await db.Referents.AsNoTracking().SingleOrDefaultAsync(r => r.AccountId == account && r.Id == id, ct) is { } referent
            ? referent
            : new NotFound("referent");
}

/// <summary>Adds an internal referent, or changes one that is named, starting from what is known at this moment.</summary>
public sealed class ReviseReferent(ShowReferents show, SaveReferent save, TryAgain tryAgain, Today today)
{
    private static readonly SaveReferent.Details Nobody = new("", "", "", null, null, null, IsPrimary: false);

    /// <param name="account">What the colleague is in charge of.</param>
    /// <param name="id">Which; null for a new one.</param>
    /// <param name="change">From what is known to what is to be known.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<Referent>> Run(
        AccountId account,
        ReferentId? id,
        Func<SaveReferent.Details, SaveReferent.Details> change,
        CancellationToken ct
    )
    {
        var newId = today.NewId<ReferentId>();
        var saved = await tryAgain.IfOvertaken(async () =>
        {
            if (id is null)
                return await save.Run(account, null, change(Nobody), ct, newId);
            var known = await show.Run(account, id.Value, ct);
            return known.Value is { } referent ? await save.Run(account, id, change(Of(referent)), ct) : known.Problem!;
        });
        return saved.Problem is { } problem ? problem : await show.Run(account, id ?? newId, ct);
    }

    private static SaveReferent.Details Of(Referent r) =>
        new(r.FirstName, r.LastName, r.Email, r.Role, r.Notes, r.Language, r.IsPrimary, r.WantsMails);
}

/// <summary>Adds an internal referent, or changes the one who is meant: whoever has that address, else that name.</summary>
public sealed class UpsertReferent(ShowReferents show, ReviseReferent revise)
{
    public async Task<Result<Upserted<Referent>>> Run(
        AccountId account,
        string? email,
        string? fullName,
        Func<SaveReferent.Details, SaveReferent.Details> change,
        CancellationToken ct
    )
    {
        var all = await show.Run(account, ct);
        if (all.Problem is { } problem)
            return problem;
        var known =
            all.Value!.FirstOrDefault(r => string.Equals(r.Email, email?.Trim(), StringComparison.OrdinalIgnoreCase))
            ?? all.Value!.FirstOrDefault(r =>
                email is null && string.Equals(r.FullName, fullName?.Trim(), StringComparison.OrdinalIgnoreCase)
            );
        var now = await revise.Run(account, known?.Id, change, ct);
        return now.Problem is { } wrong ? wrong : new Upserted<Referent>(now.Value!, known is null);
    }
}
