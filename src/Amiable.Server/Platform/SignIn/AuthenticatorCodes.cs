using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using Amiable.Platform.Secrets;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Platform.SignIn;

/// <summary>What is shared with an authenticator app, and the half minute of the last code that was accepted.</summary>
internal sealed record AuthenticatorSecret(string Key, long LastStep)
{
    private const string Purpose = "authenticator";

    public static AuthenticatorSecret? Of(Person person, SecretBox secret) =>
        person.AuthenticatorKey is { } hidden && secret.Reveal(Purpose, hidden).Split(' ') is [var key, var step]
            ? new(key, long.Parse(step, CultureInfo.InvariantCulture))
            : null;

    public string Hidden(SecretBox secret) => secret.Hide(Purpose, string.Create(CultureInfo.InvariantCulture, $"{Key} {LastStep}"));
}

/// <summary>
/// The codes of an authenticator app (TOTP, RFC 6238). Identity's own check takes a code for two and a half minutes and as often as it is given; this one
/// takes it within the half minute before and after its own (section 5.2: clocks and thumbs are slow), and once (same section: an observed code is worth nothing).
/// </summary>
internal sealed class AuthenticatorCodes(AppDb db, SecretBox secret, Today today) : IUserTwoFactorTokenProvider<Person>
{
    private const int Seconds = 30;
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<Person> manager, Person user) =>
        Task.FromResult(user.AuthenticatorKey is not null);

    // The app makes them.
    public Task<string> GenerateAsync(string purpose, UserManager<Person> manager, Person user) => Task.FromResult("");

    public async Task<bool> ValidateAsync(string purpose, string token, UserManager<Person> manager, Person user)
    {
        if (AuthenticatorSecret.Of(user, secret) is not { } shared)
            return false;
        var key = FromBase32(shared.Key);
        var now = today.Now.ToUnixTimeSeconds() / Seconds;
        if (
            Enumerable.Range(-1, 3).Select(i => now + i).FirstOrDefault(step => step > shared.LastStep && Code(key, step) == token)
            is not (> 0 and var used)
        )
            return false;
        // Whoever writes first has used it.
        var (before, after) = (user.AuthenticatorKey, (shared with { LastStep = used }).Hidden(secret));
        var isFirst = await db
            .Persons.Where(p => p.Id == user.Id && p.AuthenticatorKey == before)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.AuthenticatorKey, after));
        await db.Entry(user).ReloadAsync();
        return isFirst == 1;
    }

    /// <summary>Six digits out of the HMAC of a counter (RFC 4226 section 5.3). Apps know SHA-1 only.</summary>
    internal static string Code(byte[] key, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[20];
#pragma warning disable CA5350 // HMAC with SHA-1 is what RFC 6238 and every app use; its weakness is not one here.
        HMACSHA1.HashData(key, counter, hash);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[19] & 15)..]) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>RFC 4648 section 6.</summary>
    internal static byte[] FromBase32(string text)
    {
        var bytes = new byte[text.Length * 5 / 8];
        for (int i = 0, at = 0, bits = 0, held = 0; i < text.Length; i++)
        {
            held = (held << 5) | Alphabet.IndexOf(text[i], StringComparison.Ordinal);
            bits += 5;
            if (bits < 8)
                continue;
            bits -= 8;
            bytes[at++] = (byte)(held >> bits);
            held &= (1 << bits) - 1;
        }
        return bytes;
    }
}
