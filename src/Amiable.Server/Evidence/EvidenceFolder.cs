using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace Amiable.Evidence;

/// <summary>The zip of an evidence file as it grows: each file is named, hashed, chained and written on; none is kept.</summary>
internal sealed partial class EvidenceFolder(ZipArchive zip, DateTimeOffset at)
{
    private const int MostInName = 60;
    private readonly Dictionary<EvidencePart, int> numbers = [];
    private readonly List<EvidenceFile> files = [];

    public IReadOnlyList<EvidenceFile> Files => files;

    /// <summary>The last link of the chain; empty before the first file.</summary>
    public string Seal => files.Count == 0 ? "" : files[^1].Chain;

    /// <summary>"2-messages".</summary>
    public static string FolderOf(EvidencePart part) => $"{(int)part + 1}-{part.ToString().ToLowerInvariant()}";

    /// <summary>Writes the originals of an item, and what is known of it.</summary>
    /// <param name="item">The item.</param>
    /// <param name="sheet">What is known of it, as plain text.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Its files, the original first.</returns>
    public async Task<IReadOnlyList<EvidenceFile>> Add(EvidenceItem item, string sheet, CancellationToken ct)
    {
        var number = numbers[item.Part] = numbers.GetValueOrDefault(item.Part) + 1;
        var name = string.Create(
                CultureInfo.InvariantCulture,
                $"{FolderOf(item.Part)}/{number:0000}-{item.On:yyyy-MM-dd}-{Plain(item.Name)}"
            )
            .TrimEnd('-');
        List<EvidenceFile> added = [];
        foreach (var (ending, bytes) in item.Originals)
            added.Add(await Add(name + ending, bytes, ct));
        if (item.HasSheet)
            added.Add(await Add(name + ".txt", Encoding.UTF8.GetBytes(sheet), ct));
        return added;
    }

    public async Task<EvidenceFile> Add(string path, byte[] bytes, CancellationToken ct)
    {
        await Write(path, bytes, ct);
        var hash = EvidenceChain.Hash(bytes);
        var file = new EvidenceFile(path, bytes.LongLength, hash, EvidenceChain.Next(Seal, hash, path));
        files.Add(file);
        return file;
    }

    /// <summary>Writes a file that is no link of the chain: the manifest itself.</summary>
    public async Task Write(string path, byte[] bytes, CancellationToken ct)
    {
        var entry = zip.CreateEntry(path, CompressionLevel.Fastest);
        entry.LastWriteTime = at;
        await using var to = await entry.OpenAsync(ct);
        await to.WriteAsync(bytes, ct);
        await to.FlushAsync(ct);
    }

    // Every system can hold it, and a shell needs no quotes for it.
    private static string Plain(string name)
    {
        var letters = name.Normalize(NormalizationForm.FormD).Where(c => c < 128);
        var plain = Other().Replace(string.Concat(letters), "-").Trim('-', '.');
        return plain.Length > MostInName ? plain[..MostInName].TrimEnd('-', '.') : plain;
    }

    [GeneratedRegex("[^A-Za-z0-9._]+")]
    private static partial Regex Other();
}
