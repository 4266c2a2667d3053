using System.Buffers.Binary;

namespace Amiable.Documents.Pages;

/// <summary>Width and height of a picture, and how many pages it has, as it states them, without unfolding it.</summary>
internal static class PictureSize
{
    // No scan has more; what goes on without end is a trap.
    private const int MostPages = 1_000;

    /// <returns>The largest page's size, and the number of pages; null when it is no picture we read.</returns>
    public static (long Width, long Height, int Pages)? Of(ReadOnlySpan<byte> image)
    {
        if (image.Length < 30)
            return null;
        if (image.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']))
            return Positive(BinaryPrimitives.ReadUInt32BigEndian(image[16..]), BinaryPrimitives.ReadUInt32BigEndian(image[20..]));
        if (image.StartsWith((ReadOnlySpan<byte>)[0xff, 0xd8]))
            return Jpeg(image);
        return image[0] == image[1] && image[0] is (byte)'I' or (byte)'M' ? Tiff(image, little: image[0] == (byte)'I') : null;
    }

    private static (long, long, int)? Jpeg(ReadOnlySpan<byte> image)
    {
        var at = 2;
        while (at + 9 < image.Length)
        {
            if (image[at] != 0xff)
                return null;
            var marker = image[at + 1];
            if (marker == 0xff || marker is 0x01 or (>= 0xd0 and <= 0xd8))
            {
                at += marker == 0xff ? 1 : 2;
                continue;
            }
            // Start of frame, of any coding; c4, c8 and cc in that range are tables.
            if (marker is >= 0xc0 and <= 0xcf and not (0xc4 or 0xc8 or 0xcc))
                return Positive(
                    BinaryPrimitives.ReadUInt16BigEndian(image[(at + 7)..]),
                    BinaryPrimitives.ReadUInt16BigEndian(image[(at + 5)..])
                );
            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(image[(at + 2)..]);
        }
        return null;
    }

    // The largest of all its pages counts.
    private static (long, long, int)? Tiff(ReadOnlySpan<byte> image, bool little)
    {
        (long Width, long Height, int)? largest = null;
        var seen = new HashSet<long>();
        long at = U32(image, 4, little);
        // The last page may lead back to the first.
        while (seen.Count < MostPages && at > 0 && at + 2 <= image.Length && seen.Add(at))
        {
            var entries = U16(image, (int)at, little);
            if (at + 2 + (entries * 12L) + 4 > image.Length)
                break;
            var (width, height) = (0L, 0L);
            for (var entry = 0; entry < entries; entry++)
            {
                var place = (int)at + 2 + (entry * 12);
                var value = U16(image, place + 2, little) == 3 ? U16(image, place + 8, little) : U32(image, place + 8, little);
                var tag = U16(image, place, little);
                (width, height) = (tag == 256 ? value : width, tag == 257 ? value : height);
            }
            if (Positive(width, height) is { } size && (largest is not { } most || width * height > most.Width * most.Height))
                largest = size;
            at = U32(image, (int)(at + 2 + (entries * 12)), little);
        }
        return largest is { } page ? (page.Width, page.Height, seen.Count) : null;
    }

    private static (long, long, int)? Positive(long width, long height) => width > 0 && height > 0 ? (width, height, 1) : null;

    private static long U16(ReadOnlySpan<byte> image, int at, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(image[at..]) : BinaryPrimitives.ReadUInt16BigEndian(image[at..]);

    private static long U32(ReadOnlySpan<byte> image, int at, bool little) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(image[at..]) : BinaryPrimitives.ReadUInt32BigEndian(image[at..]);
}
