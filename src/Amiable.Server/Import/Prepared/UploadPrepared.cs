using Amiable.Accounts;
using Amiable.Invoices;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Import.Prepared;

/// <summary>A member has looked at what an assistant prepared: it becomes an invoice with its document, once; for a new customer with its account. All of it, or nothing.</summary>
public sealed class UploadPrepared(AppDb db, AddAccount addAccount, AddInvoice addInvoice, AttachDocument attach, Today today)
{
    /// <param name="id">What was prepared.</param>
    /// <param name="account">Whose it is; null for a new one.</param>
    /// <param name="newAccount">The name of a new one.</param>
    /// <param name="draft">What the member says it is.</param>
    /// <param name="document">Its document.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<InvoiceId>> Run(
        PreparedInvoiceId id,
        AccountId? account,
        string newAccount,
        InvoiceDraft draft,
        (string Name, byte[] Bytes) document,
        CancellationToken ct
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (Closed(await db.PreparedInvoices.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct)) is { } closed)
            return closed;
        if (document.Bytes.Length == 0)
            return new Invalid("document", "document.missing", "Choose a file first.");
        if ((await Account(account, newAccount, ct)) is var owner && owner.Problem is { } unknown)
            return unknown;
        var added = await addInvoice.Run(owner.Value, draft, ct);
        if (added.Problem is not null)
            return added;
        if ((await attach.Run(added.Value, document.Name, document.Bytes, ct)).Problem is { } unfit)
            return unfit;
        // Planning has let go of all that was read before.
        var prepared = await db.PreparedInvoices.SingleAsync(p => p.Id == id, ct);
        if (Closed(prepared) is { } meanwhile)
            return meanwhile;
        prepared.BecameInvoice(added.Value, today.Now);
        if ((await db.Save(ct)).Problem is { } lost)
            return lost;
        await transaction.CommitAsync(ct);
        return added;
    }

    private Problem? Closed(PreparedInvoice? prepared) =>
        prepared is null ? new NotFound("prepared-invoice")
        : prepared.UploadedAt is not null ? new Refused("prepared.uploaded", "It has been uploaded already.")
        : !prepared.IsOpen(today.Now) ? new Refused("prepared.expired", "The link has expired: ask your assistant for a new one.")
        : null;

    private async Task<Result<AccountId>> Account(AccountId? known, string name, CancellationToken ct)
    {
        if (known is { } id)
            return id;
        var added = await addAccount.Run(new() { Name = name }, ct);
        return added.Problem switch
        {
            // Of that name there is one: it is meant.
            AccountKnown same => same.Id,
            Invalid wrong => wrong with { Field = "accountName" },
            _ => added,
        };
    }
}
