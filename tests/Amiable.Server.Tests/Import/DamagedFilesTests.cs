using System.Text;
using Amiable.Import.Csv;

namespace Amiable.Tests.Import;

public sealed class DamagedFilesTests
{
    private static readonly CsvOptions Euro = new() { DefaultCurrency = "EUR" };

    [Fact]
    public void Damaged_files_never_break_the_reader()
    {
        var random = new Random(20260101); // the same files every time
        byte[][] seeds = [.. Directory.GetFiles(Files.Fixtures, "*.csv").Order().Select(File.ReadAllBytes)];
        var refused = 0;

        for (var i = 0; i < 2_000; i++)
        {
            var file = i % 10 == 0 ? Noise(random) : Damaged(seeds[i % seeds.Length], random);
            var result = InvoiceCsv.Read(file, Euro);
            Assert.True(result.Problem is null != result.Value is null, $"file {i}");
            refused += result.Problem is null ? 0 : 1;
            if (result.Value is { } reading)
                Assert.All(
                    reading.Invoices,
                    invoice => Assert.True(!invoice.Total.IsNegative && !invoice.Paid.IsNegative && invoice.Paid <= invoice.Total)
                );
        }

        Assert.InRange(refused, 200, 1_800); // both ends were reached
    }

    [Fact]
    public void Any_separator_a_file_announces_is_survived()
    {
        for (var c = 1; c < 256; c++)
        {
            var file = Encoding.Latin1.GetBytes($"sep={(char)c}\ncustomer,number,issued,total\n\"A\",1,2026-01-31,5\n");
            var result = InvoiceCsv.Read(file, Euro);
            Assert.True(result.Problem is null != result.Value is null, $"separator {c}");
        }
    }

    private static byte[] Noise(Random random)
    {
        var noise = new byte[random.Next(1, 600)];
        random.NextBytes(noise);
        return noise;
    }

    private static byte[] Damaged(byte[] seed, Random random)
    {
        var file = seed.ToList();
        for (var n = random.Next(1, 12); n > 0 && file.Count > 1; n--)
        {
            var at = random.Next(file.Count);
            switch (random.Next(5))
            {
                case 0:
                    file[at] = (byte)random.Next(256);
                    break;
                case 1:
                    file.RemoveRange(at, Math.Min(random.Next(1, 40), file.Count - at));
                    break;
                case 2:
                    file.InsertRange(at, file.GetRange(0, Math.Min(random.Next(1, 80), file.Count)));
                    break;
                case 3:
                    file.Insert(at, (byte)"\",;\n\r\t|\0-(€%"[random.Next(12)]);
                    break;
                default:
                    file[at] ^= (byte)(1 << random.Next(8));
                    break;
            }
        }
        return [.. file];
    }
}
