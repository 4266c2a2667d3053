using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Platform.SignIn;

/// <summary>The proofs beside the password: authenticator app, recovery codes, passkeys, outside providers.</summary>
internal sealed partial class PersonStore
    : IUserTwoFactorStore<Person>,
        IUserAuthenticatorKeyStore<Person>,
        IUserTwoFactorRecoveryCodeStore<Person>,
        IUserPasskeyStore<Person>
{
    public Task<bool> GetTwoFactorEnabledAsync(Person user, CancellationToken cancellationToken) => Task.FromResult(user.AsksForCode);

    public Task SetTwoFactorEnabledAsync(Person user, bool enabled, CancellationToken cancellationToken) =>
        Set(() => user.AsksForCode = enabled);

    public Task<string?> GetAuthenticatorKeyAsync(Person user, CancellationToken cancellationToken) =>
        Task.FromResult(AuthenticatorSecret.Of(user, secret)?.Key);

    public Task SetAuthenticatorKeyAsync(Person user, string key, CancellationToken cancellationToken) =>
        Set(() => user.AuthenticatorKey = new AuthenticatorSecret(key, 0).Hidden(secret));

    public Task ReplaceCodesAsync(Person user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) =>
        Set(() => user.RecoveryCodes = string.Join('\n', recoveryCodes.Select(Hash)));

    // Once, even when it is given twice at the same moment.
    public async Task<bool> RedeemCodeAsync(Person user, string code, CancellationToken cancellationToken)
    {
        var (before, left) = (user.RecoveryCodes, Codes(user).ToList());
        if (!left.Remove(Hash(code)))
            return false;
        var redeemed = await db
            .Persons.Where(p => p.Id == user.Id && p.RecoveryCodes == before)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.RecoveryCodes, string.Join('\n', left)), cancellationToken);
        await db.Entry(user).ReloadAsync(cancellationToken);
        return redeemed == 1;
    }

    public Task<int> CountCodesAsync(Person user, CancellationToken cancellationToken) => Task.FromResult(Codes(user).Length);

    public async Task AddOrUpdatePasskeyAsync(Person user, UserPasskeyInfo passkey, CancellationToken cancellationToken)
    {
        var kept = await db.Passkeys.SingleOrDefaultAsync(
            p => p.CredentialId == passkey.CredentialId && p.PersonId == user.Id,
            cancellationToken
        );
        if (kept is null)
            db.Passkeys.Add(
                kept = new()
                {
                    CredentialId = passkey.CredentialId,
                    PersonId = user.Id,
                    CreatedAt = passkey.CreatedAt,
                }
            );
        kept.Name = passkey.Name ?? kept.Name;
        kept.Facts = new(
            passkey.PublicKey,
            passkey.SignCount,
            passkey.Transports ?? [],
            passkey.IsUserVerified,
            passkey.IsBackupEligible,
            passkey.IsBackedUp,
            passkey.AttestationObject,
            passkey.ClientDataJson
        );
    }

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(Person user, CancellationToken cancellationToken) =>
        [.. (await db.Passkeys.Where(p => p.PersonId == user.Id).OrderBy(p => p.CreatedAt).ToListAsync(cancellationToken)).Select(Info)];

    public async Task<Person?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) =>
        await db
            .Passkeys.Where(p => p.CredentialId == credentialId)
            .Select(p => (PersonId?)p.PersonId)
            .SingleOrDefaultAsync(cancellationToken)
            is { } id
            ? await db.Persons.SingleOrDefaultAsync(p => p.Id == id, cancellationToken)
            : null;

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(Person user, byte[] credentialId, CancellationToken cancellationToken) =>
        await db.Passkeys.SingleOrDefaultAsync(p => p.CredentialId == credentialId && p.PersonId == user.Id, cancellationToken) is { } kept
            ? Info(kept)
            : null;

    public async Task RemovePasskeyAsync(Person user, byte[] credentialId, CancellationToken cancellationToken)
    {
        if (
            await db.Passkeys.SingleOrDefaultAsync(p => p.CredentialId == credentialId && p.PersonId == user.Id, cancellationToken) is
            { } kept
        )
            db.Passkeys.Remove(kept);
    }

    private static UserPasskeyInfo Info(Passkey kept) =>
        new(
            kept.CredentialId,
            kept.Facts.PublicKey,
            kept.CreatedAt,
            kept.Facts.SignCount,
            kept.Facts.Transports,
            kept.Facts.IsUserVerified,
            kept.Facts.IsBackupEligible,
            kept.Facts.IsBackedUp,
            kept.Facts.AttestationObject,
            kept.Facts.ClientDataJson
        )
        {
            Name = kept.Name,
        };

    private static string[] Codes(Person user) => user.RecoveryCodes?.Split('\n', StringSplitOptions.RemoveEmptyEntries) ?? [];
}
