using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Amiable.Organizations;

/// <summary>The picture an organization shows for itself, one at most. PNG or JPEG; not SVG, which may hold scripts.</summary>
public sealed class Logo : Owned
{
    /// <summary>Most bytes.</summary>
    public const int MostBytes = 512 * 1024;

    /// <summary>Most bytes of a logo that goes along with every mail: each is archived, and each has to be received.</summary>
    public const int MostBytesInMail = 64 * 1024;

    /// <summary>Most pixels in width, and in height.</summary>
    public const int MostPixels = 2000;

    /// <summary>What a file of more bytes is told; a door can tell without reading it.</summary>
    public static Problem TooLarge => new Invalid("logo", "logo.large", "A logo has at most 512 kB. Save it smaller, or as JPEG.");

    /// <summary>Identity.</summary>
    public LogoId Id { get; private init; }

    /// <summary>The file as it was given.</summary>
    public byte[] Bytes { get; private set; } = [];

    /// <summary>"image/png" or "image/jpeg", as the bytes say; what the file was called does not count.</summary>
    public string ContentType { get; private set; } = "";

    /// <summary>The first 16 hexadecimal digits of the SHA-256 of the bytes: another picture has another address.</summary>
    public string Hash { get; private set; } = "";

    /// <summary>Whether it is small enough to go along with every mail.</summary>
    public bool FitsInMail => Bytes.Length <= MostBytesInMail;

    private Logo() { }

    /// <summary>Makes room for one; <see cref="Show"/> fills it.</summary>
    public Logo(LogoId id) => Id = id;

    /// <summary>Takes this picture, in place of the one before.</summary>
    public Problem? Show(byte[] bytes)
    {
        if (bytes.Length > MostBytes)
            return TooLarge;
        if (Measure(bytes) is not { } picture)
            return new Invalid("logo", "logo.type", "Choose a PNG or JPEG picture.");
        if (picture.Width is 0 or > MostPixels || picture.Height is 0 or > MostPixels)
            return new Invalid("logo", "logo.pixels", "A logo has at most 2000 pixels in width and height.");
        (Bytes, ContentType) = (bytes, picture.ContentType);
        Hash = Convert.ToHexStringLower(SHA256.HashData(bytes))[..16];
        return null;
    }

    /// <summary>Width and height in pixels at which it is seen whole within these, in its own proportions; never larger than it is.</summary>
    public (int Width, int Height) Within(int mostWidth, int mostHeight)
    {
        var (_, width, height) = Measure(Bytes) ?? ("", mostWidth, mostHeight);
        var scale = Math.Min(1.0, Math.Min((double)mostWidth / width, (double)mostHeight / height));
        return (Math.Max(1, (int)Math.Round(width * scale)), Math.Max(1, (int)Math.Round(height * scale)));
    }

    private static ReadOnlySpan<byte> Png => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    private static ReadOnlySpan<byte> Jpeg => [0xFF, 0xD8, 0xFF];

    private static (string ContentType, int Width, int Height)? Measure(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith(Png) ? MeasurePng(bytes)
        : bytes.StartsWith(Jpeg) ? MeasureJpeg(bytes)
        : null;

    // PNG (ISO/IEC 15948) section 11.2.2: the first chunk is IHDR and begins with width and height.
    private static (string, int, int)? MeasurePng(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 24 || !bytes[12..16].SequenceEqual("IHDR"u8))
            return null;
        var (width, height) = (BinaryPrimitives.ReadUInt32BigEndian(bytes[16..]), BinaryPrimitives.ReadUInt32BigEndian(bytes[20..]));
        return ("image/png", (int)Math.Min(width, int.MaxValue), (int)Math.Min(height, int.MaxValue));
    }

    // JPEG (ITU-T T.81) annex B: segments of a marker and a length; the frame header (SOF0 to SOF15, less three other markers) has height and width.
    private static (string, int, int)? MeasureJpeg(ReadOnlySpan<byte> bytes)
    {
        var at = 2;
        while (at + 9 <= bytes.Length && bytes[at] == 0xFF)
        {
            var marker = bytes[at + 1];
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
                return (
                    "image/jpeg",
                    BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 7)..]),
                    BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 5)..])
                );
            // A fill byte, or a marker that stands alone; every other one says how long it is.
            at += marker switch
            {
                0xFF => 1,
                0x01 or (>= 0xD0 and <= 0xD7) => 2,
                _ => 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]),
            };
        }
        return null;
    }
}
