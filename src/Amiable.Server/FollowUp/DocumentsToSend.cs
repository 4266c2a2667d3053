using Amiable.Communications;
using Amiable.Writing;

namespace Amiable.FollowUp;

/// <summary>Which documents go with a message, and which are offered for download because together they are too large for a mail.</summary>
public sealed record DocumentsToSend(
    IReadOnlyList<AttachedFile> Attached,
    IReadOnlyList<string> AttachedNumbers,
    IReadOnlyList<DocumentLink> ToDownload
)
{
    /// <summary>Bytes of documents in one mail. In base64 it becomes 10 MB, which nearly every server takes.</summary>
    public const int MostBytes = 7 * 1024 * 1024;

    /// <summary>All of them when they fit; else links, or where there are none as many as fit, in the order in which the message names the invoices.</summary>
    public static DocumentsToSend For(AccountFacts facts, IReadOnlyList<StatedInvoice> about)
    {
        var there = There(facts, about);
        var fits = there.Sum(d => (long)d.Document.Size) <= MostBytes;
        if (!fits && there.All(d => d.Document.Link is not null))
            return new([], [], [.. there.Select(d => new DocumentLink(d.Number, d.Document.Link!))]);
        var room = (long)MostBytes;
        var attached = there.TakeWhile(d => (room -= d.Document.Size) >= 0).ToList();
        return new([.. attached.Select(d => Attach(d.Document))], [.. attached.Select(d => d.Number)], []);
    }

    /// <summary>All there are, for an envelope: how large they are does not matter to it.</summary>
    public static IReadOnlyList<AttachedFile> Of(AccountFacts facts, IReadOnlyList<StatedInvoice> about) =>
        [.. There(facts, about).Select(d => Attach(d.Document))];

    private static List<(string Number, DocumentFact Document)> There(AccountFacts facts, IReadOnlyList<StatedInvoice> about) =>
        [.. about.Where(i => facts.Documents.ContainsKey(i.Invoice)).Select(i => (i.Number, Document: facts.Documents[i.Invoice]))];

    private static AttachedFile Attach(DocumentFact document) => new(document.FileName, document.MediaType, document.Size, document.Id);
}
