using Microsoft.EntityFrameworkCore;

namespace Amiable.Accounts;

/// <summary>Deletes an account with all that belongs to it, for good; a person who asks types its name.</summary>
public sealed class DeleteAccount(AppDb db)
{
    public async Task<Result<Done>> Run(AccountId id, string typedName, CancellationToken ct)
    {
        if (await db.Accounts.SingleOrDefaultAsync(a => a.Id == id, ct) is not { } account)
            return new NotFound("account");
        if (!string.Equals(typedName.Trim(), account.Name, StringComparison.Ordinal))
            return new Invalid(nameof(typedName), "account.typed-name", "Type the name exactly as it is written above.");
        db.Accounts.Remove(account);
        return await db.Save(ct);
    }

    /// <summary>A program says by its id which it means.</summary>
    public async Task<Result<Done>> Run(AccountId id, CancellationToken ct)
    {
        if (await db.Accounts.SingleOrDefaultAsync(a => a.Id == id, ct) is not { } account)
            return new NotFound("account");
        db.Accounts.Remove(account);
        return await db.Save(ct);
    }
}
