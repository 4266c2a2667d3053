using Amiable.Communications;
using Amiable.Credits;
using Amiable.FollowUp;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Invoices;

/// <summary>Everything there is to know of one invoice: what settled it, where it stands in the follow-up, and in which messages it was.</summary>
public sealed class ShowInvoice(AppDb db, ReadSituation readSituation, Today today)
{
    public async Task<Result<InvoiceView>> Run(InvoiceId id, InvoiceQuestion question, CancellationToken ct)
    {
        if (await db.Invoices.AsNoTracking().SingleOrDefaultAsync(i => i.Id == id, ct) is not { } invoice)
            return new NotFound("invoice");
        var facts = (await readSituation.Run([invoice.AccountId], ct)).Single();
        var plan = facts.Plan();
        var day = today.For(facts.Organization);
        var (previous, next) = await Beside(invoice, facts.Account, question, day, ct);
        return new InvoiceView(
            invoice,
            facts.Account.Name,
            day,
            await Settlements(invoice, ct),
            facts.HasUnsolvedFailure || plan.Next is not { } message || !Mentions(message, id) ? null : message,
            facts.Waiting?.Id,
            plan.LeftOut.FirstOrDefault(l => l.Invoice == id),
            await Messages(invoice, ct),
            await Document(id, ct),
            previous,
            next
        );
    }

    private Task<ShownDocument?> Document(InvoiceId id, CancellationToken ct) =>
        db
            .InvoiceDocuments.Where(d => d.InvoiceId == id)
            .Select(d => new ShownDocument(d.FileName, d.MediaType, d.Size))
            .SingleOrDefaultAsync(ct);

    private static bool Mentions(PlannedMessage message, InvoiceId id) => message.About.Concat(message.Upcoming).Any(i => i.Id == id);

    private async Task<IReadOnlyList<Settlement>> Settlements(Invoice invoice, CancellationToken ct)
    {
        var ids = invoice.Allocations.Select(a => a.CreditId).ToList();
        var credits = await db.Credits.AsNoTracking().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
        return
        [
            .. invoice
                .Allocations.Select(a => new Settlement(a, credits[a.CreditId]))
                .OrderBy(s => s.Allocation.On)
                .ThenBy(s => s.Allocation.CreditId.Value),
        ];
    }

    // What a message is about is in its facts, which the database keeps as one piece: an account has few messages.
    private async Task<IReadOnlyList<InvoiceMessage>> Messages(Invoice invoice, CancellationToken ct) => [.. (
                await db
                    .Communications.AsNoTracking()
                    .Where(c =>
                        c.AccountId == invoice.AccountId && c.Status != CommunicationStatus.Cancelled && c.Origin != Origin.Customer
                    )
                    .OrderByDescending(c => c.SendAt)
                    .Select(c => new
                    {
                        c.Id,
                        c.Subject,
                        c.SendOn,
                        c.Status,
                        c.Facts,
                    })
                    .ToListAsync(ct)
            ).Where(c => c.Facts.About.Concat(c.Facts.Upcoming).Any(i => i.Invoice == invoice.Id)).Select(c => new InvoiceMessage(c.Id, c.Subject, c.SendOn, c.Status))];

    private async Task<(InvoiceId?, InvoiceId?)> Beside(
        Invoice invoice,
        Accounts.Account account,
        InvoiceQuestion question,
        DateOnly day,
        CancellationToken ct
    )
    {
        var (rows, order) = await InvoiceSearch.Read(db, question, day, ct);
        var place = order.Place(new ListedInvoice { Invoice = invoice, AccountName = account.Name });
        var before = await order.Read(rows, null, place, 1, ct);
        var after = await order.Read(rows, place, null, 1, ct);
        return (before.Rows.FirstOrDefault()?.Invoice.Id, after.Rows.FirstOrDefault()?.Invoice.Id);
    }
}

/// <param name="Next">The agent's next message, when the invoice is in it.</param>
/// <param name="Waiting">The message that waits, as it is stored.</param>
/// <param name="LeftOut">Why the invoice is not in the next message.</param>
public sealed record InvoiceView(
    Invoice Invoice,
    string AccountName,
    DateOnly Today,
    IReadOnlyList<Settlement> Settlements,
    PlannedMessage? Next,
    CommunicationId? Waiting,
    LeftOut? LeftOut,
    IReadOnlyList<InvoiceMessage> Messages,
    ShownDocument? Document,
    InvoiceId? Previous,
    InvoiceId? Following
);

public sealed record Settlement(Allocation Allocation, Credit Credit);

public sealed record InvoiceMessage(CommunicationId Id, string Subject, DateOnly On, CommunicationStatus Status);

public sealed record ShownDocument(string FileName, string MediaType, int Size);
