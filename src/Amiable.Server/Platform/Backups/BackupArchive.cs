using System.IO.Compression;
using System.Security.Cryptography;

namespace Amiable.Platform.Backups;

/// <summary>A zip with a manifest: any program opens it, and this one checks every byte of it.</summary>
internal static class BackupArchive
{
    private static readonly Refused Damaged = new(
        "backup.damaged",
        "This is no whole backup of Amiable: something in it is missing, was added or was changed. Nothing was restored; take another copy of it."
    );

    /// <summary>Adds a file, and says what the manifest has to say of it; null when it is gone meanwhile.</summary>
    public static async Task<BackupFile?> Add(ZipArchive archive, string path, string file, CancellationToken ct)
    {
        FileStream source;
        try
        {
            source = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, useAsync: true);
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        await using (source)
        await using (var target = await archive.CreateEntry(path, CompressionLevel.Fastest).OpenAsync(ct))
        {
            var (bytes, sum) = await Copy(source, target, ct);
            return new(path, bytes, sum);
        }
    }

    public static async Task AddManifest(ZipArchive archive, BackupManifest manifest, CancellationToken ct)
    {
        await using var target = await archive.CreateEntry(BackupManifest.Name).OpenAsync(ct);
        await target.WriteAsync(manifest.Write(), ct);
    }

    /// <summary>What it says of itself; a problem when it is none of ours.</summary>
    public static async Task<Result<BackupManifest>> ReadManifest(ZipArchive archive, CancellationToken ct)
    {
        if (archive.GetEntry(BackupManifest.Name) is not { Length: < 64 * 1024 * 1024 } entry)
            return Damaged;
        await using var json = await entry.OpenAsync(ct);
        if (BackupManifest.Read(json) is not { } manifest)
            return Damaged;
        if (manifest.Format > BackupManifest.CurrentFormat)
            return new Refused("backup.newer", "A newer program took this backup: install that one, then restore with it.");
        var named = manifest.Files.Select(f => f.Path).Append(BackupManifest.Name).Order(StringComparer.Ordinal);
        var there = archive.Entries.Select(e => e.FullName).Order(StringComparer.Ordinal);
        return named.SequenceEqual(there, StringComparer.Ordinal) && manifest.Files.All(f => IsPlain(f.Path)) ? manifest : Damaged;
    }

    /// <summary>Unpacks every file into a folder, and compares each with what the manifest says of it.</summary>
    public static async Task<Result<Done>> Unpack(ZipArchive archive, BackupManifest manifest, string folder, CancellationToken ct)
    {
        foreach (var file in manifest.Files)
        {
            var target = Path.Combine(folder, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            await using var packed = await archive.GetEntry(file.Path)!.OpenAsync(ct);
            await using var unpacked = new FileStream(
                target,
                FileMode.CreateNew,
                FileAccess.Write,
                FileShare.None,
                1 << 16,
                useAsync: true
            );
            if (await Check(packed, unpacked, file, ct) is { } problem)
                return problem;
            unpacked.Flush(flushToDisk: true);
        }
        return new Done();
    }

    /// <summary>Reads everything back, and keeps nothing of it.</summary>
    public static async Task<Result<Done>> Verify(ZipArchive archive, BackupManifest manifest, CancellationToken ct)
    {
        foreach (var file in manifest.Files)
        {
            await using var packed = await archive.GetEntry(file.Path)!.OpenAsync(ct);
            if (await Check(packed, Stream.Null, file, ct) is { } problem)
                return problem;
        }
        return new Done();
    }

    private static async Task<Problem?> Check(Stream packed, Stream target, BackupFile file, CancellationToken ct)
    {
        try
        {
            return await Copy(packed, target, ct) == (file.Bytes, file.Sha256) ? null : Damaged;
        }
        catch (InvalidDataException)
        {
            return Damaged;
        }
    }

    // A path that somebody wrote into an archive must not lead out of the folder.
    private static bool IsPlain(string path) =>
        (
            path.StartsWith(BackupManifest.Folder, StringComparison.Ordinal)
            || path is BackupManifest.SqliteEntry or BackupManifest.PostgresEntry
        ) && path.Split('/').All(part => part.Length > 0 && part is not ("." or "..") && part.IndexOfAny(['\\', ':', '\0']) < 0);

    private static async Task<(long Bytes, string Sum)> Copy(Stream source, Stream target, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 16];
        var bytes = 0L;
        int read;
        while ((read = await source.ReadAsync(buffer, ct)) > 0)
        {
            hash.AppendData(buffer, 0, read);
            await target.WriteAsync(buffer.AsMemory(0, read), ct);
            bytes += read;
        }
        return (bytes, Convert.ToHexStringLower(hash.GetCurrentHash()));
    }
}
