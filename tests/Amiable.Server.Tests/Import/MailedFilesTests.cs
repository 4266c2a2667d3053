using System.IO.Compression;
using Amiable.Import;
using Amiable.Import.Dropped;
using Amiable.Mail.Mime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Import;

/// <summary>An e-mail saved as a file: the invoices attached to it are read as if each had been dropped.</summary>
public sealed class MailedFilesTests(OneServer one) : IClassFixture<OneServer>
{
    private static readonly byte[] Logo = [0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n', .. new byte[200]];

    internal static byte[] Mail(string subject, params (string Name, string Type, byte[] Bytes)[] files)
    {
        using var to = new MemoryStream();
        var message = new OutgoingMessage
        {
            From = new("", "books@duvernay.example"),
            Subject = subject,
            Date = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero),
            MessageId = "1@duvernay.example",
            Text = "Please find the invoices attached.",
            Html = "<p>Please find them attached.</p><img src=\"cid:logo\">",
            Boundary = $"b{subject.Length}{files.Length}",
            Pictures = [new("logo.png", "image/png", () => new MemoryStream(Logo), "logo")],
            Attachments = [.. files.Select(f => new OutgoingFile(f.Name, f.Type, () => new MemoryStream(f.Bytes)))],
        };
        message.WriteAsync(to).GetAwaiter().GetResult();
        return to.ToArray();
    }

    private static byte[] Invoice(string number) => DroppedFilesTests.Ubl(number).Bytes.ToArray();

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

    // Two invoices of its own, one in a mail that was forwarded with it, and what mail programs add.
    private static byte[] Forwarded(string prefix) =>
        Mail(
            "Invoices",
            ($"{prefix}1.xml", "text/xml", Invoice($"{prefix}1")),
            ($"{prefix}2.xml", "application/octet-stream", Invoice($"{prefix}2")),
            ("before.eml", "message/rfc822", Mail("Before", ($"{prefix}3.xml", "text/xml", Invoice($"{prefix}3")))),
            ("smime.p7s", "application/pkcs7-signature", [1, 2, 3]),
            ("call.ics", "text/calendar", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"u8.ToArray())
        );

    private async Task<List<FoundDocument>> Drop(params IncomingFile[] files)
    {
        Task<List<FoundDocument>> Known() =>
            one.Server.As(one.Server.Us, s => s.GetRequiredService<AppDb>().FoundDocuments.AsNoTracking().OrderBy(f => f.Id).ToListAsync());
        var before = (await Known()).Select(f => f.Id).ToHashSet();
        await one.Server.Do<TakeFiles, Amiable.Errands.Errand>(u => u.Run(files, default));
        return [.. (await Known()).Where(f => !before.Contains(f.Id)).OrderBy(f => f.FileName, StringComparer.Ordinal)];
    }

    [Fact]
    public async Task The_invoices_of_a_dropped_mail_wait_each_on_its_own()
    {
        var found = await Drop(
            new IncomingFile("march.eml", Forwarded("EM")),
            new("post.zip", Zip("april.eml", Mail("x", ("EM4.xml", "text/xml", Invoice("EM4")))))
        );

        Assert.Equal(
            [
                ("march.eml!EM1.xml", "EM1", true),
                ("march.eml!EM2.xml", "EM2", true),
                ("march.eml!before.eml!EM3.xml", "EM3", true),
                ("post.zip!april.eml!EM4.xml", "EM4", true),
            ],
            found.Select(f => (f.FileName, f.Reading.Number?.Value, f.IsCertain))
        );
    }

    [Fact]
    public async Task A_mail_without_files_and_one_full_of_mails_say_why()
    {
        var nested = Mail("5");
        for (var depth = 4; depth > 0; depth--)
            nested = Mail($"{depth}", ("m.eml", "message/rfc822", nested));

        var found = await Drop(new IncomingFile("note.eml", Mail("Hello")), new("nested.eml", nested));

        Assert.Equal(
            [("nested.eml!m.eml!m.eml!m.eml", "mail-nested"), ("note.eml", "mail-empty")],
            found.Select(f => (f.FileName, f.Reading.Problems[0].Code))
        );
        var list = await one.Client.GetStringAsync("/import/documents");
        Assert.Contains("No file is attached to this e-mail.", list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_imports_a_mail_and_is_told_of_each_invoice()
    {
        var ordered = await one.Server.Do<OrderImport, ErrandId>(u => u.Run("api.eml", Forwarded("AP"), new(), leaveOut: false, default));
        FollowedImport followed;
        for (var asked = 0; ; asked++)
        {
            followed = await one.Server.Do<FollowImport, FollowedImport>(u => u.Run(ordered, default));
            if (followed.Errand.IsOver || asked > 200)
                break;
            await Task.Delay(100);
        }
        Assert.Equal(3, followed.Documents.Count);
        Assert.Equal(
            3,
            await one.Server.As(
                one.Server.Us,
                s => s.GetRequiredService<AppDb>().Invoices.CountAsync(i => i.Number == "AP1" || i.Number == "AP2" || i.Number == "AP3")
            )
        );
    }

    [Fact]
    public async Task Extract_reads_a_mail_without_a_database()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.eml");
        await File.WriteAllBytesAsync(path, Forwarded("EX"));
        try
        {
            var read = new List<string>();
            await foreach (var reading in new ExtractFiles().Run([("in.eml", path)], ignoresXml: false, default))
                read.Add($"{reading.File} {reading.Reading.Number?.Value}");
            Assert.Equal(["in.eml!EX1.xml EX1", "in.eml!EX2.xml EX2", "in.eml!before.eml!EX3.xml EX3"], read);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
