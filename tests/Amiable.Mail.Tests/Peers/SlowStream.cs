namespace Amiable.Mail.Tests.Peers;

/// <summary>Gives its bytes a few at a time, as networks do.</summary>
internal sealed class SlowStream(byte[] bytes, int atOnce) : MemoryStream(bytes)
{
    public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(atOnce, buffer.Length)]);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        base.ReadAsync(buffer[..Math.Min(atOnce, buffer.Length)], cancellationToken);

    public override void Write(ReadOnlySpan<byte> buffer) { }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => default;
}
