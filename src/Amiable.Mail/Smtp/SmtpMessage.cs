namespace Amiable.Mail.Smtp;

/// <summary>
/// The bytes of a message (RFC 5322). Read twice, piece by piece, and never held as a whole: once to see what the server has to be able to do for it,
/// once to send. Both times it has to be the same.
/// </summary>
public sealed class SmtpMessage
{
    private readonly Func<CancellationToken, ValueTask<Stream>> _open;

    private SmtpMessage(Func<CancellationToken, ValueTask<Stream>> open) => _open = open;

    /// <summary>A message in memory.</summary>
    public static SmtpMessage Of(ReadOnlyMemory<byte> bytes) =>
        System.Runtime.InteropServices.MemoryMarshal.TryGetArray(bytes, out var part)
            ? new(_ => ValueTask.FromResult<Stream>(new MemoryStream(part.Array!, part.Offset, part.Count, writable: false)))
            : new(_ => ValueTask.FromResult<Stream>(new MemoryStream(bytes.ToArray(), writable: false)));

    /// <summary>A message in a file.</summary>
    public static SmtpMessage InFile(string path) => new(_ => ValueTask.FromResult<Stream>(File.OpenRead(path)));

    /// <summary>A message from wherever it can be opened, from its beginning, as often as is asked. The stream is disposed of after reading.</summary>
    public static SmtpMessage From(Func<CancellationToken, ValueTask<Stream>> open) => new(open);

    internal async Task<ContentFacts> LookAsync(CancellationToken cancellation)
    {
        var facts = new ContentFacts();
        await EachPieceAsync(
                piece =>
                {
                    facts.Add(piece.Span);
                    return ValueTask.CompletedTask;
                },
                cancellation
            )
            .ConfigureAwait(false);
        return facts;
    }

    internal async Task EachPieceAsync(Func<ReadOnlyMemory<byte>, ValueTask> use, CancellationToken cancellation)
    {
        var buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            var stream = await _open(cancellation).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
                for (int read; (read = await stream.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0; )
                    await use(buffer.AsMemory(0, read)).ConfigureAwait(false);
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
