using System.IO.Compression;
using Amiable.Documents.EInvoices;

namespace Amiable.Documents;

/// <summary>Whatever bytes come, a reading comes out, and never an exception.</summary>
public class FuzzTests
{
    private const int Rounds = 2_000;
    private static readonly ReadingOptions Options = new()
    {
        Limits = new() { MostBytes = 4_000_000 },
        Tables = _ => [],
    };

    [Fact]
    public async Task Damaged_files_give_problems_and_never_an_exception()
    {
        var random = new Random(20_260_302);
        var seeds = Seeds().ToList();
        for (var round = 0; round < Rounds; round++)
        {
            var damaged = Damage(seeds[round % seeds.Count], random);
            // A PDF costs three programs to be opened: a few of them are enough.
            if (damaged.AsSpan().IndexOf("%PDF-"u8) is >= 0 and < 1_024 && round % 40 != 0)
                continue;
            var readings = await DocumentReader.Read("damaged.xml", damaged, Options);
            Assert.All(readings, r => Assert.NotEmpty(r.File));
        }
    }

    private static IEnumerable<byte[]> Seeds()
    {
        string[] own = ["cii.xml", "ubl.xml", "ubl-credit-note.xml", "fatturapa.xml", "fatturapa-simplified.xml", "zugferd1.xml"];
        foreach (var name in own)
            yield return Fixture.Bytes(name);
        using var to = new MemoryStream();
        using (var zip = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var name in own)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Fixture.Bytes(name));
            }
        }
        yield return to.ToArray();
        if (SharedData.Find("einvoices") is { } folder)
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                if (new FileInfo(file).Length < 100_000)
                    yield return File.ReadAllBytes(file);
            }
        }
    }

    private static byte[] Damage(byte[] whole, Random random)
    {
        var bytes = random.Next(4) == 0 ? whole[..random.Next(whole.Length)] : [.. whole];
        for (var flips = random.Next(1, 20); flips > 0 && bytes.Length > 0; flips--)
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        // Figures and letters are where meaning is: XML that stays XML reaches further.
        for (var swaps = random.Next(0, 30); swaps > 0 && bytes.Length > 0; swaps--)
        {
            var at = random.Next(bytes.Length);
            if (char.IsAsciiLetterOrDigit((char)bytes[at]))
                bytes[at] = (byte)"0123456789.-eEZ"[random.Next(15)];
        }
        return bytes;
    }
}
