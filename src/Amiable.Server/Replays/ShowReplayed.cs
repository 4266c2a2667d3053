using Amiable.Communications;
using Amiable.FollowUp;
using Amiable.Writing;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Replays;

/// <summary>A message that would have left, with the words the built-in texts would have found for it.</summary>
/// <param name="Words">Null when an invoice it was about is no longer here.</param>
/// <param name="Numbers">The invoices it asks for.</param>
/// <param name="To">Who would receive it: the contact of today, since nobody keeps who it was then.</param>
public sealed record ReplayedView(
    ReplayedMessage Message,
    string AccountName,
    string Language,
    string? To,
    WrittenMessage? Words,
    IReadOnlyList<string> Numbers
);

/// <summary>Writes one message of a replay as it would have been written: in the language of the account, with the figures known then.</summary>
public sealed class ShowReplayed(AppDb db, ReadSituation readSituation)
{
    public async Task<Result<ReplayedView>> Run(ReplayedMessageId id, CancellationToken ct)
    {
        if (await db.ReplayedMessages.AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, ct) is not { } message)
            return new NotFound("message");
        var facts = (await readSituation.Run([message.AccountId], ct))[0];
        var stated = await Stated(message.Facts, ct);
        var words = stated.About.Count == message.Facts.About.Count ? Write(message, facts, stated) : null;
        return new ReplayedView(
            message,
            facts.Account.Name,
            facts.Language,
            facts.Recipient?.FullName,
            words,
            [.. stated.About.Select(i => i.Number)]
        );
    }

    private static WrittenMessage Write(ReplayedMessage message, AccountFacts facts, MessageFacts stated)
    {
        var brief = WriteMessage.Brief(facts, stated, message.Stage, message.Tone, message.On, message.Facts.Variant);
        // Which documents were there on that day, nobody knows.
        return BuiltInWriter.Write(brief with { Attached = [], ToDownload = [] });
    }

    private async Task<MessageFacts> Stated(ReplayedFacts said, CancellationToken ct)
    {
        var ids = said.About.Concat(said.Upcoming).Select(a => a.Invoice).ToList();
        var invoices = await db
            .Invoices.IgnoreAutoIncludes()
            .AsNoTracking()
            .Where(i => ids.Contains(i.Id) && i.DueOn != null)
            .ToDictionaryAsync(i => i.Id, ct);
        return new()
        {
            About = Lines(said.About),
            Upcoming = Lines(said.Upcoming),
            Credit = said.Credit,
            PromisedOn = said.PromisedOn,
            Because = said.Because,
        };

        List<StatedInvoice> Lines(IEnumerable<Asked> asked) =>
            [
                .. asked
                    .Where(a => invoices.ContainsKey(a.Invoice))
                    .Select(a => WriteMessage.Stated(invoices[a.Invoice]) with { Outstanding = a.Outstanding }),
            ];
    }
}
