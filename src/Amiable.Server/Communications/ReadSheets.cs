using Amiable.Organizations;

namespace Amiable.Communications;

/// <summary>The sheets of letters in the print queue: with the logo, and what they enclose.</summary>
public sealed class ReadSheets(ShowLogo showLogo)
{
    public async Task<IReadOnlyList<Sheet>> Run(IReadOnlyList<LetterInQueue> letters, CancellationToken ct)
    {
        var logo = letters.Count == 0 || letters[0].Facts.Organization.LogoHash is null ? null : (await showLogo.Run(ct)).Value;
        return [.. letters.Select(letter => LetterOfMessage.Of(letter.Message, letter.Facts, logo, letter.Enclosures))];
    }
}
