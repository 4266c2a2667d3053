using Amiable.Communications;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Inbound;

/// <summary>
/// Matches the mails that were stored and not matched, because the process ended in between. One that cannot be matched whatever is tried waits for a person
/// like any other.
/// </summary>
public sealed partial class MatchWaitingMails(AppDb db, AllOrganizations organizations, Today today, ILogger<MatchWaitingMails> log)
{
    // Whoever stores one matches it at once: only what is older was left behind.
    private static readonly TimeSpan LeftBehind = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan GivenUp = TimeSpan.FromMinutes(15);
    private const int AtATime = 100;

    /// <returns>How many were matched.</returns>
    public async Task<int> Run(CancellationToken ct)
    {
        var (before, hopeless) = (today.Now - LeftBehind, today.Now - GivenUp);
        var waiting = await db
            .InboundMails.Where(m => m.State == InboundState.New && m.ReceivedAt <= before)
            .OrderBy(m => m.ReceivedAt)
            .Select(m => new { m.Id, m.ReceivedAt })
            .Take(AtATime)
            .ToListAsync(ct);
        var matched = 0;
        foreach (var mail in waiting)
            try
            {
                // Each on its own: what one leaves behind is not saved with the next.
                await organizations.For(
                    db.Organization.Id,
                    async services =>
                    {
                        await services.GetRequiredService<MatchMail>().Run(mail.Id, ct);
                        return new Done();
                    }
                );
                matched++;
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                NotMatched(log, failure, mail.Id.Value);
                if (mail.ReceivedAt < hopeless)
                    await LeaveToPerson(mail.Id, ct);
            }
        return matched;
    }

    private async Task LeaveToPerson(InboundMailId id, CancellationToken ct)
    {
        var mail = await db.InboundMails.SingleAsync(m => m.Id == id, ct);
        mail.WaitForPerson(MatchReason.Unknown, []);
        await db.Save(ct);
    }

    [LoggerMessage(LogLevel.Error, "Mail {Mail} could not be matched")]
    private static partial void NotMatched(ILogger log, Exception failure, Guid mail);
}
