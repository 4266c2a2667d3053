using Amiable.Errands;

namespace Amiable.Accounts;

/// <summary>How many accounts an order is about: said before it is given.</summary>
public sealed class CountChosenAccounts(AppDb db, Today today)
{
    public Task<int> Run(ErrandOrder order, CancellationToken ct) => ChosenAccounts.Count(db, order, today, ct);
}
