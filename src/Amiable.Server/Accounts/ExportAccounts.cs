using System.Runtime.CompilerServices;

namespace Amiable.Accounts;

/// <summary>Every account a filter lets through, piece by piece, so that a hundred thousand do not have to fit into memory.</summary>
public sealed class ExportAccounts(ListAccounts listAccounts)
{
    private const int AtATime = 500;

    public async IAsyncEnumerable<AccountLine> Run(AccountFilter filter, [EnumeratorCancellation] CancellationToken ct)
    {
        // By name: any other order would add up the whole ledger again for every piece.
        var byName = filter with
        {
            Order = AccountOrder.Name,
            Descending = false,
        };
        string? after = null;
        do
        {
            var page = await listAccounts.Run(byName, after, null, ct, AtATime);
            foreach (var line in page.Lines)
                yield return line;
            after = page.Next;
        } while (after is not null);
    }
}
