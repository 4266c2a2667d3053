using System.Buffers;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Amiable.Communications;
using Amiable.Import.Dropped;
using Amiable.Inbound;
using Amiable.Invoices;
using Amiable.Platform.Audit;
using Amiable.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Amiable.OrganizationData;

/// <summary>
/// Writes everything of the organization into a zip, piece by piece as it is read: a hundred thousand invoices are never in memory at once, and
/// nothing is put on disk.
/// </summary>
public sealed class ExportOrganization(AppDb db, CurrentOrganization organization, DataFolder data, AuditLog log, Today today)
{
    private const int RowsAtATime = 500;

    // Each may have the size of a mail with its logo.
    private const int DocumentsAtATime = 20;

    private const int FlushAt = 64 * 1024;

    /// <summary>Bytes that are files of their own in the zip.</summary>
    internal static readonly IReadOnlySet<string> Documents = new HashSet<string>
    {
        "ArchivedMime.Bytes",
        "DroppedFile.Bytes",
        "InboundMail.Bytes",
        "InvoiceDocument.Bytes",
        "Logo.Bytes",
    };

    /// <param name="answer">Where the zip goes; need not be seekable.</param>
    /// <param name="explain">Makes the README of the names of the files.</param>
    /// <param name="ct">Cancels.</param>
    public async Task Run(Stream answer, Func<IReadOnlyList<string>, string> explain, CancellationToken ct)
    {
        await log.NoteNow(new("exported", "organization", organization.Id.Value), ct);
        await using var held = new HeldBackStream(answer);
        await using (var zip = await ZipArchive.CreateAsync(held, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, ct))
            await WriteAll(zip, explain, ct);
        await held.FlushAsync(ct);
    }

    private async Task WriteAll(ZipArchive zip, Func<IReadOnlyList<string>, string> explain, CancellationToken ct)
    {
        var rows = new RowJson(db.Model);
        var tables = OwnedTables.Of(db.Model);
        await WriteFile(zip, "README.txt", Encoding.UTF8.GetBytes(explain([.. tables.Select(Name)])), ct);
        await WriteOrganization(zip, rows, ct);
        foreach (var table in tables)
        {
            var key = table.FindPrimaryKey()!.Properties[^1];
            await using var file = await Open(zip, $"{Name(table)}.json", ct);
            await Generically.Call(this, nameof(WriteRows), [table.ClrType, key.ClrType], file, rows, key, ct);
        }
        await WriteMessages(zip, ct);
        await WriteReceived(zip, ct);
        await WriteInvoiceDocuments(zip, ct);
        await WriteDropped(zip, ct);
        await WriteLogo(zip, ct);
        await WriteUploads(zip, ct);
    }

    /// <summary>"account-events".</summary>
    internal static string Name(IEntityType table) => table.GetTableName()!.Replace('_', '-');

    private async Task WriteOrganization(ZipArchive zip, RowJson rows, CancellationToken ct)
    {
        var row = await db.Organizations.AsNoTracking().SingleAsync(ct);
        using var json = new MemoryStream();
        await using (var writer = new Utf8JsonWriter(json, RowJson.Written with { Indented = true }))
            rows.Write(writer, row);
        await WriteFile(zip, "organization.json", json.ToArray(), ct);
    }

    /// <summary>One array, a row a line.</summary>
    private async Task WriteRows<T, TKey>(Stream file, RowJson rows, IProperty key, CancellationToken ct)
        where T : Owned
    {
        var buffer = new ArrayBufferWriter<byte>(FlushAt * 2);
        using var json = new Utf8JsonWriter(buffer, RowJson.Written);
        var first = true;
        await foreach (var row in Read<T, TKey>(key, HasBytes(key.DeclaringType) ? DocumentsAtATime : RowsAtATime, ct))
        {
            buffer.Write(first ? "[\n"u8 : ",\n"u8);
            first = false;
            json.Reset();
            rows.Write(json, row);
            await json.FlushAsync(ct);
            if (buffer.WrittenCount < FlushAt)
                continue;
            await file.WriteAsync(buffer.WrittenMemory, ct);
            buffer.ResetWrittenCount();
        }
        buffer.Write(first ? "[]\n"u8 : "\n]\n"u8);
        await file.WriteAsync(buffer.WrittenMemory, ct);
    }

    private async IAsyncEnumerable<T> Read<T, TKey>(
        IReadOnlyProperty key,
        int size,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct
    )
        where T : Owned
    {
        // A list of ids is small. Asking for "the next after this one" instead would sort all rows of the organization again for each piece.
        var ids = await db.Set<T>()
            .IgnoreAutoIncludes()
            .OrderBy(e => EF.Property<TKey>(e, key.Name))
            .Select(e => EF.Property<TKey>(e, key.Name))
            .ToListAsync(ct);
        foreach (var some in ids.Chunk(size))
        {
            List<TKey> these = [.. some];
            var rows = db.Set<T>().AsNoTracking().Where(e => these.Contains(EF.Property<TKey>(e, key.Name)));
            foreach (var row in await rows.OrderBy(e => EF.Property<TKey>(e, key.Name)).ToListAsync(ct))
                yield return row;
        }
    }

    private async Task WriteMessages(ZipArchive zip, CancellationToken ct)
    {
        var key = db.Model.FindEntityType(typeof(ArchivedMime))!.FindPrimaryKey()!.Properties.Single();
        await foreach (var mime in Read<ArchivedMime, CommunicationId>(key, DocumentsAtATime, ct))
            if (mime.ErasedAt is null)
                await WriteFile(zip, $"messages/{mime.CommunicationId.Value}.eml", mime.Bytes, ct);
    }

    private async Task WriteReceived(ZipArchive zip, CancellationToken ct)
    {
        var key = db.Model.FindEntityType(typeof(InboundMail))!.FindPrimaryKey()!.Properties.Single();
        await foreach (var mail in Read<InboundMail, InboundMailId>(key, DocumentsAtATime, ct))
            if (mail.Bytes.Length > 0)
                await WriteFile(zip, $"received/{mail.Id.Value}.eml", mail.Bytes, ct);
    }

    private async Task WriteInvoiceDocuments(ZipArchive zip, CancellationToken ct)
    {
        var key = db.Model.FindEntityType(typeof(InvoiceDocument))!.FindPrimaryKey()!.Properties.Single();
        await foreach (var document in Read<InvoiceDocument, InvoiceDocumentId>(key, DocumentsAtATime, ct))
            await WriteFile(zip, $"documents/{document.InvoiceId.Value}{Path.GetExtension(document.FileName)}", document.Bytes, ct);
    }

    private async Task WriteDropped(ZipArchive zip, CancellationToken ct)
    {
        var key = db.Model.FindEntityType(typeof(DroppedFile))!.FindPrimaryKey()!.Properties.Single();
        await foreach (var file in Read<DroppedFile, DroppedFileId>(key, DocumentsAtATime, ct))
            if (file.Bytes.Length > 0)
                await WriteFile(zip, $"dropped/{file.Id.Value}{Path.GetExtension(file.Name)}", file.Bytes, ct);
    }

    private async Task WriteLogo(ZipArchive zip, CancellationToken ct)
    {
        if (await db.Logos.AsNoTracking().SingleOrDefaultAsync(ct) is { } logo)
            await WriteFile(zip, logo.ContentType == "image/png" ? "logo.png" : "logo.jpg", logo.Bytes, ct);
    }

    // The outbox folder holds the messages a second time.
    private async Task WriteUploads(ZipArchive zip, CancellationToken ct)
    {
        foreach (var folder in data.FoldersOf(organization.Id).Where(f => f.Parent!.Name != "outbox"))
        foreach (var source in folder.EnumerateFiles())
        {
            await using var from = source.OpenRead();
            await using var to = await Open(zip, $"{folder.Parent!.Name}/{source.Name}", ct);
            await from.CopyToAsync(to, ct);
        }
    }

    private async Task WriteFile(ZipArchive zip, string name, ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        await using var file = await Open(zip, name, ct);
        await file.WriteAsync(bytes, ct);
        // Lets go of what is held back; many small files would add up.
        await file.FlushAsync(ct);
    }

    private Task<Stream> Open(ZipArchive zip, string name, CancellationToken ct)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = today.Now;
        return entry.OpenAsync(ct);
    }

    private static bool HasBytes(IReadOnlyTypeBase table) => table.GetProperties().Any(p => p.ClrType == typeof(byte[]));
}
