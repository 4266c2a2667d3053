using System.Runtime.CompilerServices;
using Amiable.Documents;

namespace Amiable.Import;

/// <summary>Reads files as documents, some at a time, and gives what they say in their order. Needs no database and keeps nothing.</summary>
public sealed class ExtractFiles
{
    // Reading is work for a processor; a few more than there are keep them busy while the next is fetched.
    private static readonly int AtOnce = Math.Max(2, Environment.ProcessorCount);

    /// <param name="files">What to call each, and where it is.</param>
    /// <param name="ignoresXml">Reads the words of PDFs even where they carry data.</param>
    /// <param name="ct">Cancels.</param>
    public async IAsyncEnumerable<FileReading> Run(
        IEnumerable<(string Name, string Path)> files,
        bool ignoresXml,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        var options = new ReadingOptions
        {
            IgnoresEmbeddedXml = ignoresXml,
            Tables = TableReadings.Of,
            Mails = AttachedDocuments.Of,
        };
        var under = new Queue<Task<IReadOnlyList<FileReading>>>();
        foreach (var (name, path) in files)
        {
            under.Enqueue(Task.Run(() => Read(name, path, options, ct), ct));
            if (under.Count <= AtOnce)
                continue;
            foreach (var reading in await under.Dequeue())
                yield return reading;
        }
        while (under.TryDequeue(out var last))
        {
            foreach (var reading in await last)
                yield return reading;
        }
    }

    private static async Task<IReadOnlyList<FileReading>> Read(string name, string path, ReadingOptions options, CancellationToken ct)
    {
        try
        {
            // The largest any kind of file may be; each kind has its own limit then.
            if (new FileInfo(path).Length > options.Limits.MostArchiveBytes)
                return [Failed(name, "file-too-large", $"This file is larger than {options.Limits.MostArchiveBytes / 1024 / 1024} MB.")];
            return await DocumentReader.Read(name, await File.ReadAllBytesAsync(path, ct), options, ct);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [Failed(name, "file-unreadable", "This file cannot be opened: it is gone, or not ours to read.")];
        }
    }

    private static FileReading Failed(string name, string code, string message) =>
        new(name, new() { Problems = [new(code, message, Refuses: true)] }, null);
}
