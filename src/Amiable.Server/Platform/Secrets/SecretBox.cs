using Microsoft.AspNetCore.DataProtection;

namespace Amiable.Platform.Secrets;

/// <summary>Encrypts what must be readable again (a shared secret, a password for another system) before it is stored. What need not be, is hashed.</summary>
public sealed class SecretBox(IDataProtectionProvider protection)
{
    /// <param name="purpose">What it is for: a text encrypted for one purpose cannot be read for another.</param>
    /// <param name="text">The secret.</param>
    public string Hide(string purpose, string text) => protection.CreateProtector(purpose).Protect(text);

    /// <exception cref="System.Security.Cryptography.CryptographicException">It was changed, or encrypted for something else, or its key is gone.</exception>
    public string Reveal(string purpose, string hidden) => protection.CreateProtector(purpose).Unprotect(hidden);

    /// <summary>The same for bytes.</summary>
    public byte[] Hide(string purpose, byte[] bytes) => protection.CreateProtector(purpose).Protect(bytes);

    /// <inheritdoc cref="Reveal(string, string)"/>
    public byte[] Reveal(string purpose, byte[] hidden) => protection.CreateProtector(purpose).Unprotect(hidden);
}
