using Amiable.FollowUp;
using Amiable.Integrations.Chromium;
using Amiable.Organizations;
using Amiable.Printing;
using Amiable.Writing;

namespace Amiable.Communications;

/// <summary>A letter before it is written: what would be on its sheets, how many they are, and what posting them costs. Nothing is stored.</summary>
public sealed class PreviewLetter(
    ReadSituation readSituation,
    CurrentMember member,
    ReadEnclosures readEnclosures,
    ShowLogo showLogo,
    PrintPages printPages,
    Today today
)
{
    public async Task<Result<LetterPreview>> Run(AccountId account, LetterToCompose wanted, CancellationToken ct)
    {
        if ((await readSituation.Run([account], ct)).SingleOrDefault() is not { } facts)
            return new NotFound("account");
        if (!facts.HasPostalAddress)
            return new Invalid("address", "letter.no-address", "A letter needs at least street and town of the account: add them first.");
        var written = wanted.AsWritten(facts, default, member.Name ?? "", today);
        if (!Languages.Written.Contains(written.Language))
            return new Invalid("language", "letter.language", "Choose a language.");
        var logo = facts.Organization.LogoHash is null ? null : (await showLogo.Run(ct)).Value;
        var (text, day) = (EditedText.Clean(written.Text), SendWindow.LocalDay(today.Now, facts.Zone));
        var about = StatedFigures.Of(facts, written.About).About;
        var files = written.Encloses ? DocumentsToSend.Of(facts, about) : [];
        var enclosed = (await readEnclosures.Run(files, about, ct)).Where(e => e.Fits).ToList();
        var page = LetterOfMessage.Of(
            written.Subject,
            EditedText.AsHtml(text, written.Language),
            written.Language,
            day,
            facts,
            logo,
            [.. enclosed.Select(e => e.Number)]
        );
        var printed = await printPages.Print([page], ct);
        return printed.Value is [var pdf]
            ? new LetterPreview(text, PdfBook.PagesOf(pdf) + enclosed.Sum(e => e.Look.Pages), 0)
            : printed.Problem!;
    }
}

/// <summary>A letter as it would be.</summary>
/// <param name="Pages">Of the letter and its enclosures.</param>
/// <param name="Credits">What posting costs, in hundredths of the currency in which the service that posts is paid; 0 where a member posts it.</param>
public sealed record LetterPreview(string Text, int Pages, int Credits);
