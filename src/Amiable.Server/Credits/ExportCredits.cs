using System.Runtime.CompilerServices;

namespace Amiable.Credits;

/// <summary>Every payment, or every credit note, that a question is answered with, in its order.</summary>
public sealed class ExportCredits(AppDb db)
{
    public async IAsyncEnumerable<CreditRow> Run(CreditQuestion question, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var row in CreditSearch.Order(question).ReadAll(await CreditSearch.Rows(db, question, ct), ct))
            yield return new(row.Credit, row.AccountName);
    }
}
