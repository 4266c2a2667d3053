using Amiable.Evidence.Pages;
using Amiable.LatePayment;

namespace Amiable.Evidence;

/// <summary>How the interest for paying late comes about, line by line, whether it is claimed or not.</summary>
public sealed class ReadInterestEvidence(ShowLateClaim showLateClaim)
{
    public async Task<EvidenceItem> Run(EvidenceScope scope, EvidenceWords words, CancellationToken ct)
    {
        var view = (await showLateClaim.Run(scope.Account, ct)).Value!;
        return words.Of(view, [.. view.Invoices.Where(i => scope.Holds(i.Id))]);
    }
}
