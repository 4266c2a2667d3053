using System.Text;

namespace Amiable.Tests.Import;

/// <summary>A file of any size that is never in memory: one row, again and again.</summary>
internal sealed class EndlessStream(long length, bool canSeek, string row = "Acme,1,31/01/2026,10.00\n") : Stream
{
    private readonly byte[] _row = Encoding.ASCII.GetBytes(row);
    private long _position;

    public long BytesRead { get; private set; }

    public override bool CanRead => true;
    public override bool CanSeek => canSeek;
    public override bool CanWrite => false;
    public override long Length => canSeek ? length : throw new NotSupportedException();
    public override long Position
    {
        get => canSeek ? _position : throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var count = (int)Math.Min(buffer.Length, length - _position);
        for (var i = 0; i < count; i++)
            buffer[i] = _row[(_position + i) % _row.Length];
        _position += count;
        BytesRead += count;
        return count;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
