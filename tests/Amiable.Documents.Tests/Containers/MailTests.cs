using System.IO.Compression;
using System.Text;
using Amiable.Documents.EInvoices;

namespace Amiable.Documents.Containers;

/// <summary>E-mails with documents in them. Here the opener of mails is one that knows what each test put in; the server's reads MIME.</summary>
public class MailTests
{
    private static readonly byte[] Head = "From: a@b.example\r\nSubject: Invoice\r\n\r\n"u8.ToArray();

    private static byte[] Mail(byte number) => [.. Head, number];

    private static byte[] Zip(string name, byte[] bytes)
    {
        using var to = new MemoryStream();
        using (var zip = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry(name).Open();
            entry.Write(bytes);
        }
        return to.ToArray();
    }

    private static async Task<List<(string File, string Said)>> Read(
        byte[] file,
        Func<byte, (string, ReadOnlyMemory<byte>)[]> within,
        ReadingLimits? limits = null
    ) =>
        [
            .. (
                await DocumentReader.Read(
                    "a.eml",
                    file,
                    new() { Mails = mail => within(mail.Span[^1]), Limits = limits ?? ReadingLimits.Default }
                )
            ).Select(r => (r.File, r.Reading.Number?.Value ?? r.Reading.Problems[0].Code)),
        ];

    [Fact]
    public async Task What_is_attached_is_read_as_if_it_had_come_alone()
    {
        var invoice = Fixture.Bytes("cii.xml");
        var read = await Read(
            Mail(1),
            number =>
                number == 1
                    ? [("invoice.xml", invoice), ("b.zip", Zip("c.xml", invoice)), ("d.eml", Mail(2)), ("e.pdf", default)]
                    : [("f.xml", invoice)]
        );
        Assert.Equal(
            [
                ("a.eml!invoice.xml", "F-2026-0117"),
                ("a.eml!b.zip!c.xml", "F-2026-0117"),
                ("a.eml!d.eml!f.xml", "F-2026-0117"),
                ("a.eml!e.pdf", "file-empty"),
            ],
            read
        );
        Assert.Equal([("a.eml!in.eml!x.xml", "F-2026-0117")], await Read(Zip("in.eml", Mail(1)), _ => [("x.xml", invoice)]));
    }

    [Fact]
    public async Task A_mail_without_files_says_so()
    {
        Assert.Equal([("a.eml", "mail-empty")], await Read(Mail(1), _ => []));
    }

    [Fact]
    public async Task What_unfolds_without_end_is_stopped()
    {
        Assert.Equal([("a.eml!b.eml!b.eml!b.eml", "mail-nested")], await Read(Mail(1), _ => [("b.eml", Mail(1))]));
        var zip = Zip("b.zip", Zip("c.xml", Fixture.Bytes("cii.xml")));
        Assert.Equal([("a.eml!z.zip!b.zip", "archive-nested")], await Read(Mail(1), _ => [("z.zip", zip)]));
        var within = Zip("m.eml", Mail(2));
        Assert.Equal([("a.eml!z.zip!m.eml!z.zip", "archive-nested")], await Read(Mail(1), _ => [("z.zip", within)]));
    }

    [Fact]
    public async Task All_that_is_within_counts_together()
    {
        var mails = Enumerable.Range(2, 10).Select(n => ($"{n}.eml", (ReadOnlyMemory<byte>)Mail((byte)n))).ToArray();
        (string, ReadOnlyMemory<byte>)[] Within(byte number) => number == 1 ? mails : [("x.xml", Fixture.Bytes("cii.xml"))];

        var few = await Read(Mail(1), Within, new() { MostEntries = 5 });
        Assert.Equal(["F-2026-0117", "F-2026-0117", "mail-too-much", "mail-too-much"], few.Select(f => f.Said));
        var small = await Read(Mail(1), Within, new() { MostUnpackedBytes = Fixture.Bytes("cii.xml").Length + 500 });
        Assert.Equal(("F-2026-0117", "mail-too-much"), (small[0].Said, small[1].Said));
        Assert.Equal([("a.eml", "file-too-large")], await Read(Mail(1), Within, new() { MostArchiveBytes = 10 }));
    }

    [Theory]
    [InlineData("From: a@b.example\r\nSubject: x\r\n\r\nHi", true)]
    [InlineData("From - Mon Nov 23\nReturn-Path: <a@b.example>\nDate: Mon, 23 Nov 2026 10:00:00 +0100\n\nHi", true)]
    [InlineData("ARC-Seal: i=1;\r\n a=rsa\r\n\tcv=none\r\nFROM: a@b.example\r\nTo: c@d.example", true)]
    [InlineData("From;To;Subject\nA;B;C", false)]
    [InlineData("From: Lyon\nwhat was sold there\nSubject: x\n", false)]
    [InlineData("Number: 12\nTotal: 30\n", false)]
    public void A_mail_is_known_by_its_header(string text, bool isMail) =>
        Assert.Equal(isMail ? FileShape.Mail : FileShape.Text, FileShapes.Of(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void Marks_of_many_servers_hide_no_mail()
    {
        var marks = string.Concat(Enumerable.Repeat($"X-Check: {new string('a', 900)}\r\n", 60));
        Assert.Equal(FileShape.Mail, FileShapes.Of(Encoding.ASCII.GetBytes($"{marks}From: a@b.example\r\nSubject: x\r\n\r\nHi")));
    }
}
