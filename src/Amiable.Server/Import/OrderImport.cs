using Amiable.Errands;
using Amiable.Import.Dropped;

namespace Amiable.Import;

/// <summary>Takes a file of a program in and has it imported; it goes on when nobody waits for it.</summary>
public sealed class OrderImport(StoreUpload store, TakeFiles takeFiles, StartErrand start)
{
    /// <summary>A table is imported as it says; any other file is read as a document, or as an archive of them.</summary>
    public async Task<Result<ErrandId>> Run(string fileName, byte[] bytes, ReadingChoices choices, bool leaveOut, CancellationToken ct)
    {
        if (!TakeFiles.IsTable(bytes))
            return await takeFiles.Order(new(fileName, bytes), ct);
        using var file = new MemoryStream(bytes);
        var stored = await store.Run(fileName, file, bytes.Length, ct);
        if (stored.Problem is { } problem)
            return problem;
        var started = await start.Run(ErrandKind.ImportFile, ImportOrdered.Order(stored.Value, choices, leaveOut), TimeSpan.Zero, ct);
        return started.Problem is { } refused ? refused : started.Value!.Id;
    }
}

/// <summary>How far an import is that a program ordered, and what it did once it is over.</summary>
public sealed class FollowImport(ShowErrand showErrand, ShowImport showImport, ListImportedDocuments listImportedDocuments)
{
    public async Task<Result<FollowedImport>> Run(ErrandId id, CancellationToken ct)
    {
        var shown = await showErrand.Run(id, ct);
        return shown.Value switch
        {
            { Kind: ErrandKind.ImportFile } errand => new FollowedImport(
                errand,
                (await showImport.Run(new(errand.Order.Picked[0].Id), ct)).Value,
                []
            ),
            { Kind: ErrandKind.ImportDocuments } errand => new FollowedImport(
                errand,
                null,
                await listImportedDocuments.Run(errand.Order, ct)
            ),
            _ => new NotFound("import"),
        };
    }
}

/// <param name="Errand">How far it is.</param>
/// <param name="Import">Of a table: what it did, once it is over.</param>
/// <param name="Documents">Of documents: those that were read so far.</param>
public sealed record FollowedImport(Errand Errand, LedgerImport? Import, IReadOnlyList<ImportedDocument> Documents);
