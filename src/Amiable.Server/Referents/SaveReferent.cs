using Microsoft.EntityFrameworkCore;

namespace Amiable.Referents;

/// <summary>Puts a colleague in charge of an account, or changes what is known of one; there is one primary referent at most.</summary>
public sealed class SaveReferent(AppDb db, Today today)
{
    public sealed record Details(
        string FirstName,
        string LastName,
        string Email,
        string? Role,
        string? Notes,
        string? Language,
        bool IsPrimary,
        bool WantsMails = true
    );

    /// <param name="account">What the colleague is in charge of.</param>
    /// <param name="id">Which one; null for a new one.</param>
    /// <param name="details">What is known of the colleague.</param>
    /// <param name="ct">Cancels.</param>
    /// <param name="newId">What a new one is known by from now on; null for whatever.</param>
    public async Task<Result<Done>> Run(AccountId account, ReferentId? id, Details details, CancellationToken ct, ReferentId? newId = null)
    {
        if (!await db.Accounts.AnyAsync(a => a.Id == account, ct))
            return new NotFound("account");
        var all = await db.Referents.Where(r => r.AccountId == account).ToListAsync(ct);
        var referent = id is null
            ? new Referent(newId ?? today.NewId<ReferentId>(), account, "", "", "")
            : all.SingleOrDefault(r => r.Id == id);
        if (referent is null)
            return new NotFound("referent");
        if (
            referent.Describe(details.FirstName, details.LastName, details.Email, details.Role, details.Notes, details.Language) is
            { } problem
        )
            return problem;

        referent.Want(details.WantsMails);
        if (id is null)
            db.Referents.Add(referent);
        referent.Prefer(details.IsPrimary || all.All(r => r.Id == referent.Id || !r.IsPrimary));
        foreach (var other in all.Where(r => r.Id != referent.Id && referent.IsPrimary))
            other.Prefer(false);
        return await db.Save(ct);
    }
}
