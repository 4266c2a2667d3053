using System.Buffers.Binary;
using System.Text;
using Amiable.Documents.Programs;

namespace Amiable.Documents.Pages;

public class PicturePagesTests
{
    [Fact]
    public async Task A_picture_and_a_scanned_pdf_are_recognised_and_read()
    {
        Assert.SkipWhen(!OutsideProgram.IsInstalled("tesseract") || !OutsideProgram.IsInstalled("pdftoppm"), "tesseract is not installed");
        using var folder = new TemporaryFolder();
        await folder.Write(
            "a.pdf",
            SmallPdf.Of(
                "Invoice number: RE-2024-17",
                "Invoice date: 3 May 2024",
                "Net amount 100.00 EUR",
                "VAT 20% 20.00 EUR",
                "Total including VAT 120.00 EUR"
            )
        );
        await OutsideProgram.Run(
            "pdftoppm",
            ["-r", "200", "-jpeg", "-singlefile", "a.pdf", "a"],
            folder.Path,
            TimeSpan.FromSeconds(20),
            1_000
        );
        await OutsideProgram.Run(
            "pdftoppm",
            ["-r", "200", "-gray", "-png", "-singlefile", "a.pdf", "a"],
            folder.Path,
            TimeSpan.FromSeconds(20),
            1_000
        );
        var jpeg = await File.ReadAllBytesAsync(Path.Combine(folder.Path, "a.jpg"));
        var size = PictureSize.Of(jpeg)!.Value;
        foreach (
            var read in new[]
            {
                await PicturePages.Read(await File.ReadAllBytesAsync(Path.Combine(folder.Path, "a.png")), ReadingLimits.Default),
                await PdfPages.Read(SmallPdf.OfPicture(jpeg, (int)size.Width, (int)size.Height), ReadingLimits.Default),
            }
        )
        {
            Assert.True(read.IsScan);
            Assert.Equal("recognised", Assert.Single(read.Problems).Code);
            var reading = Text.TextReader.Read(read.Pages, FieldSource.Ocr);
            Assert.Equal(
                ("RE-2024-17", new DateOnly(2024, 5, 3), 120m),
                (reading.Number?.Value, reading.IssuedOn?.Value, reading.Total?.Value)
            );
            Assert.True(reading.Total!.Confidence < Finding.Certain, "what was recognised is looked at by a person");
        }
    }

    [Fact]
    public async Task A_picture_that_would_unfold_to_gigabytes_is_refused_by_its_first_bytes()
    {
        var bomb = new byte[64];
        (
            (ReadOnlySpan<byte>)
                [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0, 0, 0, 13, (byte)'I', (byte)'H', (byte)'D', (byte)'R']
        ).CopyTo(bomb);
        BinaryPrimitives.WriteUInt32BigEndian(bomb.AsSpan(16), 60_000);
        BinaryPrimitives.WriteUInt32BigEndian(bomb.AsSpan(20), 60_000);
        var problem = Assert.Single((await PicturePages.Read(bomb, ReadingLimits.Default)).Problems);
        Assert.Equal(("picture-too-large", true), (problem.Code, problem.Refuses));
        Assert.Equal(["60000", "60000", "100"], problem.Values);
    }

    [Fact]
    public async Task What_is_no_picture_is_said_to_be_none()
    {
        var read = await PicturePages.Read(Encoding.ASCII.GetBytes(new string('x', 500)), ReadingLimits.Default);
        Assert.Equal("picture-broken", Assert.Single(read.Problems).Code);
    }

    [Fact]
    public void The_largest_page_of_a_tiff_counts()
    {
        var tiff = new byte[80];
        ((ReadOnlySpan<byte>)[(byte)'I', (byte)'I', 42, 0, 8, 0, 0, 0]).CopyTo(tiff);
        Page(tiff, 8, 100, 50, next: 40);
        Page(tiff, 40, 9_000, 8_000, next: 8);
        Assert.Equal((9_000, 8_000, 2), PictureSize.Of(tiff));
    }

    // Two entries, width and height; the last page points back to the first, as a trap would.
    private static void Page(byte[] tiff, int at, uint width, uint height, uint next)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(tiff.AsSpan(at), 2);
        foreach (var (place, tag, value) in new[] { (at + 2, (ushort)256, width), (at + 14, (ushort)257, height) })
        {
            BinaryPrimitives.WriteUInt16LittleEndian(tiff.AsSpan(place), tag);
            BinaryPrimitives.WriteUInt16LittleEndian(tiff.AsSpan(place + 2), 4);
            BinaryPrimitives.WriteUInt32LittleEndian(tiff.AsSpan(place + 8), value);
        }
        BinaryPrimitives.WriteUInt32LittleEndian(tiff.AsSpan(at + 26), next);
    }
}
