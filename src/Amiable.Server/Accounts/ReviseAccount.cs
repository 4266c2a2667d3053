using Amiable.Platform.Api;

namespace Amiable.Accounts;

/// <summary>Changes some of what is known of an account, starting from what is known at this moment.</summary>
public sealed class ReviseAccount(LookUpAccount lookUp, EditAccount edit, TryAgain tryAgain)
{
    public async Task<Result<KnownAccount>> Run(AccountId id, Func<AccountDetails, AccountDetails> change, CancellationToken ct)
    {
        var edited = await tryAgain.IfOvertaken(async () =>
        {
            var known = await lookUp.Run(id, ct);
            return known.Value is { Account: { } account }
                ? await edit.Run(id, account.Version, change(account.Details), ct)
                : known.Problem!;
        });
        return edited.Problem is { } problem ? problem : await lookUp.Run(id, ct);
    }
}
