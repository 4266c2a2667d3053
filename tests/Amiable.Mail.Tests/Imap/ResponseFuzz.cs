using System.Diagnostics;
using System.Text;
using Amiable.Mail.Connections;
using Amiable.Mail.Imap;
using Amiable.Mail.Smtp;

namespace Amiable.Mail.Tests.Imap;

public sealed class ResponseFuzz
{
    private static readonly MailHost Host = new("fuzz.test", 1, Encryption.None);

    private static readonly byte[][] Imap =
    [
        .. new[]
        {
            "* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] ready\r\n",
            "* 12 FETCH (UID 5 FLAGS (\\Seen $x) INTERNALDATE \"17-Jul-2026 02:44:25 -0700\" RFC822.SIZE 4286 BODY[] {12}\r\nSubject: x\r\n)\r\n",
            "* LIST (\\HasNoChildren) \"/\" {7}\r\nR&APw-c\r\n",
            "* SEARCH 1 2 3 4294967295\r\n",
            "A1 NO [UIDVALIDITY 99] no {3}\r\n",
            "* 2 FETCH (BODYSTRUCTURE ((\"text\" \"plain\" (\"charset\" \"utf-8\") NIL NIL \"7bit\" 12 1) \"mixed\") BODY[HEADER.FIELDS (TO)]<0> \"a\\\"b\")\r\n",
            "+ eyJzdGF0dXMiOiI0MDEifQ==\r\n",
            "* 7 EXISTS\r\n* BYE\r\n",
        }.Select(Encoding.ASCII.GetBytes),
    ];

    private static readonly byte[][] Smtp =
    [
        .. new[]
        {
            "220 mx.test ESMTP\r\n",
            "250-mx.test\r\n250-SIZE 100\r\n250 AUTH PLAIN LOGIN\r\n",
            "550 5.1.1 <x@y.test>: no such user\r\n",
            "421-4.3.2 closing\r\n421 4.3.2 now\r\n",
        }.Select(Encoding.ASCII.GetBytes),
    ];

    [Fact]
    public async Task A_hundred_thousand_damaged_replies_end_in_a_value_or_the_documented_exception_in_bounded_time()
    {
        var random = new Random(20260704);
        var watch = Stopwatch.StartNew();
        int read = 0,
            refused = 0;
        for (var i = 0; i < 100_000; i++)
        {
            var isImap = i % 2 == 0;
            var bytes = Damaged(random, isImap ? Imap : Smtp);
            var connection = MailConnection.Over(
                new Peers.SlowStream(bytes, random.Next(1, 200)),
                Host,
                i % 50 == 0 ? new Transcript() : null
            );
            try
            {
                if (isImap)
                    await ReadImapAsync(connection);
                else
                    _ = new SmtpOffer((await SmtpReplyReader.ReadAsync(connection, TimeSpan.FromSeconds(9), default)).Lines).LargestMessage;
                read++;
            }
            catch (MailServerFailed)
            {
                refused++;
            }
        }
        Assert.True(read > 10_000 && refused > 10_000, $"{read} read, {refused} refused");
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), $"took {watch.Elapsed}");
    }

    private static async Task ReadImapAsync(MailConnection connection)
    {
        var response = await new ImapReader(connection, TimeSpan.FromSeconds(9)).ReadAsync(Stream.Null, 1_000, default);
        _ = (response.Summary(), response.NumberInCode("UIDVALIDITY"), response.Fetched("BODY[]"));
        _ = ModifiedUtf7.Encode(ModifiedUtf7.Decode(response.Values.Count > 0 ? response.Values[^1].Text ?? "" : response.Text));
    }

    private static byte[] Damaged(Random random, byte[][] samples)
    {
        const string spice = "(){}[]\"\\*+ \r\n~<>&-\0\u00ff0123456789";
        var bytes = samples[random.Next(samples.Length)].ToList();
        for (var changes = random.Next(6); changes > 0; changes--)
        {
            var at = random.Next(bytes.Count);
            var length = Math.Min(random.Next(1, 8), bytes.Count - at);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] = (byte)spice[random.Next(spice.Length)];
                    break;
                case 1:
                    bytes.Insert(at, (byte)spice[random.Next(spice.Length)]);
                    break;
                case 2 when bytes.Count > length:
                    bytes.RemoveRange(at, length);
                    break;
                case 3:
                    bytes.InsertRange(at, [.. bytes.GetRange(at, length)]);
                    break;
                default:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
            }
        }
        bytes.AddRange(samples[random.Next(samples.Length)]);
        return [.. bytes];
    }
}
