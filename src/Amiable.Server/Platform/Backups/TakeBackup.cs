using System.Globalization;
using System.IO.Compression;
using Amiable.Platform.Watching;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Platform.Backups;

/// <param name="File">Where it is.</param>
/// <param name="Manifest">What is in it.</param>
public sealed record TakenBackup(string File, long Bytes, BackupManifest Manifest);

/// <summary>
/// Puts a whole installation into one file, while others go on working with it: the database as it is at one moment, then the files of the data folder, with a sum of each. It is read back
/// before it counts. Keys and passwords of mail servers are in it: whoever has the file has the installation.
/// </summary>
public sealed class TakeBackup(AppDb db, DataFolder data, Today today)
{
    /// <summary>Where backups go unless told otherwise; no backup holds them.</summary>
    public const string FolderName = "backups";

    // Nothing of the installation: what runs now, and what is being made.
    private static readonly string[] LeftOut = [FolderName, CopyFolder.Prefix];

    /// <param name="to">A file that ends with .zip, or a folder; null for "backups" in the data folder.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<TakenBackup>> Run(string? to, CancellationToken ct)
    {
        if (!db.Database.IsNpgsql() && !File.Exists(Path.Combine(data.Path, Database.FileName)))
            return new Refused("backup.nothing", $"There is no installation in {data.Path}.");
        var now = today.Now;
        var target = Target(to, now);
        if (File.Exists(target))
            return new Refused("backup.exists", $"{target} is there already. Name another file: a backup is never written over.");
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var unfinished = target + ".part";
        try
        {
            using var copy = new CopyFolder(Path.GetDirectoryName(target)!);
            var taken = db.Database.IsNpgsql() ? await PostgresCopy.Take(db, copy, ct) : await SqliteCopy.Take(db, copy, ct);
            if (taken.Problem is { } problem)
                return problem;
            var manifest = await Pack(taken.Value!, unfinished, now, ct);
            if ((await ReadBack(unfinished, ct)).Problem is { } damaged)
                return damaged;
            File.Move(unfinished, target);
            return await Note(new(target, new FileInfo(target).Length, manifest), ct);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    private string Target(string? to, DateTimeOffset now)
    {
        if (to is not null && to.EndsWith(".zip", StringComparison.OrdinalIgnoreCase) && !Directory.Exists(to))
            return Path.GetFullPath(to);
        var name = $"amiable-{now.UtcDateTime.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}.zip";
        return Path.GetFullPath(Path.Combine(to ?? Path.Combine(data.Path, FolderName), name));
    }

    private async Task<BackupManifest> Pack(CopiedDatabase database, string target, DateTimeOffset now, CancellationToken ct)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            Options = FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var file = new FileStream(target, options);
        await using var archive = await ZipArchive.CreateAsync(file, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, ct);
        List<BackupFile> files = [(await BackupArchive.Add(archive, database.Entry, database.File, ct))!];
        // After the database: a file it knows of is there, one it does not know of yet does no harm.
        foreach (var own in FilesOfData())
            if (await BackupArchive.Add(archive, BackupManifest.Folder + own, Path.Combine(data.Path, own), ct) is { } added)
                files.Add(added);
        var manifest = new BackupManifest(
            BackupManifest.CurrentFormat,
            ProgramVersion.Text,
            now,
            database.Kind,
            database.Migrations,
            database.Rows,
            files
        );
        await BackupArchive.AddManifest(archive, manifest, ct);
        return manifest;
    }

    private IEnumerable<string> FilesOfData() =>
        Directory
            .EnumerateFiles(data.Folder(""), "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(data.Path, file).Replace('\\', '/'))
            .Where(name => name.Contains('/', StringComparison.Ordinal))
            .Where(name =>
                !LeftOut.Any(left => name.StartsWith(left, StringComparison.Ordinal)) && !name.EndsWith(".part", StringComparison.Ordinal)
            )
            .Order(StringComparer.Ordinal);

    private static async Task<Result<Done>> ReadBack(string file, CancellationToken ct)
    {
        await using var archive = await ZipFile.OpenReadAsync(file, ct);
        var manifest = await BackupArchive.ReadManifest(archive, ct);
        return manifest.Problem is { } problem ? problem : await BackupArchive.Verify(archive, manifest.Value!, ct);
    }

    private async Task<TakenBackup> Note(TakenBackup backup, CancellationToken ct)
    {
        // Of an older form: the backup that is taken before an upgrade. There is nowhere to note it.
        if ((await db.Database.GetPendingMigrationsAsync(ct)).Any())
            return backup;
        var state = await db.OfInstallation(ct);
        (state.BackedUpAt, state.BackupName, state.BackupBytes) = (backup.Manifest.TakenAt, Path.GetFileName(backup.File), backup.Bytes);
        await db.SaveChangesAsync(ct);
        return backup;
    }
}
