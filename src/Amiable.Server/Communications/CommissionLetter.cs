using System.Text;
using System.Text.Json;
using Amiable.Channels;
using Amiable.FollowUp;
using Amiable.Integrations.Pingen;
using Amiable.Platform.Backups;
using Amiable.Printing;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Communications;

/// <summary>
/// Has one letter posted by the service, once. Its facts are read again and it is claimed in one transaction; it is uploaded as a draft, looked at there and priced; that its turn has
/// begun is written down; and only then the service is told to post it. When that answer is lost nobody knows, a task asks a member, and it is never posted again by itself.
/// </summary>
public sealed class CommissionLetter(
    AppDb db,
    CurrentMember member,
    ListLettersToPrint list,
    ReadSheets readSheets,
    PrintSheets printSheets,
    PingenLine line,
    SettleCommission settle,
    SendingHold hold,
    Today today
)
{
    // The service takes seconds for a look at the pages.
    private const int MostLooks = 30;

    /// <summary>Between two questions whether the service has looked at the pages; a test is in a hurry.</summary>
    public TimeSpan BetweenLooks { get; init; } = TimeSpan.FromSeconds(1);

    /// <param name="id">Which.</param>
    /// <param name="version">As it was seen.</param>
    /// <param name="quoted">What it was to cost, in minor units: it is not posted for more.</param>
    /// <param name="posting">By whom.</param>
    /// <param name="ct">Cancels; not any more once its turn has begun.</param>
    /// <returns>Why it was not posted, and to whom it goes.</returns>
    public async Task<(Problem? Problem, string AccountName)> Run(
        CommunicationId id,
        int version,
        long quoted,
        OpenedPosting posting,
        CancellationToken ct
    )
    {
        var claimed = await Claim(id, version, ct);
        if (claimed.Value is not { } letter)
            return (claimed.Problem, claimed.Problem is NotFound ? "" : await NameOf(id, ct));
        var name = letter.Facts.Account.Name;
        var sheet = (await readSheets.Run([letter], ct))[0];
        try
        {
            var drafted = await Draft(letter, sheet, quoted, posting, ct);
            if (drafted.Value is not { } draft)
                return (drafted.Problem, await settle.NotPosted(id, drafted.Problem is Refused { Code: "posting.unfit" }, name));
            return (await Post(id, draft, sheet, posting), name);
        }
        catch (PingenFailed failed)
        {
            return (PostingProblem.Of(failed), await settle.NotPosted(id, isUnfit: false, name));
        }
        catch (OperationCanceledException)
        {
            await settle.NotPosted(id, isUnfit: false, name);
            throw;
        }
    }

    private async Task<string> NameOf(CommunicationId id, CancellationToken ct) =>
        await db
            .Communications.Where(c => c.Id == id)
            .Join(db.Accounts, c => c.AccountId, a => a.Id, (_, a) => a.Name)
            .SingleOrDefaultAsync(ct)
        ?? "";

    private async Task<Result<LetterInQueue>> Claim(CommunicationId id, int version, CancellationToken ct)
    {
        if (await hold.IsHeld(ct))
            return new Refused("send.held", "Amiable was restored from a backup: nothing leaves until whoever runs it says so.");
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.Communications.SingleOrDefaultAsync(c => c.Id == id && c.Channel == Channel.Letter, ct) is not { } message)
            return new NotFound("letter");
        if (message.Version != version)
            return new ChangedMeanwhile();
        if ((await list.Letters([id], ct)) is not [var letter])
            return new Refused("post.not-to-print", "It is not among the letters to print: it was posted, changed or cancelled.");
        if (letter.Facts.Organization.IsLeaving)
            return new Refused("send.leaving", "The organization is to be deleted: nothing leaves any more unless it is kept.");
        if (letter.Answer != GateAnswer.Open)
            return new Refused("posting.held", "It may not leave now: the print queue says why.");
        var day = SendWindow.LocalDay(today.Now, letter.Facts.Zone);
        message.Enclosed([.. letter.Enclosures.Where(e => e.Fits).Select(e => e.Document)]);
        message.Commission(
            day,
            member.Id,
            JsonSerializer.Serialize(new LetterCheck(today.Now, letter.Answer), JsonColumn.Options),
            today.Now
        );
        if ((await db.Save(ct)).Problem is { } lost)
            return lost;
        await transaction.CommitAsync(CancellationToken.None);
        return letter with { Message = message };
    }

    private async Task<Result<Consignment>> Draft(
        LetterInQueue letter,
        Sheet sheet,
        long quoted,
        OpenedPosting posting,
        CancellationToken ct
    )
    {
        var (message, organization) = (letter.Message, letter.Facts.Organization);
        var about = new PdfFacts(message.Subject, organization.Name, message.Language, message.Origin != Origin.Member);
        var printed = await printSheets.Run([sheet], about, ct);
        if (printed.Value is not { } pdf)
            return printed.Problem!;
        var key = KeyOf(message);
        var isRight = LetterForm.For(organization.Country).IsRight;
        var there = await line.Draft(posting.Client, pdf, $"{message.Id.Value:N}.pdf", isRight, $"{key}-draft", ct);
        var looked = await Looked(there, posting, ct);
        if (looked.Value is not { } known)
            return await ThrowAway(there, looked.Problem!, posting);
        var pages = known.Pages ?? PdfBook.PagesOf(pdf);
        var country = letter.Facts.Account.Details.Country ?? organization.Country;
        var cost = known.Price ?? await line.Price(posting.Client, posting.Way, country, pages, ct);
        if (QuoteLetters.IsDear(cost, posting) || cost.Minor > quoted)
            return await ThrowAway(
                there,
                new Refused("posting.too-dear", "It would cost more than you were told, or than a letter may."),
                posting
            );
        return new Consignment(there, ConsignmentState.Draft, pages, cost, today.Now);
    }

    private async Task<Result<PingenLetter>> Looked(string there, OpenedPosting posting, CancellationToken ct)
    {
        for (var looks = 0; looks < MostLooks; looks++)
        {
            if (looks > 0)
                await Task.Delay(BetweenLooks, ct);
            var known = await line.Ask(posting.Client, there, ct);
            if (!known.IsChecked)
                continue;
            return known.IsGood
                ? known
                : new Refused("posting.unfit", $"The service cannot post it as it is, mostly for its address: {known.Status}.")
                {
                    Values = [known.Status],
                };
        }
        return new Refused("posting.no-answer", "The service did not answer. Try again later.");
    }

    // Nobody prints a draft; that it stays there is no harm.
    private async Task<Result<Consignment>> ThrowAway(string there, Problem why, OpenedPosting posting)
    {
        try
        {
            await line.ThrowAway(posting.Client, there, CancellationToken.None);
        }
        catch (PingenFailed)
        {
            return why;
        }
        return why;
    }

    private async Task<Problem?> Post(CommunicationId id, Consignment draft, Sheet sheet, OpenedPosting posting)
    {
        var page = Encoding.UTF8.GetBytes(sheet.Page);
        // From here on it may be posted: what happens is done to its end and written down.
        if (await settle.Begin(id, draft) is not { } begun)
            return new ChangedMeanwhile();
        try
        {
            await line.Post(posting.Client, draft.Letter, posting.Way, $"{KeyOf(begun)}-send", CancellationToken.None);
        }
        catch (PingenFailed failed)
            when (failed.Fault is PingenFault.Refused or PingenFault.SignIn or PingenFault.Unreachable or PingenFault.Address)
        {
            await settle.NotPosted(id, isUnfit: false, "");
            return PostingProblem.Of(failed);
        }
        catch (PingenFailed)
        {
            await settle.Uncertain(id, page);
            return new Refused("posting.uncertain", "Nobody knows whether it is posted: see the task.");
        }
        await settle.Posted(id, draft with { State = ConsignmentState.Accepted }, page);
        return null;
    }

    // A letter that waits again is another one, in another version.
    private static string KeyOf(Communication message) =>
        $"{message.Id.Value:N}-{message.ApprovedAt?.ToUnixTimeMilliseconds()}-{message.SendAt.ToUnixTimeMilliseconds()}";
}

/// <summary>What was checked in the moment a letter was claimed.</summary>
public sealed record LetterCheck(DateTimeOffset At, GateAnswer Answer);
