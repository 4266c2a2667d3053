using System.Buffers.Binary;
using Amiable.Documents.Programs;

namespace Amiable.Documents.Pages;

/// <summary>Scans made by hand: pages drawn, turned, and put into TIFF files.</summary>
internal static class Scans
{
    private static readonly string[] Lines =
    [
        "Riverside Supplies Ltd",
        "Invoice number: RE-2024-17",
        "Invoice date: 3 May 2024",
        "Net amount 100.00 EUR",
        "VAT 20% 20.00 EUR",
        "Total including VAT 120.00 EUR",
    ];

    public static bool CanBeMade => OutsideProgram.IsInstalled("tesseract") && OutsideProgram.IsInstalled("pdftoppm");

    public static Task<Raster> Invoice() => Page(Lines);

    /// <summary>A page with these lines, in grey, at 200 dots per inch.</summary>
    public static async Task<Raster> Page(params string[] lines)
    {
        using var folder = new TemporaryFolder();
        await folder.Write("a.pdf", SmallPdf.Of(lines));
        return (await DrawnPage.Read(folder.Path, "a.pdf", 1, ["-r", "200", "-gray"], ReadingLimits.Default, default))!;
    }

    /// <summary>A baseline TIFF (6.0, uncompressed, one strip a page) of grey pages.</summary>
    public static byte[] Tiff(params Raster[] pages)
    {
        using var file = new MemoryStream();
        file.Write([.. "II*\0"u8, 0, 0, 0, 0]);
        var link = 4;
        foreach (var page in pages)
        {
            var strip = (int)file.Length;
            file.Write(page.Bytes.Span);
            if (file.Length % 2 == 1)
                file.WriteByte(0);
            BinaryPrimitives.WriteInt32LittleEndian(file.GetBuffer().AsSpan(link), (int)file.Length);
            (int Tag, int Value)[] tags =
            [
                (256, page.Width),
                (257, page.Height),
                (258, 8),
                (259, 1),
                (262, 1),
                (273, strip),
                (277, 1),
                (278, page.Height),
                (279, page.Bytes.Length),
            ];
            var directory = new byte[2 + (tags.Length * 12) + 4];
            directory[0] = (byte)tags.Length;
            foreach (var (at, (tag, value)) in tags.Index())
            {
                var entry = directory.AsSpan(2 + (at * 12));
                BinaryPrimitives.WriteInt16LittleEndian(entry, (short)tag);
                BinaryPrimitives.WriteInt16LittleEndian(entry[2..], 4);
                BinaryPrimitives.WriteInt32LittleEndian(entry[4..], 1);
                BinaryPrimitives.WriteInt32LittleEndian(entry[8..], value);
            }
            file.Write(directory);
            link = (int)file.Length - 4;
        }
        return file.ToArray();
    }
}
