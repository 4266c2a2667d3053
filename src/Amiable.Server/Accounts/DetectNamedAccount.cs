using Amiable.Reading.Understanding;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Accounts;

/// <summary>Whether a text names another customer than the one it is from. What one customer writes about another is for a person, never for an answer alone.</summary>
public sealed class DetectNamedAccount(AppDb db)
{
    // "Martin" and "Paris" are words of any letter: only a name of two words that is long enough tells who is meant.
    private const int FewestLetters = 10;

    public async Task<bool> Run(AccountId from, string text, CancellationToken ct)
    {
        var names = await db.Accounts.AsNoTracking().Select(a => new { a.Id, a.Name }).ToListAsync(ct);
        var own = WrittenText.Of(names.Find(n => n.Id == from)?.Name ?? "").Folded;
        var said = WrittenText.Of(text).Folded;
        return names
            .Where(n => n.Id != from && n.Name.Length >= FewestLetters && n.Name.Contains(' ', StringComparison.Ordinal))
            .Select(n => WrittenText.Of(n.Name).Folded)
            .Any(name => !Names(own, name) && Names(said, name));
    }

    private static bool Names(string text, string name)
    {
        for (var at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + 1, StringComparison.Ordinal))
            if (!IsLetter(text, at - 1) && !IsLetter(text, at + name.Length))
                return true;
        return false;
    }

    private static bool IsLetter(string text, int at) => at >= 0 && at < text.Length && char.IsLetterOrDigit(text[at]);
}
