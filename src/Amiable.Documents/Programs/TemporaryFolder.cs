namespace Amiable.Documents.Programs;

/// <summary>A folder only this process may read, gone when it is disposed of.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("amiable-").FullName;

    public async Task<string> Write(string name, ReadOnlyMemory<byte> bytes, CancellationToken ct = default)
    {
        var path = System.IO.Path.Combine(Path, name);
        await File.WriteAllBytesAsync(path, bytes, ct);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
