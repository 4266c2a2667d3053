using Amiable.Invoices;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Tasks;

/// <summary>What the form for a new task offers: of which customer, which of their invoices, and who may have it.</summary>
public sealed class ShowWhatCanBeNoted(AppDb db, ListAssignable listAssignable)
{
    // Somebody who owes more than that names them in words.
    private const int MostInvoices = 50;

    public async Task<WhatCanBeNoted> Run(AccountId? id, CancellationToken ct)
    {
        var members = await listAssignable.Run(ct);
        if (id is not { } account || await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == account, ct) is not { } known)
            return new(null, null, [], members);
        var open = await db
            .Invoices.IgnoreAutoIncludes()
            .AsNoTracking()
            .Where(i => i.AccountId == account && i.Settled.Minor < i.Total.Minor && i.WrittenOffOn == null)
            .OrderBy(i => i.DueOn)
            .ThenBy(i => i.Number)
            .Take(MostInvoices)
            .ToListAsync(ct);
        return new(account, known.Name, open, members);
    }
}

/// <param name="Account">The customer; null for a note about nobody in particular, or nobody one may know of.</param>
/// <param name="AccountName">Its name.</param>
/// <param name="Invoices">What it owes, the oldest first.</param>
/// <param name="Members">Who may have the task.</param>
public sealed record WhatCanBeNoted(
    AccountId? Account,
    string? AccountName,
    IReadOnlyList<Invoice> Invoices,
    IReadOnlyList<TaskMember> Members
);
