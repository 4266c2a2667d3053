using Amiable.Documents;
using Amiable.Integrations.Models;

namespace Amiable.Import.Dropped;

/// <summary>
/// Asks the organization's language model, where it has one for that, for what the readers did not find on a PDF or scan. What it says is kept only as far as it
/// stands on the pages, and is never certain. Not within a transaction.
/// </summary>
public sealed class FillGaps(AskModel askModel)
{
    public async Task<FileReading> Run(FileReading found, CancellationToken ct)
    {
        if (found.Pages.Count == 0 || found.Reading.IsRefused || !HasGap(found.Reading))
            return found;
        var answer = await askModel.Run(DocumentQuestion.About(found.Pages), ct);
        return answer?.Value is { } proposed ? found with { Reading = proposed.Fill(found.Reading, found.Pages) } : found;
    }

    // A due date is looked for, too: without one nobody is written to. A credit note is due to nobody.
    private static bool HasGap(DocumentReading reading) =>
        reading.Number is null
        || reading.IssuedOn is null
        || reading.Total is null
        || reading.Currency is null
        || reading.Buyer.Name is null
        || (reading.DueOn is null && reading.Kind?.Value != DocumentKind.CreditNote);
}
