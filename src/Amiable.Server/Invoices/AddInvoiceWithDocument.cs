namespace Amiable.Invoices;

/// <summary>Takes up an invoice together with its document: both, or nothing.</summary>
public sealed class AddInvoiceWithDocument(AppDb db, AddInvoice add, AttachDocument attach)
{
    public async Task<Result<InvoiceId>> Run(
        AccountId account,
        InvoiceDraft draft,
        (string Name, byte[] Bytes)? document,
        CancellationToken ct
    )
    {
        if (document is not { } file)
            return await add.Run(account, draft, ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var added = await add.Run(account, draft, ct);
        if (added.Problem is not null)
            return added;
        if ((await attach.Run(added.Value, file.Name, file.Bytes, ct)).Problem is { } problem)
            return problem;
        await transaction.CommitAsync(ct);
        return added;
    }
}
