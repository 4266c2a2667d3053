using System.IO.Compression;
using System.Text;
using Amiable.Documents.EInvoices;

namespace Amiable.Documents.Containers;

public class ArchiveTests
{
    private static byte[] Zip(params (string Name, byte[] Bytes)[] files)
    {
        using var to = new MemoryStream();
        using (var zip = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(bytes);
            }
        }
        return to.ToArray();
    }

    private static Task<IReadOnlyList<FileReading>> Read(byte[] zip, ReadingLimits? limits = null) =>
        DocumentReader.Read("in.zip", zip, ReadingOptions.Default with { Limits = limits ?? ReadingLimits.Default });

    private static string Code(FileReading reading) => Assert.Single(reading.Reading.Problems).Code;

    [Fact]
    public async Task Every_file_of_an_archive_is_read_and_what_fails_stops_no_other()
    {
        var read = await Read(
            Zip(
                ("march/", []),
                ("march/cii.xml", Fixture.Bytes("cii.xml")),
                ("empty.pdf", []),
                ("__MACOSX/march/._cii.xml", [1, 2, 3]),
                ("two.xml", Fixture.Bytes("fatturapa.xml")),
                ("page.pdf", Encoding.UTF8.GetBytes("<!DOCTYPE html><html></html>"))
            )
        );
        Assert.Equal(
            ["in.zip!march/cii.xml", "in.zip!empty.pdf", "in.zip!two.xml", "in.zip!two.xml", "in.zip!page.pdf"],
            read.Select(r => r.File)
        );
        Assert.Equal("F-2026-0117", read[0].Reading.Number!.Value);
        Assert.Equal("file-empty", Code(read[1]));
        Assert.Equal("13/A", read[3].Reading.Number!.Value);
        Assert.Equal(["name-misleads", "file-is-html"], read[4].Reading.Problems.Select(p => p.Code));
    }

    [Fact]
    public async Task An_archive_within_an_archive_is_refused_and_its_neighbours_go_on()
    {
        var read = await Read(Zip(("inner.zip", Zip(("cii.xml", Fixture.Bytes("cii.xml")))), ("cii.xml", Fixture.Bytes("cii.xml"))));
        Assert.Equal("archive-nested", Code(read[0]));
        Assert.Equal("F-2026-0117", read[1].Reading.Number!.Value);
    }

    [Fact]
    public async Task A_bomb_is_refused_before_it_unfolds()
    {
        var bomb = Zip(("bomb.xml", new byte[300_000_000]), ("cii.xml", Fixture.Bytes("cii.xml")));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var read = await Read(bomb, ReadingLimits.Default with { MostBytes = 1_000_000_000 });
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 30_000_000);
        Assert.Equal("archive-bomb", Code(read[0]));
        Assert.Equal("F-2026-0117", read[1].Reading.Number!.Value);
    }

    [Fact]
    public async Task What_an_archive_may_hold_is_limited_in_number_and_in_size()
    {
        var noise = new byte[3_000_000];
        new Random(7).NextBytes(noise);
        var few = Zip(("a", noise), ("b", noise), ("c", noise));
        Assert.Equal("archive-too-many", Code(Assert.Single(await Read(few, new() { MostEntries = 2 }))));
        Assert.Equal("archive-too-large", Code(Assert.Single(await Read(few, new() { MostArchiveBytes = 1_000_000 }))));
        Assert.Equal(
            ["file-unknown", "file-unknown", "archive-unpacks-too-large"],
            (await Read(few, new() { MostUnpackedBytes = 7_000_000 })).Select(Code)
        );
        Assert.All(await Read(few, new() { MostBytes = 2_000_000 }), r => Assert.Equal("file-too-large", Code(r)));
    }

    [Theory]
    [InlineData("../../etc/cron.d/x.xml")]
    [InlineData("/etc/x.xml")]
    [InlineData("..\\x.xml")]
    [InlineData("C:\\x.xml")]
    public async Task A_name_that_is_another_path_is_refused(string name) =>
        Assert.Equal("archive-entry-name", Code(Assert.Single(await Read(Zip((name, Fixture.Bytes("cii.xml")))))));

    [Fact]
    public async Task A_file_under_a_password_is_refused()
    {
        var zip = Zip(("cii.xml", Fixture.Bytes("cii.xml")));
        // The first flag of an entry says that it is encrypted: once at its head, once in the directory.
        zip[6] |= 1;
        zip[zip.AsSpan().IndexOf("PK\x01\x02"u8) + 8] |= 1;
        Assert.Equal("archive-encrypted", Code(Assert.Single(await Read(zip))));
    }

    [Fact]
    public async Task A_damaged_archive_and_an_empty_one_are_refused()
    {
        var zip = Zip(("cii.xml", Fixture.Bytes("cii.xml")));
        Assert.Equal("archive-broken", Code(Assert.Single(await Read(zip[..^30]))));
        Assert.Equal("archive-empty", Code(Assert.Single(await Read(Zip()))));
    }
}
