using System.Security.Cryptography;
using Amiable.Documents;
using Amiable.Documents.Containers;
using Amiable.Errands;

namespace Amiable.Import.Dropped;

/// <summary>A file as it comes.</summary>
/// <param name="Name">As somebody calls it.</param>
/// <param name="Bytes">All of it.</param>
public sealed record IncomingFile(string Name, ReadOnlyMemory<byte> Bytes);

/// <summary>Takes files in to have their invoices read: archives are unpacked, mails opened, and reading goes on by itself.</summary>
public sealed class TakeFiles(AppDb db, CurrentMember member, StartErrand startErrand, Today today)
{
    /// <summary>All files of one drop together.</summary>
    public const long MostBytes = 300_000_000;

    private static readonly ReadingOptions Options = new() { Mails = AttachedDocuments.Of };

    // Most are read by then; whoever dropped more sees how far it is.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    /// <summary>Whether it goes the way of tables: columns are chosen before anything is read.</summary>
    public static bool IsTable(ReadOnlySpan<byte> file) => FileShapes.Of(file) is FileShape.Text or FileShape.Workbook;

    /// <param name="files">What was dropped.</param>
    /// <param name="ct">Cancels.</param>
    /// <param name="patience">How long somebody waits for the end of it.</param>
    /// <returns>The work of reading them; over when it was little.</returns>
    public async Task<Result<Errand>> Run(IReadOnlyList<IncomingFile> files, CancellationToken ct, TimeSpan? patience = null)
    {
        if (files.Count == 0)
            return new Invalid("file", "file-missing", "Choose a file first.");
        foreach (var file in files)
            await Keep(file, ct);
        return await startErrand.Run(ErrandKind.ReadDocuments, StartErrand.Everything, patience ?? Patience, ct);
    }

    /// <summary>Of a program: it does not wait, and has what is certain taken.</summary>
    /// <returns>The work: what became of the file is said under its id.</returns>
    public async Task<Result<ErrandId>> Order(IncomingFile file, CancellationToken ct)
    {
        var order = new ErrandOrder { Picked = [.. (await Keep(file, ct)).Select(f => new Chosen(f.Value))] };
        var started = await startErrand.Run(ErrandKind.ImportDocuments, order, TimeSpan.Zero, ct);
        return started.Problem is { } problem ? problem : started.Value!.Id;
    }

    private async Task<IReadOnlyList<DroppedFileId>> Keep(IncomingFile file, CancellationToken ct)
    {
        foreach (var entry in Unpacking.Open(file.Name, file.Bytes, Options))
            if (entry.Problem is { } problem)
                Refuse(entry.Name, problem);
            else
                Add(entry.Name, entry.Bytes);
        List<DroppedFileId> kept = [.. db.DroppedFiles.Local.Select(f => f.Id)];
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
        return kept;
    }

    private DroppedFile Add(string name, ReadOnlyMemory<byte> bytes)
    {
        var file = new DroppedFile(
            today.NewId<DroppedFileId>(),
            name,
            Convert.ToHexStringLower(SHA256.HashData(bytes.Span)),
            bytes.ToArray(),
            member.Name ?? "",
            today.Now
        );
        db.DroppedFiles.Add(file);
        return file;
    }

    private void Refuse(string name, DocumentProblem problem)
    {
        var file = Add(name, default);
        file.WasRead();
        db.FoundDocuments.Add(
            new(today.NewId<FoundDocumentId>(), file, new() { Problems = [problem] }, null, null, isCertain: false, today.Now)
        );
    }
}
