using System.Text;
using Amiable.Mail.Mime;

namespace Amiable.Mail.Tests.Mime;

public class WritingTests
{
    private static readonly string[] Scripts =
    [
        "abcdefghijklmnopqrstuvwxyz ABC 0123456789 .,;:!?()<>@[]\\\"'=_-+*/&%$#~^|{}`",
        "àâäéèêëîïôöùûüÿçœæßñãõåøłżźćńśąęđšž€«»–—“”",
        "αβγδεζηθικλμνξοπρστυφχψω ΆΈ",
        "абвгдежзийклмнопрстуфхцчшщъыьэюя ЁІЇ",
        "אבגדהוזחטיכלמנסעפצקרשת",
        "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
        "अआइईउऊकखगघचछजझटठडढणतथदधनपफबभमयरलवशषसह",
        "ไทยกขคงจฉชซญดตถทธนบปผฝพฟภมยรลวศษสหอฮ",
        "日本語漢字かなカナ中文简体繁體한국어",
        "😀🐈👩‍👩‍👧‍👦𝔘𠀋",
    ];

    private static string Text(Random random, int most, string also = "")
    {
        var text = new StringBuilder();
        var script = Scripts[random.Next(Scripts.Length)].EnumerateRunes().ToArray();
        for (var n = random.Next(most + 1); n > 0; n--)
        {
            if (also.Length > 0 && random.Next(12) == 0)
                text.Append(also[random.Next(also.Length)]);
            else if (random.Next(8) == 0)
                text.Append(Scripts[0][random.Next(Scripts[0].Length)]);
            else
                text.Append(script[random.Next(script.Length)].ToString());
        }
        return text.ToString();
    }

    private static OutgoingMessage Simple(string subject = "Hello") =>
        new()
        {
            From = new("Agent", "agent@example.com"),
            To = [new("Claire", "claire@example.com")],
            Subject = subject,
            Date = new(2026, 3, 14, 9, 0, 0, TimeSpan.FromHours(-3.5)),
            MessageId = "1.2@example.com",
            Boundary = "abc",
            Text = "Hello\n",
        };

    private static async Task<byte[]> Written(OutgoingMessage message)
    {
        using var stream = new MemoryStream();
        await message.WriteAsync(stream, TestContext.Current.CancellationToken);
        return stream.ToArray();
    }

    [Fact]
    public async Task What_is_written_is_read_again_exactly()
    {
        var random = new Random(1);
        for (var i = 0; i < 1500; i++)
        {
            var file = Enumerable
                .Range(0, random.Next(3))
                .Select(_ => (Name: Text(random, 90).Replace('/', '-').Replace('\\', '-').Trim() + "x", Bytes: Bytes(random, 9000)))
                .ToList();
            var picture = Bytes(random, 300);
            var message = Simple(Text(random, 200)) with
            {
                From = new(Text(random, 60).Trim(), "agent@example.com"),
                Cc = [.. Enumerable.Range(0, random.Next(4)).Select(n => new Mailbox(Text(random, 30).Trim(), $"c{n}@example.com"))],
                Text = random.Next(5) == 0 ? null : Text(random, 1200, "\n\n \t=F.-") + "From here\n",
                Html = random.Next(2) == 0 ? "<p>" + Text(random, 800, "\n ") : null,
                Pictures = random.Next(3) == 0 ? [new("logo.png", "image/png", () => new MemoryStream(picture), "logo@example.com")] : [],
                Attachments = [.. file.Select(f => new OutgoingFile(f.Name, "application/pdf", () => new MemoryStream(f.Bytes)))],
                EightBit = random.Next(2) == 0,
                References = [.. Enumerable.Range(0, random.Next(30)).Select(n => $"{n}.{n}@example.com")],
            };

            var bytes = await Written(message);
            var read = MimeMessage.Parse(bytes);

            Assert.Equal(message.Subject.Trim(), read.Subject.Trim());
            Assert.Equal(message.From.Name, read.From.Single().Name);
            Assert.Equal(message.Cc, read.Cc);
            Assert.Equal(message.Date, read.Date);
            Assert.Equal(message.MessageId, read.MessageId);
            Assert.Equal(message.References, read.References);
            if (message.Text is not null)
                Assert.Equal(message.Text, read.PlainText!.Text());
            if (message.Html is not null)
                Assert.Equal(message.Html, read.Html!.Text());
            var attachments = read.Attachments.Where(a => a.Disposition.Value == "attachment").ToList();
            Assert.Equal(file.Select(f => f.Name), attachments.Select(a => a.FileName));
            Assert.All(file.Zip(attachments), pair => Assert.Equal(pair.First.Bytes, pair.Second.Content().ToArray()));
            AssertLines(bytes, message.EightBit);
        }
    }

    private static byte[] Bytes(Random random, int most)
    {
        var bytes = new byte[random.Next(most)];
        random.NextBytes(bytes);
        return bytes;
    }

    /// <summary>Lines end in CRLF, are at most 998 long, those of headers 78, and without 8BITMIME all is ASCII.</summary>
    private static void AssertLines(byte[] bytes, bool eightBit)
    {
        var isHead = true;
        foreach (var line in Encoding.Latin1.GetString(bytes).Split("\r\n"))
        {
            Assert.DoesNotContain('\n', line);
            Assert.DoesNotContain('\r', line);
            Assert.True(line.Length <= 998, line);
            isHead &= line.Length > 0;
            Assert.True(!isHead || line.Length <= 78, line);
            Assert.True(eightBit || line.All(char.IsAscii), line);
        }
    }

    [Theory]
    [InlineData("Hello\r\nBcc: all@example.com")]
    [InlineData("Hello\nBcc: all@example.com")]
    [InlineData("Hello\r")]
    [InlineData("Hello\0")]
    [InlineData("Hello\u2028there")]
    public async Task Nothing_breaks_out_of_its_field(string value)
    {
        await Assert.ThrowsAsync<HeaderRefused>(() => Written(Simple(value)));
        await Assert.ThrowsAsync<HeaderRefused>(() => Written(Simple() with { From = new(value, "a@example.com") }));
        await Assert.ThrowsAsync<HeaderRefused>(() => Written(Simple() with { To = [new("", $"a@{value}.example.com")] }));
        await Assert.ThrowsAsync<HeaderRefused>(() => Written(Simple() with { MessageId = value + "@x" }));
        await Assert.ThrowsAsync<HeaderRefused>(() => Written(Simple() with { References = [value] }));
        await Assert.ThrowsAsync<HeaderRefused>(() => Written(Simple() with { Fields = [("X-Test", value)] }));
        await Assert.ThrowsAsync<HeaderRefused>(() => Written(Simple() with { Fields = [(value, "x")] }));
        await Assert.ThrowsAsync<HeaderRefused>(() => Written(Simple() with { Boundary = value }));
        await Assert.ThrowsAsync<HeaderRefused>(() => Written(Simple() with { Attachments = [new(value, "a/b", () => Stream.Null)] }));
        await Assert.ThrowsAsync<HeaderRefused>(() => Written(Simple() with { Attachments = [new("x", value, () => Stream.Null)] }));
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("a@example.com> <b@example.com")]
    [InlineData("a@example.com, b@example.com")]
    [InlineData("a b@example.com")]
    [InlineData("@example.com")]
    public async Task What_is_no_address_is_refused(string address) =>
        await Assert.ThrowsAsync<HeaderRefused>(() => Written(Simple() with { To = [new("A", address)] }));

    [Fact]
    public async Task The_same_message_is_the_same_bytes_and_reads_well()
    {
        var text = Encoding.ASCII.GetString(
            await Written(Simple("Facture n° 12") with { Html = "<p>Hello", Fields = [("Auto-Submitted", "auto-generated")] })
        );

        Assert.Equal(
            text,
            Encoding.ASCII.GetString(
                await Written(Simple("Facture n° 12") with { Html = "<p>Hello", Fields = [("Auto-Submitted", "auto-generated")] })
            )
        );
        Assert.StartsWith(
            "Date: Sat, 14 Mar 2026 09:00:00 -0330\r\nFrom: Agent <agent@example.com>\r\nTo: Claire <claire@example.com>\r\nMessage-ID: <1.2@example.com>\r\nSubject: =?utf-8?Q?Facture_n=C2=B0_12?=\r\nAuto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative;\r\n boundary=\"=_alt_abc\"\r\n\r\n--=_alt_abc\r\n",
            text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Domains_in_other_scripts_are_written_in_punycode()
    {
        var text = Encoding.ASCII.GetString(await Written(Simple() with { To = [new("", "info@müller.example")] }));

        Assert.Contains("To: info@xn--mller-kva.example\r\n", text, StringComparison.Ordinal);
    }
}
