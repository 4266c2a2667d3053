using Amiable.Accounts;
using Amiable.Invoices;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Import.Prepared;

/// <summary>
/// Keeps what an assistant knows of an invoice, for a member to look at and to add the document. Under the same name it is the same one: with what is
/// known now, and open anew.
/// </summary>
public sealed class PrepareInvoice(AppDb db, CurrentMember member, Today today)
{
    private const int LongestName = 200;

    public async Task<Result<PreparedInvoice>> Run(string importId, PreparedValues values, CancellationToken ct)
    {
        var name = importId.Trim();
        if (name.Length is 0 or > PreparedInvoice.LongestImportId)
            return new Invalid("importId", "prepared.import-id", "Give it a name of your own, of at most 200 characters.");
        var prepared = await db.PreparedInvoices.SingleOrDefaultAsync(p => p.MemberId == member.Id && p.ImportId == name, ct);
        if (prepared is { UploadedAt: not null })
            return prepared;
        if (await Fault(values, ct) is { } problem)
            return problem;
        if (prepared is null)
        {
            prepared = new(today.NewId<PreparedInvoiceId>(), member.Id, name);
            db.PreparedInvoices.Add(prepared);
        }
        prepared.Offer(values, today.Now);
        return (await db.Save(ct)).Problem is { } lost ? lost : prepared;
    }

    // What is missing a member fills in; what cannot be right is told to whoever prepares it.
    private async Task<Problem?> Fault(PreparedValues values, CancellationToken ct)
    {
        var currency = values.Currency ?? await db.Organizations.Select(o => o.Currency).SingleAsync(ct);
        var draft = new InvoiceDraft(
            values.Number ?? "?",
            values.IssuedOn ?? values.DueOn ?? DateOnly.MinValue,
            values.DueOn,
            values.Total ?? 1,
            currency,
            values.PurchaseOrder
        )
        {
            Tax = values.Tax,
        };
        if (AddInvoice.Fault(draft) is { } fault)
            return fault;
        if (values.AccountName?.Length > LongestName)
            return new Invalid("accountName", "prepared.account-name", "A name has at most 200 characters.");
        if (values.Account is not { } id)
            return null;
        var account = new AccountId(id);
        if (!await db.Accounts.AnyAsync(a => a.Id == account, ct))
            return new NotFound("account");
        var number = values.Number?.Trim();
        var same = await db
            .Invoices.IgnoreAutoIncludes()
            .Where(i => i.AccountId == account && i.Number == number)
            .Select(i => (InvoiceId?)i.Id)
            .SingleOrDefaultAsync(ct);
        return same is { } first ? new NumberTaken(first, number!) : null;
    }
}

/// <summary>Forgets what nobody looked at, and what became an invoice long ago.</summary>
public sealed class ForgetPrepared(AppDb db, Today today)
{
    /// <summary>So long the same name is the same invoice.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public Task<int> Run(CancellationToken ct)
    {
        var before = today.Now - Kept;
        return db.PreparedInvoices.Where(p => p.ExpiresAt < before).ExecuteDeleteAsync(ct);
    }
}
