using System.Buffers.Binary;
using System.Text;
using Amiable.Organizations;

namespace Amiable.Tests.Organizations;

public class LogoTests
{
    private static Logo New() => new(new(Guid.CreateVersion7()));

    /// <summary>The beginning of a PNG, which is all that is looked at.</summary>
    private static byte[] Png(uint width, uint height, int length = 100)
    {
        var bytes = new byte[length];
        new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13 }.CopyTo(bytes, 0);
        "IHDR"u8.CopyTo(bytes.AsSpan(12));
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(16), width);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(20), height);
        return bytes;
    }

    /// <summary>A JPEG up to its frame header, which follows two other segments.</summary>
    private static byte[] Jpeg(ushort width, ushort height)
    {
        byte[] bytes =
        [
            0xFF,
            0xD8, // start of image
            0xFF,
            0xE0,
            0,
            6,
            1,
            2,
            3,
            4, // an application's own
            0xFF,
            0xC4,
            0,
            4,
            9,
            9, // Huffman tables: no frame, though its marker is between those of frames
            0xFF,
            0xFF, // a fill byte
            0xC2,
            0,
            11,
            8,
            0,
            0,
            0,
            0,
            3,
            1,
            1,
            1, // a progressive frame
        ];
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(22), height);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(24), width);
        return bytes;
    }

    [Fact]
    public void Png_and_jpeg_are_known_by_their_bytes()
    {
        var logo = New();
        Assert.Null(logo.Show(Png(320, 80)));
        Assert.Equal("image/png", logo.ContentType);
        var first = logo.Hash;
        Assert.Matches("^[0-9a-f]{16}$", first);

        Assert.Null(logo.Show(Jpeg(320, 80)));
        Assert.Equal("image/jpeg", logo.ContentType);
        Assert.NotEqual(first, logo.Hash);
    }

    [Fact]
    public void A_side_has_at_most_2000_pixels()
    {
        Assert.Null(New().Show(Png(2000, 2000)));
        Assert.Null(New().Show(Jpeg(2000, 2000)));
        Assert.All([Png(2001, 10), Png(10, 2001), Png(uint.MaxValue, 10), Png(0, 10), Jpeg(2001, 10), Jpeg(10, 2001)], TooManyPixels);

        static void TooManyPixels(byte[] bytes) => Assert.Equal("logo.pixels", New().Show(bytes)?.Code);
    }

    [Fact]
    public void It_has_at_most_512_kB()
    {
        Assert.Null(New().Show(Png(100, 100, 512 * 1024)));
        Assert.Equal("logo.large", New().Show(Png(100, 100, 512 * 1024 + 1))?.Code);
    }

    [Theory]
    [InlineData(440, 96, 220, 48)]
    [InlineData(800, 100, 220, 28)]
    [InlineData(100, 400, 12, 48)]
    [InlineData(20, 10, 20, 10)]
    [InlineData(2000, 1, 220, 1)]
    public void It_is_scaled_down_in_its_own_proportions(uint width, uint height, int shownWidth, int shownHeight)
    {
        var logo = New();
        logo.Show(Png(width, height));
        Assert.Equal((shownWidth, shownHeight), logo.Within(220, 48));
    }

    [Theory]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>")]
    [InlineData("GIF89a")]
    [InlineData("<html>")]
    [InlineData("")]
    public void Anything_else_is_refused(string text) => Assert.Equal("logo.type", New().Show(Encoding.UTF8.GetBytes(text))?.Code);

    [Fact]
    public void A_header_that_is_cut_anywhere_is_refused_and_never_read_past_its_end()
    {
        byte[][] whole = [Png(10, 10, 24), Jpeg(10, 10)[..^4]];
        foreach (var bytes in whole)
            for (var length = 0; length < bytes.Length; length++)
                Assert.NotNull(New().Show(bytes[..length]));
    }
}
