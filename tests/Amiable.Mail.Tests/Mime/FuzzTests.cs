using System.Diagnostics;
using System.Globalization;
using System.Text;
using Amiable.Mail.Authentication;
using Amiable.Mail.DeliveryReports;
using Amiable.Mail.Mime;
using Amiable.Mail.Replies;

namespace Amiable.Mail.Tests.Mime;

public class FuzzTests(ITestOutputHelper output)
{
    /// <summary>Mutations in every run; AMIABLE_FUZZ=100000 asks for more.</summary>
    private const int Usual = 3000;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);

    private static readonly string[] Own =
    [
        "From: =?utf-8?Q?Andr=C3=A9?= <a@b.c>\r\nTo: x: a@b.c, \"q\" <d@e.f>;\r\nDate: Tue, 3 Apr 2012 16:55:26 +0400\r\nContent-Type: multipart/mixed; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/plain; format=flowed\r\n\r\nHello \r\nthere\r\n\r\nOn 3 Apr 2012, A wrote:\r\n> old\r\n--b\r\nContent-Type: application/pdf; name*0*=utf-8''a%20b; name*1=c.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\naGVsbG8=\r\n--b--\r\n",
        "From: Mailer-Daemon@x.y\nSubject: Undelivered\nContent-Type: multipart/report; report-type=delivery-status; boundary=r\n\n--r\n\n<a@b.c>: host said: 550 5.1.1 User unknown (in reply to RCPT TO command)\n--r\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\nFinal-Recipient: rfc822; a@b.c\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 unknown\n--r\nContent-Type: message/rfc822\n\nSubject: x\nMessage-ID: <1@b.c>\n\nbody\n--r--\n",
        "Subject: Re: x\nContent-Type: text/html; charset=iso-2022-jp\nAuthentication-Results: mx.a.b; spf=pass (x) smtp.mailfrom=a@b.c; dkim=fail reason=\"bad\" header.d=b.c\n\n<div>Hi<br><ul><li>a<table><tr><td>1</td></table></div><div class=\"gmail_quote\"><blockquote type=cite>x</blockquote></div><script>x</script>",
        "begin 644 a.txt\n#0V%T\n`\nend\n",
    ];

    [Fact]
    public void Mutated_mail_is_read_without_an_exception_and_in_bounded_time()
    {
        var corpus = Corpus();
        var count = int.TryParse(Environment.GetEnvironmentVariable("AMIABLE_FUZZ"), CultureInfo.InvariantCulture, out var asked)
            ? asked
            : Usual;
        var random = new Random(4);
        var slowest = TimeSpan.Zero;
        var most = 0L;
        var total = Stopwatch.StartNew();
        for (var i = 0; i < count; i++)
        {
            var bytes = Mutated(corpus, random);
            var before = GC.GetAllocatedBytesForCurrentThread();
            var watch = Stopwatch.StartNew();
            try
            {
                ReadAll(bytes);
            }
            catch (Exception e)
            {
                var file = Path.Combine(Path.GetTempPath(), $"amiable-fuzz-{i}.eml");
                File.WriteAllBytes(file, bytes);
                Assert.Fail($"mutation {i}, kept as {file}: {e}");
            }
            slowest = watch.Elapsed > slowest ? watch.Elapsed : slowest;
            most = Math.Max(most, (GC.GetAllocatedBytesForCurrentThread() - before) / Math.Max(bytes.Length, 1000));
            Assert.True(watch.Elapsed < Longest, $"mutation {i} took {watch.Elapsed}");
        }
        output.WriteLine(
            $"{count} mutations of {corpus.Count} messages in {total.Elapsed.TotalSeconds:F1} s; slowest {slowest.TotalMilliseconds:F0} ms; at most {most} bytes allocated a byte"
        );
        Assert.True(most < 2000, $"{most} bytes allocated for each byte");
    }

    private static void ReadAll(byte[] bytes)
    {
        var message = MimeMessage.Parse(bytes);
        _ = (message.Subject, message.From, message.To, message.Cc, message.ReplyTo, message.Date, message.MessageId, message.References);
        foreach (var part in message.Root.Tree())
            _ = (part.FileName, part.ContentId, part.Content(), part.Headers["Content-Description"], part.Embedded?.Subject);
        _ = BounceReading.Read(message);
        _ = ReplyTrimming.Trim(message);
        _ = AutomaticAnswer.Is(message);
        _ = AuthenticationResults.Of(message, "mx.a.b");
        if (message.Html is { } html)
            _ = ReplyTrimming.TrimHtml(html.Text());
    }

    private static List<byte[]> Corpus()
    {
        var corpus = Own.Select(Encoding.UTF8.GetBytes).ToList();
        foreach (var name in (string[])["bounces", "reply-formats"])
            if (SharedData.Find(name) is { } folder)
                corpus.AddRange(
                    Directory.GetFiles(folder).Order(StringComparer.Ordinal).Select(File.ReadAllBytes).Where(b => b.Length < 12_000)
                );
        return corpus;
    }

    private static byte[] Mutated(List<byte[]> corpus, Random random)
    {
        var bytes = new List<byte>(corpus[random.Next(corpus.Count)]);
        for (var n = random.Next(1, 6); n > 0 && bytes.Count > 0; n--)
            Mutate(bytes, corpus, random);
        return [.. bytes];
    }

    private static void Mutate(List<byte> bytes, List<byte[]> corpus, Random random)
    {
        var at = random.Next(bytes.Count);
        switch (random.Next(8))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 2:
                var other = corpus[random.Next(corpus.Count)];
                var from = random.Next(other.Length);
                bytes.InsertRange(at, other.AsSpan(from, Math.Min(other.Length - from, random.Next(3000))).ToArray());
                break;
            case 3:
                bytes.RemoveRange(at, Math.Min(bytes.Count - at, random.Next(1, 200)));
                break;
            case 4:
                for (var i = 0; i < 20; i++)
                    bytes[random.Next(bytes.Count)] = (byte)random.Next(256);
                break;
            case 5:
                bytes.InsertRange(at, bytes.GetRange(at, Math.Min(bytes.Count - at, random.Next(1, 300))));
                break;
            case 6:
                Boundaries(bytes, random);
                break;
            default:
                bytes.InsertRange(at, Enumerable.Repeat("<>\"=?;:\r\n @(>-"u8[random.Next(14)], random.Next(1, 400)));
                break;
        }
    }

    private static void Boundaries(List<byte> bytes, Random random)
    {
        var lines = Encoding
            .Latin1.GetString([.. bytes])
            .Split('\n')
            .Where(l => l.StartsWith("--", StringComparison.Ordinal) && l.Length > 3)
            .ToList();
        if (lines.Count == 0)
            return;
        var line = Encoding.Latin1.GetBytes("\n" + lines[random.Next(lines.Count)] + "\n");
        for (var n = random.Next(1, 5); n > 0; n--)
            bytes.InsertRange(random.Next(bytes.Count), line);
    }
}
