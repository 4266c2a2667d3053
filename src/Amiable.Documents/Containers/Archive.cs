using System.IO.Compression;

namespace Amiable.Documents.Containers;

/// <summary>A file of an archive, or why it was not taken out.</summary>
/// <param name="Name">As the archive calls it, for people; nothing is written under it.</param>
/// <param name="Bytes">Empty when there is a problem.</param>
/// <param name="Problem">Why it was refused.</param>
public sealed record ArchiveEntry(string Name, ReadOnlyMemory<byte> Bytes, DocumentProblem? Problem = null);

/// <summary>
/// A zip of documents, unpacked in memory entry by entry, under limits that count what really comes out. Names are labels and never paths;
/// one that tries to be another path is refused, for nobody sends that by accident.
/// </summary>
public static class Archive
{
    private const int Small = 1024 * 1024;

    /// <summary>The entries one by one, so that only one is in memory; folders and what systems leave behind are passed over.</summary>
    public static IEnumerable<ArchiveEntry> Open(ReadOnlyMemory<byte> zip, ReadingLimits limits)
    {
        var (archive, refusal) = Directory(zip, limits);
        if (archive is null)
        {
            yield return new("", default, refusal);
            yield break;
        }
        using (archive)
        {
            var left = limits.MostUnpackedBytes;
            foreach (var entry in archive.Entries)
            {
                if (IsPassedOver(entry.FullName))
                    continue;
                var taken = Take(entry, limits, left);
                left -= taken.Bytes.Length;
                yield return taken;
            }
        }
    }

    private static (ZipArchive? Archive, DocumentProblem? Refusal) Directory(ReadOnlyMemory<byte> zip, ReadingLimits limits)
    {
        if (zip.Length > limits.MostArchiveBytes)
            return (null, TooLarge("archive-too-large", "This archive is larger than {0} MB. Split it.", limits.MostArchiveBytes));
        try
        {
            var archive = new ZipArchive(new ReadOnlyStream(zip), ZipArchiveMode.Read);
            var count = archive.Entries.Count(e => !IsPassedOver(e.FullName));
            if (count is > 0 && count <= limits.MostEntries)
                return (archive, null);
            archive.Dispose();
            return count == 0
                ? (null, new("archive-empty", "There is no file in this archive.", Refuses: true))
                : (
                    null,
                    new(
                        "archive-too-many",
                        $"This archive holds {count} files; at most {limits.MostEntries} are read at once. Split it.",
                        Refuses: true
                    )
                    {
                        Values = [$"{count}", $"{limits.MostEntries}"],
                    }
                );
        }
        catch (Exception e) when (IsDamage(e))
        {
            return (null, new("archive-broken", "This archive is damaged or cut off. Pack it again.", Refuses: true));
        }
    }

    private static ArchiveEntry Take(ZipArchiveEntry entry, ReadingLimits limits, long left)
    {
        var name = new string([.. entry.FullName.Where(c => !char.IsControl(c))]);
        if (IsAnotherPath(name))
            return Refused(name, "archive-entry-name", "The name of this file points outside the archive. It was not unpacked.");
        if (entry.IsEncrypted)
            return Refused(name, "archive-encrypted", "This file is protected by a password. Pack the archive again without one.");
        try
        {
            return entry.Length > limits.MostBytes ? new(name, default, FileTooLarge(limits)) : Unpack(entry, name, limits, left);
        }
        catch (Exception e) when (IsDamage(e))
        {
            return Refused(name, "archive-entry-broken", "This file of the archive is damaged, or packed in a way that cannot be read.");
        }
    }

    // What an entry says of its size is not believed: the bytes that come out are counted.
    private static ArchiveEntry Unpack(ZipArchiveEntry entry, string name, ReadingLimits limits, long left)
    {
        if (IsBomb(entry, entry.Length, limits))
            return Bomb(name);
        var most = Math.Min(limits.MostBytes, left);
        using var from = entry.Open();
        using var to = new MemoryStream((int)Math.Clamp(entry.Length, 0, Small));
        var piece = new byte[64 * 1024];
        while (from.Read(piece) is > 0 and var count)
        {
            to.Write(piece, 0, count);
            if (IsBomb(entry, to.Length, limits))
                return Bomb(name);
            if (to.Length > most)
                return most < limits.MostBytes
                    ? new(
                        name,
                        default,
                        TooLarge(
                            "archive-unpacks-too-large",
                            "The archive unpacks to more than {0} MB. Split it.",
                            limits.MostUnpackedBytes
                        )
                    )
                    : new(name, default, FileTooLarge(limits));
        }
        return new(name, to.GetBuffer().AsMemory(0, (int)to.Length));
    }

    private static bool IsBomb(ZipArchiveEntry entry, long length, ReadingLimits limits) =>
        length > Small && length / Math.Max(1, entry.CompressedLength) > limits.MostRatio;

    private static ArchiveEntry Bomb(string name) =>
        Refused(name, "archive-bomb", "This file unpacks to many times its size, as no document does. It was not read.");

    private static bool IsPassedOver(string name) =>
        name.EndsWith('/')
        || name.EndsWith('\\')
        || name.StartsWith("__MACOSX/", StringComparison.Ordinal)
        || name.Split('/', '\\')[^1] is ".DS_Store" or "Thumbs.db" or "desktop.ini";

    private static bool IsAnotherPath(string name) =>
        name.Length == 0 || name[0] is '/' or '\\' || name.Contains(':') || name.Split('/', '\\').Contains("..");

    private static bool IsDamage(Exception e) =>
        e is InvalidDataException or IOException or NotSupportedException or ArgumentException or OverflowException or OutOfMemoryException;

    internal static DocumentProblem FileTooLarge(ReadingLimits limits) =>
        TooLarge("file-too-large", "This file is larger than {0} MB.", limits.MostBytes);

    private static DocumentProblem TooLarge(string code, string message, long most)
    {
        var megabytes = $"{most / (1024 * 1024)}";
        return new(code, message.Replace("{0}", megabytes, StringComparison.Ordinal), Refuses: true) { Values = [megabytes] };
    }

    private static ArchiveEntry Refused(string name, string code, string message) => new(name, default, new(code, message, Refuses: true));
}
