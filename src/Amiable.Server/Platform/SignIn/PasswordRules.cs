using System.Collections.Frozen;
using Microsoft.AspNetCore.Identity;

namespace Amiable.Platform.SignIn;

/// <summary>
/// What a password must be: long, and not one that everybody tries first (NIST SP 800-63B, 3.1.1.2). No rule about capitals, digits or signs: they make
/// passwords harder to remember and hardly harder to guess.
/// </summary>
public sealed class PasswordRules : IPasswordValidator<Person>
{
    public const int Shortest = 12;

    /// <summary>Hashing a longer one would cost us more than it gives them.</summary>
    public const int Longest = 200;

    private static readonly Lazy<FrozenSet<string>> Common = new(Read);

    public Task<IdentityResult> ValidateAsync(UserManager<Person> manager, Person user, string? password) =>
        Task.FromResult(
            Fault(password ?? "", user.Email) is { } fault
                ? IdentityResult.Failed(new IdentityError { Code = fault.Code, Description = fault.Message })
                : IdentityResult.Success
        );

    /// <summary>What is wrong with a password; null when it will do.</summary>
    public static Invalid? Fault(string password, string email) =>
        password.Length < Shortest
            ? new("password", "password.short", "A password has at least 12 characters. Three or four words are easy to remember.")
        : password.Length > Longest ? new("password", "password.long", "A password has at most 200 characters.")
        : IsGuessed(password, email)
            ? new("password", "password.common", "This password is among those that are tried first. Choose another, such as a few words.")
        : null;

    private static bool IsGuessed(string password, string email)
    {
        var lower = password.ToLowerInvariant();
        // "password2026!" is "password" to whoever guesses.
        var stem = lower.TrimEnd([.. "0123456789!?.,;:-_*#@$%&+= "]);
        return Common.Value.Contains(lower)
            || (stem.Length < Shortest && (stem.Length < 4 || Common.Value.Contains(stem) || IsOwn(stem, email)))
            || IsOwn(lower, email)
            || IsMonotonous(lower);
    }

    // The address, or a part of it, and the name of this program.
    private static bool IsOwn(string word, string email) =>
        word == email || email.Split('@', '.', '-', '_').Append("amiable").Any(part => part.Length > 3 && word == part);

    // "aaaaaaaaaaaa", "abababababab", "abcdefghijkl", "123456789012".
    private static bool IsMonotonous(string word) =>
        word.Distinct().Count() < 4 || word.Zip(word.Skip(1)).Count(pair => pair.Second - pair.First is 0 or 1 or -1) > word.Length * 3 / 4;

    private static FrozenSet<string> Read()
    {
        using var file = new StreamReader(typeof(PasswordRules).Assembly.GetManifestResourceStream("common-passwords.txt")!);
        return file.ReadToEnd().Split('\n').ToFrozenSet(StringComparer.Ordinal);
    }
}
