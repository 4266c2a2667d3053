using System.Collections.Concurrent;
using Amiable.Printing;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Communications;

/// <summary>What lies behind letters in their envelopes: the documents of invoices, each looked at. What cannot be enclosed is told before anything is printed.</summary>
public sealed class ReadEnclosures(AppDb db, KnownEnclosures known)
{
    /// <summary>The documents of these letters, in the order in which the letter names them, without their bytes.</summary>
    public async Task<ILookup<CommunicationId, Enclosure>> Run(IReadOnlyCollection<Communication> letters, CancellationToken ct)
    {
        var found = new List<(CommunicationId Letter, Enclosure Enclosure)>();
        foreach (var letter in letters)
        foreach (var enclosure in await Run(letter.Files, letter.Facts.About, ct))
            found.Add((letter.Id, enclosure));
        return found.ToLookup(f => f.Letter, f => f.Enclosure);
    }

    /// <summary>The documents among these files.</summary>
    public async Task<IReadOnlyList<Enclosure>> Run(
        IReadOnlyList<AttachedFile> files,
        IReadOnlyList<StatedInvoice> about,
        CancellationToken ct
    )
    {
        var found = new List<Enclosure>();
        foreach (var file in files)
            if (file.Document is { } document)
                found.Add(await Look(document, about, ct));
        return found;
    }

    /// <summary>The file of one.</summary>
    public Task<byte[]> Bytes(InvoiceDocumentId document, CancellationToken ct) =>
        db.InvoiceDocuments.Where(d => d.Id == document).Select(d => d.Bytes).SingleAsync(ct);

    private async Task<Enclosure> Look(InvoiceDocumentId document, IReadOnlyList<StatedInvoice> about, CancellationToken ct)
    {
        var invoice = await db.InvoiceDocuments.Where(d => d.Id == document).Select(d => (InvoiceId?)d.InvoiceId).SingleOrDefaultAsync(ct);
        var number = about.FirstOrDefault(i => i.Invoice == invoice)?.Number ?? "";
        if (invoice is null)
            return new(document, number, new(0, EnclosureFault.Broken));
        // A document is never changed: what was found of it stays true. Programs may be installed later.
        if (!known.Looks.TryGetValue(document, out var look))
        {
            look = await JoinPdfs.Look(await Bytes(document, ct), ct);
            if (look.Fault != EnclosureFault.NoProgram)
                known.Note(document, look);
        }
        return new(document, number, look);
    }
}

/// <summary>What was found of documents since the program started.</summary>
public sealed class KnownEnclosures
{
    private const int Most = 20_000;

    public ConcurrentDictionary<InvoiceDocumentId, EnclosureLook> Looks { get; } = [];

    public void Note(InvoiceDocumentId document, EnclosureLook look)
    {
        if (Looks.Count >= Most)
            Looks.Clear();
        Looks[document] = look;
    }
}

/// <summary>The document of an invoice on its way into an envelope.</summary>
/// <param name="Number">Of its invoice.</param>
public sealed record Enclosure(InvoiceDocumentId Document, string Number, EnclosureLook Look)
{
    public bool Fits => Look.Fault is null;
}
