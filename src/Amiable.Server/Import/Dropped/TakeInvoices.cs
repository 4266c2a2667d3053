using Amiable.Documents;
using Amiable.Documents.Containers;
using Amiable.Documents.Pages;
using Amiable.Errands;
using Amiable.Invoices;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Import.Dropped;

/// <summary>Takes what was found in files into the ledger, as a member says it is, with its document. The rules of every import hold.</summary>
public sealed class TakeInvoices(AppDb db, ImportLedger importLedger, AttachDocument attachDocument, CurrentMember member, Today today)
{
    // A document says what was paid when it was made, and takes back nothing that is known since.
    private static readonly SourceKnows Little = new(Payments: false, Drafts: false, DirectDebits: false);

    private const int AtATime = 100;

    /// <summary>One, as a member corrected it.</summary>
    public async Task<Result<Done>> Run(FoundDocumentId id, FoundDetails details, CancellationToken ct)
    {
        if (await db.FoundDocuments.AsNoTracking().SingleOrDefaultAsync(f => f.Id == id, ct) is not { } found)
            return new NotFound("document");
        var problems = await Take([(found, details)], ct);
        return problems.TryGetValue(id, out var problem) ? problem : new Done();
    }

    /// <summary>All those that need no look; of some files, where they are named.</summary>
    public async Task TakeCertain(ErrandSteps steps, CancellationToken ct, DroppedFileId[]? files = null)
    {
        var ids = await db
            .FoundDocuments.Where(f => f.State == FoundState.ToReview && f.IsCertain && (files == null || files.Contains(f.FileId)))
            .OrderBy(f => f.Id)
            .Select(f => f.Id)
            .ToListAsync(ct);
        await steps.Expect(ids.Count);
        foreach (var some in ids.Chunk(AtATime))
        {
            var found = await db.FoundDocuments.AsNoTracking().Where(f => some.Contains(f.Id)).OrderBy(f => f.Id).ToListAsync(ct);
            var problems = await Take([.. found.Select(f => (f, FoundDetails.Of(f.Reading, f.AccountId)))], ct);
            foreach (var (id, problem) in problems)
                steps.Leave(problem, found.Find(f => f.Id == id)!.FileName, $"/import/documents/{id.Value}");
            await steps.Advance(found.Count - problems.Count);
        }
    }

    /// <returns>Those that could not be taken, and why.</returns>
    private async Task<Dictionary<FoundDocumentId, Problem>> Take(
        IReadOnlyList<(FoundDocument Found, FoundDetails Details)> some,
        CancellationToken ct
    )
    {
        var problems = new Dictionary<FoundDocumentId, Problem>();
        var toTake = new List<(FoundDocument Found, ImportedInvoice Invoice)>();
        foreach (var (found, details) in some)
            if (!found.IsOpen)
                problems[found.Id] = new Refused("found.decided", "Somebody has decided about it already.");
            else if (details.Read() is { Value: { } invoice })
                toTake.Add((found, invoice));
            else
                problems[found.Id] = details.Read().Problem!;
        if (toTake.Count == 0)
            return problems;
        // Its number in the list says where each problem belongs.
        var documents = toTake.Select((t, i) => t.Invoice with { Line = i + 1 }).ToList();
        var name = toTake.Count == 1 ? toTake[0].Found.FileName : $"{toTake[0].Found.FileName} (+{toTake.Count - 1})";
        var outcome = await importLedger.Run(new(name, "", documents) { Knows = Little, LeaveOutErrors = toTake.Count > 1 }, ct);
        if (outcome.Problem is { } lost)
            return new(problems.Concat(toTake.Select(t => KeyValuePair.Create(t.Found.Id, lost))));
        foreach (var error in outcome.Value!.Errors)
            problems[toTake[error.Line - 1].Found.Id] = new Refused("found.contradicts", error.Message) { Values = [error.Message] };
        foreach (var (found, invoice) in toTake.Where(t => !problems.ContainsKey(t.Found.Id)))
            if (await Finish(found, invoice, ct) is { } problem)
                problems[found.Id] = problem;
        return problems;
    }

    private async Task<Problem?> Finish(FoundDocument found, ImportedInvoice taken, CancellationToken ct)
    {
        var file = await db.DroppedFiles.AsNoTracking().SingleAsync(f => f.Id == found.FileId, ct);
        InvoiceId? id = null;
        if (taken.Kind == ImportedKind.Invoice)
        {
            id = await Invoice(taken, ct);
            if (id is { } invoice && await Attach(invoice, file, ct) is { } problem)
                return problem;
        }
        var tracked = await db.FoundDocuments.SingleAsync(f => f.Id == found.Id, ct);
        if (tracked.WasTaken(id, member.Name ?? "", today.Now) is { } decided)
            return decided;
        await LetGo(found, ct);
        return (await db.Save(ct)).Problem;
    }

    // The newest of that number and total: it was just entered, or was known without its document.
    private async Task<InvoiceId?> Invoice(ImportedInvoice taken, CancellationToken ct) =>
        await db
            .Invoices.IgnoreAutoIncludes()
            .AsNoTracking()
            .Where(i =>
                i.Number == taken.Number
                && i.Total.Minor == taken.Total.Minor
                && i.Total.Currency == taken.Total.Currency
                && (taken.Account == null || i.AccountId == taken.Account)
            )
            .OrderByDescending(i => i.CreatedAt)
            .ThenByDescending(i => i.Id)
            .Select(i => (InvoiceId?)i.Id)
            .FirstOrDefaultAsync(ct);

    private async Task<Problem?> Attach(InvoiceId invoice, DroppedFile file, CancellationToken ct)
    {
        if (
            await db.InvoiceDocuments.AsNoTracking().Where(d => d.InvoiceId == invoice).Select(d => d.Bytes).SingleOrDefaultAsync(ct) is
            { } there
        )
            return there.AsSpan().SequenceEqual(file.Bytes)
                ? null
                : new Refused("found.known", "This invoice is known already, with another document.");
        if (await Readable(file, ct) is not { Length: <= InvoiceDocument.MostBytes } document)
            return null;
        // Customers see its name, and not in which archive or mail it came.
        return (await attachDocument.Run(invoice, file.Name.Split('!')[^1], document, ct)).Problem;
    }

    // Data without pages (XML) are no document a customer could read; a TIFF is one as a PDF.
    private static async Task<byte[]?> Readable(DroppedFile file, CancellationToken ct) =>
        AttachDocument.CanBe(file.Bytes) ? file.Bytes
        : FileShapes.Of(file.Bytes) == FileShape.Picture ? await PictureAsPdf.Of(file.Bytes, ReadingLimits.Default, ct)
        : null;

    private async Task LetGo(FoundDocument found, CancellationToken ct)
    {
        if (await db.FoundDocuments.AnyAsync(f => f.FileId == found.FileId && f.Id != found.Id && f.State == FoundState.ToReview, ct))
            return;
        (await db.DroppedFiles.SingleAsync(f => f.Id == found.FileId, ct)).IsDecided();
    }
}
