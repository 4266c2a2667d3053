using Amiable.Instructions;
using Amiable.Platform.Api;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Accounts;

/// <summary>Takes up an account by hand, unless one of that name is known already.</summary>
public sealed class AddAccount(AppDb db, TellInstructions tellInstructions, Today today)
{
    public async Task<Result<AccountId>> Run(AccountDetails details, CancellationToken ct)
    {
        var tidy = EditAccount.Tidy(details);
        if (EditAccount.Fault(tidy) is { } fault)
            return fault;
        var account = new Account(today.NewId<AccountId>(), tidy, today.Now);
        if (account.Describe(tidy) is { } problem)
            return problem;
        var alike = await db.Accounts.Where(a => a.MatchKey == account.MatchKey).OrderBy(a => a.CreatedAt).AsNoTracking().ToListAsync(ct);
        if (alike.Find(a => !IsAnother(a.Details, tidy)) is { } first)
            return new AccountKnown(first.Id, first.Name);
        db.Accounts.Add(account);
        if ((await db.Save(ct)).Problem is { } lost)
            return lost;
        await tellInstructions.Run(account.Id, null, tidy.Instructions, ct);
        return account.Id;
    }

    /// <summary>Two companies of one name have numbers of their own.</summary>
    internal static bool IsAnother(AccountDetails one, AccountDetails other) =>
        CompanyNumbers.Differ(one.VatNumber, other.VatNumber) || CompanyNumbers.Differ(one.RegistrationNumber, other.RegistrationNumber);
}

/// <summary>An account that is the same company, spelling and legal form aside, is there already.</summary>
public sealed record AccountKnown(AccountId Id, string Name)
    : Problem("account.known", $"There is already an account for {Name}."),
        ITellsMore
{
    public IReadOnlyDictionary<string, object> Facts() => new Dictionary<string, object> { ["accountId"] = Id.Value };
}
