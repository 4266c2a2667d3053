namespace Amiable.Documents.Containers;

/// <summary>Memory as a stream, without a copy of it.</summary>
public sealed class ReadOnlyStream(ReadOnlyMemory<byte> memory) : Stream
{
    private int _at;

    public override bool CanRead => true;
    public override bool CanSeek => true;
    public override bool CanWrite => false;
    public override long Length => memory.Length;

    public override long Position
    {
        get => _at;
        set => _at = (int)Math.Clamp(value, 0, memory.Length);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var taken = memory.Span[_at..];
        taken = taken[..Math.Min(taken.Length, buffer.Length)];
        taken.CopyTo(buffer);
        _at += taken.Length;
        return taken.Length;
    }

    public override long Seek(long offset, SeekOrigin origin) =>
        Position = origin switch
        {
            SeekOrigin.Begin => offset,
            SeekOrigin.Current => _at + offset,
            _ => memory.Length + offset,
        };

    public override void Flush() { }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
