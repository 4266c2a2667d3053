using Amiable.Communications;
using Amiable.Mail.DeliveryReports;
using Amiable.Mail.Mime;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Inbound;

/// <summary>A mail that waits for a person, with the accounts it may belong to.</summary>
public sealed class ShowInboundMail(AppDb db)
{
    /// <param name="id">Which one.</param>
    /// <param name="picked">An account that was looked for and chosen.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<InboundMailView>> Run(InboundMailId id, AccountId? picked, CancellationToken ct)
    {
        if (await db.InboundMails.AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, ct) is not { State: InboundState.Unmatched } mail)
            return new NotFound("mail");
        var message = MimeMessage.Parse(mail.Bytes);
        MatchCandidate[] candidates =
        [
            .. picked is { } chosen && mail.Candidates.All(c => c.Account != chosen)
                ? new[] { new MatchCandidate(chosen, MatchReason.Unknown) }
                : [],
            .. mail.Candidates.OrderBy(c => c.Account == picked ? 0 : 1),
        ];
        var (previous, next) = await ListInbox.Lanes(db).Beside(0, new() { Id = id, At = mail.ReceivedAt }, ct);
        return new InboundMailView(
            mail.Id,
            mail.FromName,
            mail.FromAddress,
            mail.Subject,
            FileReceived.TextOf(message),
            AutomaticAnswer.Is(message),
            mail.ReceivedAt,
            mail.Why ?? MatchReason.Unknown,
            ListInbox.Named(candidates, await ListInbox.NamesOf(db, candidates, ct)),
            [.. MailFiles.Of(message).Select(f => f.File)],
            previous,
            next
        );
    }
}

/// <summary>What is shown of a mail that waits.</summary>
/// <param name="Candidates">The chosen one first.</param>
public sealed record InboundMailView(
    InboundMailId Id,
    string FromName,
    string FromAddress,
    string Subject,
    string Text,
    bool IsAutomatic,
    DateTimeOffset ReceivedAt,
    MatchReason Why,
    IReadOnlyList<NamedCandidate> Candidates,
    IReadOnlyList<AttachedFile> Files,
    InboundMailId? Previous,
    InboundMailId? Next
);
