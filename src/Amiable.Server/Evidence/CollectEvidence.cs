using System.Runtime.CompilerServices;
using Amiable.Evidence.Pages;

namespace Amiable.Evidence;

/// <summary>What the evidence file of an account is made of, in the order of its folders.</summary>
public sealed class CollectEvidence(
    ReadInvoiceEvidence readInvoices,
    ReadSentEvidence readSent,
    ReadDeliveryEvidence readDelivery,
    ReadReplyEvidence readReplies,
    ReadPromiseEvidence readPromises,
    ReadInterestEvidence readInterest
)
{
    public async IAsyncEnumerable<EvidenceItem> Run(EvidenceScope scope, EvidenceWords words, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var item in readInvoices.Run(scope, words, ct))
            yield return item;
        await foreach (var item in readSent.Run(scope, words, ct))
            yield return item;
        await foreach (var item in readDelivery.Run(scope, words, ct))
            yield return item;
        await foreach (var item in readReplies.Run(scope, words, ct))
            yield return item;
        await foreach (var item in readPromises.Run(scope, words, ct))
            yield return item;
        yield return await readInterest.Run(scope, words, ct);
    }
}
