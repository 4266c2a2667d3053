using System.Diagnostics;
using System.Text;
using Amiable.Mail.Mime;

namespace Amiable.Mail.Tests.Mime;

public class SizeTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_message_of_25_MB_is_read_in_half_a_second_and_three_times_its_memory()
    {
        var bytes = await Large();
        Read(bytes);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();

        MimeMessage.Parse(bytes);
        var parsed = watch.Elapsed;
        var parsedBytes = GC.GetAllocatedBytesForCurrentThread() - before;
        var decoded = Read(bytes);

        watch.Stop();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        output.WriteLine(
            $"{bytes.Length / 1e6:F1} MB: parsed in {parsed.TotalMilliseconds:F1} ms and {parsedBytes / 1024} KB; parsed and {decoded / 1e6:F1} MB of attachments decoded in {watch.ElapsedMilliseconds} ms and {allocated / 1e6:F1} MB"
        );
        Assert.True(bytes.Length > 25_000_000);
        Assert.True(parsed < TimeSpan.FromSeconds(0.5), $"{parsed}");
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(3), $"{watch.Elapsed}");
        Assert.True(allocated < bytes.Length * 2L, $"{allocated} bytes beside the message itself");
    }

    [Theory]
    [InlineData("--b\n")]
    [InlineData("--b\n\n--b--\n")]
    [InlineData("a:\n")]
    [InlineData("begin 644 x\n")]
    [InlineData("<")]
    [InlineData("From: =?a?q?")]
    [InlineData("> ")]
    [InlineData(" =?utf-8?Q?=3D?=")]
    [InlineData("(")]
    [InlineData("\"")]
    public void Two_megabytes_of_anything_take_seconds_at_most(string piece)
    {
        var body = string.Concat(Enumerable.Repeat(piece, 2_000_000 / piece.Length));
        var watch = Stopwatch.StartNew();
        foreach (
            var head in (string[])
                [
                    "Content-Type: multipart/mixed; boundary=b\n\n",
                    "To: ",
                    "Subject: ",
                    "Content-Type: text/html\n\n",
                    "Content-Type: x/y; name=",
                    "\n",
                ]
        )
        {
            var message = MimeMessage.Parse(Encoding.ASCII.GetBytes(head + body));
            Assert.NotNull(message.Subject);
            Assert.NotNull(message.To);
            Assert.NotNull(message.Attachments);
            Assert.NotNull(Amiable.Mail.DeliveryReports.BounceReading.Read(message));
            Assert.NotNull(Amiable.Mail.Replies.ReplyTrimming.Trim(message));
        }
        output.WriteLine($"{watch.ElapsedMilliseconds} ms");
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(12), $"{watch.Elapsed}");
    }

    private static long Read(byte[] bytes) => MimeMessage.Parse(bytes).Attachments.Sum(a => (long)a.Content().Length);

    private static async Task<byte[]> Large()
    {
        var random = new Random(3);
        var file = new byte[3_700_000];
        random.NextBytes(file);
        var message = new OutgoingMessage
        {
            From = new("A", "a@example.com"),
            Subject = "Files",
            Date = DateTimeOffset.UnixEpoch,
            MessageId = "1@example.com",
            Boundary = "b",
            Text = "Files",
            Attachments =
            [
                .. Enumerable.Range(0, 5).Select(n => new OutgoingFile($"{n}.pdf", "application/pdf", () => new MemoryStream(file))),
            ],
        };
        using var stream = new MemoryStream();
        await message.WriteAsync(stream, TestContext.Current.CancellationToken);
        return stream.ToArray();
    }
}
