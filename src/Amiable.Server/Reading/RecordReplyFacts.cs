using Amiable.Accounts;
using Amiable.Communications;
using Amiable.Invoices;
using Amiable.Replies;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Reading;

/// <summary>Records what a reply changes. Part of the caller's work: the caller saves.</summary>
public sealed class RecordReplyFacts(AppDb db, RecordDeclaration recordDeclaration, Today today)
{
    /// <returns>False when one of them could not be recorded.</returns>
    public async Task<bool> Run(
        Communication received,
        IReadOnlyList<ReplyEffect> effects,
        List<Invoice> open,
        string said,
        CancellationToken ct
    )
    {
        foreach (var effect in effects)
            if (!await Record(effect, received, open, said, ct))
                return false;
        return true;
    }

    private async Task<bool> Record(ReplyEffect effect, Communication received, List<Invoice> open, string said, CancellationToken ct)
    {
        switch (effect)
        {
            case ReplyEffect.Promised promised:
                return await recordDeclaration.Run(
                    Those(promised.Invoices, open),
                    new(DeclarationKind.Promise, promised.On, Message: received.Id),
                    ct
                )
                    is null;
            case ReplyEffect.PaidInParts agreed:
                return await recordDeclaration.Run(
                    Those(agreed.Invoices, open),
                    new(DeclarationKind.Parts, agreed.Parts[^1].On, Message: received.Id, Parts: agreed.Parts),
                    ct
                )
                    is null;
            case ReplyEffect.SaidPaid paid:
                return await recordDeclaration.Run(
                    Those(paid.Invoices, open),
                    new(DeclarationKind.Payment, paid.On, paid.RestUntil, received.Id, paid.Reference),
                    ct
                )
                    is null;
            case ReplyEffect.Contested contested:
                Contest(Those(contested.Invoices, open), contested, said, received.SendOn);
                return true;
            case ReplyEffect.Away away:
                var contact = await db.Contacts.SingleOrDefaultAsync(c => received.From != null && c.Id == received.From.Contact, ct);
                contact?.IsAway(away.Until, away.StandIn);
                return contact is not null;
            default:
                throw new ArgumentOutOfRangeException(nameof(effect), effect, "An effect nobody records.");
        }
    }

    // Contesting takes them out of the messages until a person decided; the others go on.
    private void Contest(List<Invoice> about, ReplyEffect.Contested effect, string said, DateOnly day)
    {
        foreach (
            var invoice in about.Where(i =>
                !i.IsDisputed && i.Dispute(effect.Reason, said, day, Part(effect.Amount, about), effect.AnswerBy) is null
            )
        )
            db.AccountEvents.Add(
                new(today.NewId<AccountEventId>(), invoice.AccountId, AccountEventKind.Disputed, invoice.Number, null, today.Now)
            );
    }

    // A figure is about one invoice, and no more than that one: else it says something a person makes out.
    private static Money? Part(decimal? amount, List<Invoice> about) =>
        amount is { } figure
        && about is [var only]
        && Money.OfMajor(figure, only.Total.Currency) is { IsPositive: true } part
        && part <= only.Total
            ? part
            : null;

    private static List<Invoice> Those(IReadOnlyList<InvoiceId> ids, List<Invoice> open) => open.FindAll(i => ids.Contains(i.Id));
}
