using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Amiable.Documents.Pages;

/// <summary>A picture as its points: what pdftoppm draws (PNM, 8 bits), turned, and as PNG for a browser.</summary>
/// <param name="Width">In points.</param>
/// <param name="Height">In points.</param>
/// <param name="Samples">Bytes of a point: 1 for grey, 3 for colours.</param>
/// <param name="Bytes">The points, row by row from the top left corner.</param>
internal sealed record Raster(int Width, int Height, int Samples, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Of a binary PGM or PPM; null of anything else.</summary>
    public static Raster? OfPnm(ReadOnlyMemory<byte> file)
    {
        var samples =
            file.Span.StartsWith("P5"u8) ? 1
            : file.Span.StartsWith("P6"u8) ? 3
            : 0;
        // Magic number, width, height and the highest value, each with one blank after it.
        var at = 0;
        Span<int> numbers = stackalloc int[4];
        for (var n = 0; n < 4 && at < file.Length; n++)
        {
            var length = file.Span[at..Math.Min(file.Length, at + 20)].IndexOfAny(" \n\r\t"u8);
            if (length <= 0)
                return null;
            if (n > 0 && !int.TryParse(file.Span.Slice(at, length), NumberStyles.None, CultureInfo.InvariantCulture, out numbers[n]))
                return null;
            at += length + 1;
        }
        var (width, height) = (numbers[1], numbers[2]);
        var size = (long)width * height * samples;
        return size > 0 && numbers[3] == 255 && file.Length - at >= size ? new(width, height, samples, file.Slice(at, (int)size)) : null;
    }

    /// <summary>Turned clockwise.</summary>
    /// <param name="degrees">0, 90, 180 or 270.</param>
    public Raster Turned(int degrees)
    {
        if (degrees == 0)
            return this;
        var (width, height) = degrees == 180 ? (Width, Height) : (Height, Width);
        var from = Bytes.Span;
        var to = new byte[Bytes.Length];
        for (var (y, at) = (0, 0); y < height; y++)
        for (var x = 0; x < width; x++, at += Samples)
        {
            var (column, row) = degrees switch
            {
                90 => (y, Height - 1 - x),
                180 => (Width - 1 - x, Height - 1 - y),
                _ => (Width - 1 - y, x),
            };
            from.Slice(((row * Width) + column) * Samples, Samples).CopyTo(to.AsSpan(at));
        }
        return new(width, height, Samples, to);
    }

    public byte[] ToPnm() => [.. Encoding.ASCII.GetBytes($"{(Samples == 1 ? "P5" : "P6")}\n{Width} {Height}\n255\n"), .. Bytes.Span];

    /// <summary>PNG (ISO/IEC 15948), its rows unfiltered.</summary>
    public byte[] ToPng()
    {
        using var rows = new MemoryStream();
        using (var packed = new ZLibStream(rows, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (var y = 0; y < Height; y++)
            {
                packed.WriteByte(0);
                packed.Write(Bytes.Span.Slice(y * Width * Samples, Width * Samples));
            }
        }
        var head = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, Width);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), Height);
        (head[8], head[9]) = (8, (byte)(Samples == 1 ? 0 : 2));
        using var png = new MemoryStream();
        png.Write([0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n']);
        Chunk(png, "IHDR"u8, head);
        Chunk(png, "IDAT"u8, rows.GetBuffer().AsSpan(0, (int)rows.Length));
        Chunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    private static void Chunk(MemoryStream png, ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        png.Write(number);
        png.Write(type);
        png.Write(content);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Checked(Checked(uint.MaxValue, type), content));
        png.Write(number);
    }

    // CRC-32 as PNG prescribes it (annex D).
    private static uint Checked(uint sum, ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
            sum = Table[(sum ^ b) & 0xFF] ^ (sum >> 8);
        return sum;
    }

    private static readonly uint[] Table =
    [
        .. Enumerable
            .Range(0, 256)
            .Select(n => Enumerable.Range(0, 8).Aggregate((uint)n, (c, _) => (c & 1) == 1 ? 0xEDB88320 ^ (c >> 1) : c >> 1)),
    ];
}
