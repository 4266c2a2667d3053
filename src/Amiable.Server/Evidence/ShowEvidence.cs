using Amiable.Accounts;
using Amiable.Communications;
using Amiable.Integrations.Chromium;
using Amiable.Invoices;
using Amiable.LatePayment;
using Amiable.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Evidence;

/// <summary>What an evidence file of an account would hold, and of which invoices it can be.</summary>
public sealed class ShowEvidence(AppDb db, ShowLateClaim showLateClaim, PrintPages printPages, Today today)
{
    // More are not chosen one by one: then it is about everything.
    private const int MostToChoose = 100;

    /// <param name="id">Whose.</param>
    /// <param name="chosen">Only these invoices; null for all.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<EvidenceView>> Run(AccountId id, IReadOnlySet<InvoiceId>? chosen, CancellationToken ct)
    {
        if (await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, ct) is not { } account)
            return new NotFound("account");
        var organization = await db.Organizations.AsNoTracking().SingleAsync(ct);
        var day = today.For(organization);
        var open = await db.Invoices.IgnoreAutoIncludes().AsNoTracking().Counted().Where(i => i.AccountId == id).ToListAsync(ct);
        // Credit that nobody allocated lowers what the account owes, not what one invoice does.
        var unused = chosen is null
            ? await db.Credits.AsNoTracking().Where(c => c.AccountId == id && c.Used.Minor < c.Amount.Minor).ToListAsync(ct)
            : [];
        var late = (await showLateClaim.Run(id, ct)).Value!;
        if (chosen is not null)
        {
            open = open.FindAll(i => chosen.Contains(i.Id));
            List<LateInvoice> theirs = [.. late.Invoices.Where(i => chosen.Contains(i.Id))];
            late = late with { Invoices = theirs, Sums = LateSum.Of(theirs) };
        }
        var messages = db.Communications.Where(c => c.AccountId == id);
        return new EvidenceView(
            account,
            organization,
            day,
            Balance.Of(open, unused, day),
            late,
            [
                .. open.Where(i => i.StatusOn(day) == InvoiceStatus.Overdue)
                    .OrderBy(i => i.DueOn)
                    .ThenBy(i => i.Number, StringComparer.Ordinal)
                    .Take(MostToChoose),
            ],
            await db.Invoices.IgnoreAutoIncludes().CountAsync(i => i.AccountId == id, ct),
            await messages.CountAsync(c => c.Origin != Origin.Customer && c.SentAt != null, ct)
                + await db.FormalNotices.CountAsync(n => n.AccountId == id && n.PostedOn != null, ct),
            await messages.CountAsync(c => c.Origin == Origin.Customer, ct),
            await db.PaymentDeclarations.CountAsync(d => d.AccountId == id, ct),
            printPages.CanPrint ? null : PrintPages.Missing
        );
    }
}

/// <summary>What the page of an evidence file, and its cover, show.</summary>
/// <param name="Overdue">Invoices it may be about alone, the oldest first.</param>
/// <param name="CannotPrint">Why it comes without its document; null when it comes with it.</param>
public sealed record EvidenceView(
    Account Account,
    Organization Organization,
    DateOnly Today,
    IReadOnlyList<Balance> Balances,
    LateClaimView Late,
    IReadOnlyList<Invoice> Overdue,
    int Invoices,
    int Messages,
    int Replies,
    int Promises,
    Problem? CannotPrint
);
