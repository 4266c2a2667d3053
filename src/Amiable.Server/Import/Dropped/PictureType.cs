namespace Amiable.Import.Dropped;

/// <summary>Which kind of picture browsers show, by its first bytes.</summary>
internal static class PictureType
{
    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G'];
    private static readonly byte[] Jpeg = [0xff, 0xd8, 0xff];

    public static string? Of(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith(Png) ? "image/png"
        : bytes.StartsWith(Jpeg) ? "image/jpeg"
        : bytes.StartsWith("RIFF"u8) && bytes.Length > 12 && bytes[8..].StartsWith("WEBP"u8) ? "image/webp"
        : null;
}
