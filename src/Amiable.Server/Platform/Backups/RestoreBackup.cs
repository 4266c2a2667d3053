using System.IO.Compression;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Platform.Backups;

/// <summary>
/// Makes an installation out of a backup, where there is none: all of it or nothing. Everything is unpacked beside, compared with the manifest, and only then put in its place; the database comes
/// last. Nothing leaves such an installation until its operator says so: see <see cref="SendingHold"/>.
/// </summary>
public sealed class RestoreBackup(AppDb db, DataFolder data, Today today)
{
    public async Task<Result<BackupManifest>> Run(string file, CancellationToken ct)
    {
        if (!File.Exists(file))
            return new Refused("backup.not-there", $"There is no file {file}.");
        if (await IsAlive(ct))
            return new Refused(
                "backup.alive",
                "There is an installation here already, and nothing is restored over it. Stop it and move its data folder away (on PostgreSQL: name an empty database), then restore again."
            );
        try
        {
            await using var archive = await ZipFile.OpenReadAsync(file, ct);
            var read = await BackupArchive.ReadManifest(archive, ct);
            if (read.Problem is not null)
                return read;
            var manifest = read.Value!;
            return Misfit(manifest) is { } problem ? problem : await Restore(archive, manifest, ct);
        }
        catch (InvalidDataException)
        {
            return new Refused("backup.damaged", "This is no zip file, or a damaged one. Nothing was restored.");
        }
    }

    private async Task<bool> IsAlive(CancellationToken ct) =>
        File.Exists(Path.Combine(data.Path, Database.FileName)) || (db.Database.IsNpgsql() && !await PostgresCopy.IsEmpty(db, ct));

    private Refused? Misfit(BackupManifest manifest)
    {
        var here = db.Database.IsNpgsql() ? BackupManifest.Postgres : BackupManifest.Sqlite;
        if (manifest.Database != here)
            return new(
                "backup.other-database",
                $"This backup is of {manifest.Database}, and the setting {Database.Setting} leads to {here}. Restore it as {manifest.Database}; ./run migrate moves it afterwards."
            );
        var known = db.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
        return manifest.Migrations.All(known.Contains)
            ? null
            : new("backup.newer", $"A newer program took this backup ({manifest.Program}): install that one, then restore with it.");
    }

    private async Task<Result<BackupManifest>> Restore(ZipArchive archive, BackupManifest manifest, CancellationToken ct)
    {
        using var copy = new CopyFolder(data.Folder(""));
        if ((await BackupArchive.Unpack(archive, manifest, copy.Path, ct)).Problem is { } damaged)
            return damaged;
        if (manifest.Database == BackupManifest.Sqlite && !await SqliteCopy.IsWhole(copy.File(BackupManifest.SqliteEntry), manifest, ct))
            return new Refused("backup.unsound", "The database in this backup has not what its manifest says. Nothing was restored.");
        var files = manifest.Files.Select(f => f.Path).Where(p => p.StartsWith(BackupManifest.Folder, StringComparison.Ordinal)).ToList();
        if (files.Find(f => File.Exists(Place(f))) is { } there)
            return new Refused(
                "backup.alive",
                $"{Place(there)} is there already: restore into an empty data folder. Nothing was restored."
            );

        // From here on nothing leaves, however this ends.
        SendingHold.Mark(data, new(manifest.TakenAt, today.Now));
        foreach (var file in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Place(file))!);
            File.Move(copy.File(file), Place(file));
        }
        return manifest.Database == BackupManifest.Sqlite ? PutInPlace(copy, manifest) : await Load(copy, manifest, ct);
    }

    private Result<BackupManifest> PutInPlace(CopyFolder copy, BackupManifest manifest)
    {
        // Where somebody was faster, this fails, and what they have stays.
        File.Move(copy.File(BackupManifest.SqliteEntry), data.File(Database.FileName));
        return manifest;
    }

    private async Task<Result<BackupManifest>> Load(CopyFolder copy, BackupManifest manifest, CancellationToken ct)
    {
        if (await PostgresCopy.Load(db, copy.File(BackupManifest.PostgresEntry), ct) is { } problem)
            return problem;
        return await PostgresCopy.IsWhole(db, manifest, ct)
            ? manifest
            : new Refused(
                "backup.unsound",
                "The restored database has not what the manifest says. Do not use it: drop it, and take another backup."
            );
    }

    private string Place(string entry) => Path.Combine(data.Path, entry[BackupManifest.Folder.Length..]);
}
