using Amiable.Channels;
using Amiable.FollowUp;
using Amiable.Integrations.Chromium;
using Amiable.Integrations.Pingen;
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
    OpenPosting open,
    PingenLine line,
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
        var files = written.Post!.Encloses ? DocumentsToSend.Of(facts, about) : [];
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
        if (printed.Value is not [var pdf])
            return printed.Problem!;
        var pages = PdfBook.PagesOf(pdf) + enclosed.Sum(e => e.Look.Pages);
        var cost = await Cost(facts, pages, ct);
        return cost.Problem is { } unknown ? unknown : new LetterPreview(text, pages, cost.Value);
    }

    private async Task<Result<int>> Cost(AccountFacts facts, int pages, CancellationToken ct)
    {
        var opened = await open.Run(ct);
        if (opened.Value is not { } posting)
            return opened.Problem!.Code == OpenPosting.None.Code ? 0 : opened.Problem!;
        try
        {
            var country = facts.Account.Details.Country ?? facts.Organization.Country;
            return (int)(await line.Price(posting.Client, posting.Way, country, pages, ct)).Minor;
        }
        catch (PingenFailed failed)
        {
            return PostingProblem.Of(failed);
        }
    }
}

/// <summary>A letter as it would be.</summary>
/// <param name="Pages">Of the letter and its enclosures.</param>
/// <param name="Credits">What posting costs, in hundredths of the currency in which the service that posts is paid; 0 where a member posts it.</param>
public sealed record LetterPreview(string Text, int Pages, int Credits);
