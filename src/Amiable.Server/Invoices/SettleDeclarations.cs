using Amiable.Accounts;
using Amiable.Communications;
using Amiable.FollowUp;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Invoices;

/// <summary>
/// A promise or an announced payment ends by itself once the accounts say that its invoices are settled; a promise that was kept is thanked for. Of payment in
/// parts the next one is waited for as soon as the one before was paid. Part of the caller's work: the caller saves.
/// </summary>
public sealed class SettleDeclarations(AppDb db, ThankForPayment thankForPayment, Today today)
{
    /// <returns>The facts, with the days of the parts that are waited for now.</returns>
    public async Task<AccountFacts> Run(AccountFacts facts, CancellationToken ct)
    {
        var account = facts.Account.Id;
        var open = await db.PaymentDeclarations.Where(d => d.AccountId == account && d.Resolution == null).ToListAsync(ct);
        foreach (var declaration in open.Where(d => d.Invoices.All(i => IsOver(i.Id, facts))))
            await End(declaration, facts, ct);
        foreach (var parts in open.Where(d => d is { IsOpen: true, Kind: DeclarationKind.Parts }))
            facts = await WaitForNext(parts, facts, ct);
        return facts;
    }

    private async Task<AccountFacts> WaitForNext(PaymentDeclaration agreed, AccountFacts facts, CancellationToken ct)
    {
        List<InvoiceId> ids =
        [
            .. agreed.Invoices.Select(i => i.Id).Where(i => facts.Invoices.TryGetValue(i, out var known) && known.IsPaidInParts),
        ];
        if (ids.Count == 0)
            return facts;
        var owed = agreed
            .Invoices.Where(i => !IsOver(i.Id, facts))
            .Select(i => facts.Invoices[i.Id].Outstanding)
            .Sum(agreed.Parts[0].Amount.Currency);
        if (agreed.NextPart(owed) is not { } next || ids.TrueForAll(i => facts.Invoices[i].PromisedOn == next.On))
            return facts;
        foreach (var invoice in await db.Invoices.Where(i => ids.Contains(i.Id)).ToListAsync(ct))
            invoice.WaitForPart(next.On);
        return facts with
        {
            Situation = facts.Situation with
            {
                Invoices = [.. facts.Situation.Invoices.Select(i => ids.Contains(i.Id) ? i with { PromisedOn = next.On } : i)],
            },
        };
    }

    private static bool IsOver(InvoiceId id, AccountFacts facts) =>
        !facts.Invoices.TryGetValue(id, out var invoice) || invoice.WrittenOffOn is not null;

    private async Task End(PaymentDeclaration declaration, AccountFacts facts, CancellationToken ct)
    {
        List<InvoiceId> ids = [.. declaration.Invoices.Select(i => i.Id)];
        var settled = (await db.Invoices.AsNoTracking().Where(i => ids.Contains(i.Id)).ToListAsync(ct)).FindAll(i => i.IsSettled);
        if (settled.Count == 0)
        {
            // Given up, or deleted: there is nothing left to wait for.
            declaration.Resolve(DeclarationResolution.Superseded, null, null, today.Now);
            return;
        }
        declaration.Resolve(DeclarationResolution.InvoicesSettled, null, null, today.Now);
        db.AccountEvents.Add(
            new(
                today.NewId<AccountEventId>(),
                declaration.AccountId,
                AccountEventKind.DeclarationResolved,
                "invoices-settled",
                null,
                today.Now
            )
        );
        if (WasKept(declaration, settled, facts))
            await thankForPayment.Run(declaration, settled, facts, ct);
    }

    /// <summary>By money, all of it, and no later than the day on which it would have counted as broken.</summary>
    private static bool WasKept(PaymentDeclaration promise, List<Invoice> settled, AccountFacts facts)
    {
        if (promise is not { Kind: DeclarationKind.Promise, On: { } on } || settled.Count < promise.Invoices.Count)
            return false;
        var paid = settled.SelectMany(i => i.Allocations).Where(a => a.Kind == Credits.CreditKind.Payment).ToList();
        return paid.Count > 0 && paid.Max(a => a.On) <= facts.Calendar.Away(on, facts.Policy.GraceAfterPromiseBusinessDays);
    }
}
