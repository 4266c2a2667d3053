using Amiable.FollowUp;
using Amiable.Tasks;
using Amiable.Writing;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Communications;

/// <summary>What a member's message starts from: among whom and about what is chosen, and what it answers or changes.</summary>
public sealed class ShowLetterToWrite(AppDb db, CurrentMember member, ReadSituation readSituation, Today today)
{
    public async Task<Result<LetterToWrite>> Run(
        AccountId account,
        CommunicationId? answers,
        CommunicationId? changes,
        CancellationToken ct,
        CommunicationId? from = null
    )
    {
        if ((await readSituation.Run([account], ct)).SingleOrDefault() is not { } facts)
            return new NotFound("account");
        var own = changes ?? answers ?? from;
        var other = own is null
            ? null
            : await db.Communications.AsNoTracking().SingleOrDefaultAsync(c => c.Id == own && c.AccountId == account, ct);
        if (Wrong(other, answers, changes, from) is { } wrong)
            return wrong;
        var answered = changes is null && from is null ? other : null;
        var changed = changes is null ? null : other;

        return new LetterToWrite(
            account,
            facts.Account.Name,
            facts.Zone,
            ContactsOf(facts),
            InvoicesOf(facts),
            answered,
            changed,
            facts.Waiting,
            from is null ? await StartOf(facts, answered, changed, ct) : StartOfLetter(facts, other!)
        )
        {
            Envelope = facts.HasPostalAddress
                ? LetterOfMessage.To(facts, new LetterWords(facts.Language, facts.Account.Details.Country))
                : [],
            EnclosesUsually = facts.Policy.EnclosesInvoices,
            From = from is null ? null : other,
        };
    }

    private static Problem? Wrong(Communication? other, CommunicationId? answers, CommunicationId? changes, CommunicationId? from)
    {
        if (answers is not null && changes is null && other is not { Status: CommunicationStatus.Received })
            return new NotFound("communication");
        if (changes is not null && other is not { Origin: Origin.Member })
            return new NotFound("communication");
        if (from is not null && other is not { Origin: Origin.Agent or Origin.Member, IsLetter: false })
            return new NotFound("communication");
        if (from is not null && !other!.Status.IsWaiting())
            return new Refused("communication.not-waiting", "It has left or was cancelled: it can no longer be changed.");
        if (changes is not null && !other!.Status.IsWaiting())
            return new Refused("communication.not-waiting", "It has left or was cancelled: it can no longer be changed.");
        return null;
    }

    private static List<ReachableContact> ContactsOf(AccountFacts facts) =>
        [
            .. facts
                .Contacts.Where(c => c.CanReceive)
                .OrderByDescending(c => c.IsPrimary)
                .ThenBy(c => c.FullName, StringComparer.CurrentCulture)
                .Select(c => new ReachableContact(c.Id, c.FullName, c.Email!, c.Role)),
        ];

    private static List<InvoiceToWriteAbout> InvoicesOf(AccountFacts facts) =>
        [
            .. facts
                .Invoices.Values.Where(StatedFigures.CanBeAsked)
                .OrderBy(i => i.DueOn)
                .ThenBy(i => i.Number, StringComparer.Ordinal)
                .Select(i => new InvoiceToWriteAbout(
                    i.Id,
                    i.Number,
                    i.DueOn!.Value,
                    i.Outstanding,
                    i.IsDisputed,
                    facts.Documents.ContainsKey(i.Id)
                )),
        ];

    private async Task<LetterStart> StartOf(AccountFacts facts, Communication? answered, Communication? changed, CancellationToken ct)
    {
        var day = SendWindow.LocalDay(today.Now, facts.Zone);
        var tone = facts.Waiting?.Tone ?? facts.Plan().Next?.Tone ?? Tone.Professional;
        var next = TimeZoneInfo.ConvertTime(facts.FirstMomentFrom(today.Now.AddHours(1)), facts.Zone).DateTime;
        if (changed is not null)
            return new(
                changed.Recipients,
                [.. changed.Facts.About.Select(i => i.Invoice)],
                changed.Subject,
                changed.Text,
                changed.Language,
                tone,
                TimeZoneInfo.ConvertTime(changed.SendAt, facts.Zone).DateTime
            );
        if (answered is null)
            return new(
                facts.Recipient is { } contact ? [new(contact.Id, contact.FullName, contact.Email!)] : [],
                [.. facts.Invoices.Values.Where(i => StatedFigures.CanBeAsked(i) && i.DueOn < day && !i.IsDisputed).Select(i => i.Id)],
                "",
                "",
                facts.Language,
                tone,
                next
            );
        var writer = facts.Contacts.FirstOrDefault(c => c.CanReceive && c.Id == answered.From?.Contact) ?? facts.Recipient;
        return new(
            writer is null ? [] : [new(writer.Id, writer.FullName, writer.Email!)],
            await AboutIn(answered, facts, ct),
            ReplySubject.To(answered.Subject),
            "",
            facts.Language,
            tone,
            next
        );
    }

    // A person's words stay; the agent speaks on paper as on paper.
    private LetterStart StartOfLetter(AccountFacts facts, Communication mail)
    {
        var day = SendWindow.LocalDay(today.Now, facts.Zone);
        var stated = StatedFigures.Of(facts, mail.Facts.About.Select(i => i.Invoice));
        var drafted =
            mail.IsPinned || stated.About.Count == 0
                ? null
                : AgentDraft.Of(facts, stated, mail.Tone, mail.Language, day, member.Name ?? "", null, byPost: true);
        return new(
            [],
            [.. stated.About.Select(i => i.Invoice)],
            drafted?.Subject ?? mail.Subject,
            drafted?.Text ?? mail.Text,
            mail.Language,
            mail.Tone,
            day.ToDateTime(new TimeOnly(12, 0))
        );
    }

    // What the conversation was about and is still owed.
    private async Task<IReadOnlyList<InvoiceId>> AboutIn(Communication answered, AccountFacts facts, CancellationToken ct)
    {
        var thread = answered.Thread;
        var last = await db
            .Communications.AsNoTracking()
            .Where(c => (c.ThreadId == thread || c.Id == thread) && c.Origin != Origin.Customer && c.SentAt != null)
            .OrderByDescending(c => c.SentAt)
            .Select(c => c.Facts)
            .FirstOrDefaultAsync(ct);
        return last is null ? [] : [.. StatedFigures.Of(facts, last.About.Select(i => i.Invoice)).About.Select(i => i.Invoice)];
    }
}

/// <summary>What the form of a member's message shows.</summary>
/// <param name="Zone">The customer's clock.</param>
/// <param name="Answered">What came in and is answered.</param>
/// <param name="Changed">What is written anew.</param>
/// <param name="Waiting">What the agent is about to write by itself.</param>
public sealed record LetterToWrite(
    AccountId Account,
    string AccountName,
    TimeZoneInfo Zone,
    IReadOnlyList<ReachableContact> Contacts,
    IReadOnlyList<InvoiceToWriteAbout> Invoices,
    Communication? Answered,
    Communication? Changed,
    Communication? Waiting,
    LetterStart Start
)
{
    /// <summary>The lines of the postal address; none when there is not enough of it for a letter to arrive.</summary>
    public IReadOnlyList<string> Envelope { get; init; } = [];

    /// <summary>Whether letters enclose the documents of invoices here, unless somebody wants it otherwise.</summary>
    public bool EnclosesUsually { get; init; }

    /// <summary>A message that waits, and is to become a letter.</summary>
    public Communication? From { get; init; }
}

/// <summary>An invoice a message may be about.</summary>
public sealed record InvoiceToWriteAbout(InvoiceId Id, string Number, DateOnly DueOn, Money Outstanding, bool IsDisputed, bool HasDocument);

/// <summary>What stands in the form before anybody typed.</summary>
public sealed record LetterStart(
    IReadOnlyList<Recipient> Recipients,
    IReadOnlyList<InvoiceId> About,
    string Subject,
    string Text,
    string Language,
    Tone Tone,
    DateTime LeavesAt
);
