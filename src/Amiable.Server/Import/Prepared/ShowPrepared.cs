using Amiable.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Import.Prepared;

/// <summary>What an assistant prepared, whom it may be for, and whether it can still be taken.</summary>
public sealed class ShowPrepared(AppDb db, Accounts.FindAccounts findAccounts, Today today)
{
    private const int MostCandidates = 5;

    public async Task<Result<PreparedView>> Run(PreparedInvoiceId id, CancellationToken ct)
    {
        if (await db.PreparedInvoices.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct) is not { } prepared)
            return new NotFound("prepared-invoice");
        return new PreparedView(
            prepared,
            prepared.IsOpen(today.Now),
            await Candidates(prepared.Values, ct),
            await db.Organizations.Select(o => o.Currency).SingleAsync(ct)
        );
    }

    // The one that was named by its id first, then those whose name is alike.
    private async Task<IReadOnlyList<FoundAccount>> Candidates(PreparedValues values, CancellationToken ct)
    {
        List<FoundAccount> candidates = [];
        if (values.Account is { } chosen)
        {
            var account = new AccountId(chosen);
            candidates.AddRange(
                (await db.Accounts.AsNoTracking().Where(a => a.Id == account).ToListAsync(ct)).Select(a => new FoundAccount(
                    a.Id,
                    a.Name,
                    a.Details
                ))
            );
        }
        if (!string.IsNullOrWhiteSpace(values.AccountName))
            foreach (var alike in await findAccounts.Run(SoughtWords.Of(values.AccountName), MostCandidates, ct))
                if (candidates.TrueForAll(c => c.Id != alike.Id))
                    candidates.Add(alike);
        return candidates;
    }
}

/// <param name="IsOpen">Whether it can be taken now.</param>
/// <param name="Candidates">Whom it may be for; the first is meant when the values name an account.</param>
/// <param name="Currency">Of the organization.</param>
public sealed record PreparedView(PreparedInvoice Prepared, bool IsOpen, IReadOnlyList<FoundAccount> Candidates, string Currency);
