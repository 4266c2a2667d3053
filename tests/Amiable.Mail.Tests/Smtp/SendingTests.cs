using System.Text;
using Amiable.Mail.Smtp;
using Amiable.Mail.Tests.Peers;

namespace Amiable.Mail.Tests.Smtp;

public sealed class SendingTests
{
    private static readonly SmtpEnvelope Envelope = new("bills@example.org", ["ann@example.com"]);
    private static readonly SmtpMessage Message = Text("Subject: Invoice\n\nHello\n");

    private static SmtpMessage Text(string text) => SmtpMessage.Of(Encoding.UTF8.GetBytes(text));

    [Fact]
    public async Task A_message_arrives_with_every_line_ended_by_CRLF_and_its_dots_doubled()
    {
        await using var fake = new FakeSmtp();
        await using var client = new SmtpClient(fake.Server);
        var result = await client.SendAsync(Envelope, Text("Subject: x\r\n\r\n.one\n..two\r.\rthree\r\r\n\n.\n.\r\nlast"));
        Assert.Equal(SmtpOutcome.Accepted, result.Outcome);
        Assert.Equal("Queued as 4711", result.Reply!.Text);
        Assert.Equal("2.0.0", result.Reply.Enhanced);
        Assert.Equal(["Subject: x\r\n\r\n..one\r\n...two\r\n..\r\nthree\r\n\r\n\r\n..\r\n..\r\nlast\r\n"], fake.Contents);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public async Task Pieces_of_any_size_make_the_same_message(int size)
    {
        const string text = "Subject: x\r\n\r\n.a\r\n\n..b\r\r\n.\r\n";
        await using var fake = new FakeSmtp();
        await using var client = new SmtpClient(fake.Server);
        await client.SendAsync(Envelope, Text(text));
        await client.SendAsync(
            Envelope,
            SmtpMessage.From(_ => ValueTask.FromResult<Stream>(new SlowStream(Encoding.ASCII.GetBytes(text), size)))
        );
        Assert.Equal(fake.Contents[0], fake.Contents[1]);
        Assert.Single(fake.Commands.Where(c => c.StartsWith("MAIL", StringComparison.Ordinal)).Distinct());
    }

    [Fact]
    public async Task Size_counts_line_ends_as_two_bytes_and_leaves_out_the_doubled_dots()
    {
        await using var fake = new FakeSmtp();
        await using var client = new SmtpClient(fake.Server);
        await client.SendAsync(Envelope, Text("A: b\n\n.x\n"));
        Assert.Contains("MAIL FROM:<bills@example.org> SIZE=12", fake.Commands);
    }

    [Theory]
    [InlineData("Subject: x\n\nplain", "")]
    [InlineData("Subject: x\n\nünlaut", " BODY=8BITMIME")]
    [InlineData("Subject: ü\n\nplain", " BODY=8BITMIME SMTPUTF8")]
    public async Task The_content_decides_what_the_server_is_asked_for(string text, string parameters)
    {
        await using var fake = new FakeSmtp { Offer = "8BITMIME\nSMTPUTF8" };
        await using var client = new SmtpClient(fake.Server);
        await client.SendAsync(Envelope, Text(text));
        Assert.Contains("MAIL FROM:<bills@example.org>" + parameters, fake.Commands);
    }

    [Theory]
    [InlineData("Subject: x\n\nünlaut", "SIZE", "5.6.3")]
    [InlineData("Subject: ü\n\nplain", "8BITMIME", "5.6.7")]
    [InlineData("Subject: x\n\nlonger than ten bytes", "SIZE 10", "5.3.4")]
    public async Task What_the_server_cannot_carry_is_not_tried(string text, string offer, string status)
    {
        await using var fake = new FakeSmtp { Offer = offer };
        await using var client = new SmtpClient(fake.Server);
        var result = await client.SendAsync(Envelope, Text(text));
        Assert.Equal(SmtpOutcome.RefusedForGood, result.Outcome);
        Assert.Equal(status, result.Recipients[0].Reply!.Enhanced);
        Assert.Equal(["EHLO client.test"], fake.Commands);
    }

    [Fact]
    public async Task An_international_domain_goes_in_ASCII_to_a_server_of_the_old_kind_and_an_international_name_does_not_go()
    {
        await using var fake = new FakeSmtp { Offer = "8BITMIME" };
        await using var client = new SmtpClient(fake.Server);
        var result = await client.SendAsync(new("bills@example.org", ["ann@bücher.example", "jürgen@example.com"]), Message);
        Assert.Equal(SmtpOutcome.PartlyAccepted, result.Outcome);
        Assert.Contains("RCPT TO:<ann@xn--bcher-kva.example>", fake.Commands);
        Assert.Equal("5.6.7", result.Recipients[1].Reply!.Enhanced);
        Assert.Single(fake.Commands, c => c.StartsWith("RCPT", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_international_name_goes_as_it_is_to_a_server_of_the_new_kind()
    {
        await using var fake = new FakeSmtp { Offer = "8BITMIME\nSMTPUTF8" };
        await using var client = new SmtpClient(fake.Server);
        await client.SendAsync(new("bills@example.org", ["jürgen@bücher.example"]), Message);
        Assert.Contains("MAIL FROM:<bills@example.org> SMTPUTF8", fake.Commands);
        Assert.Contains(Encoding.Latin1.GetString("RCPT TO:<jürgen@bücher.example>"u8), fake.Commands);
    }

    [Fact]
    public async Task Delivery_reports_are_asked_for_where_the_server_knows_them_and_left_out_where_not()
    {
        var envelope = new SmtpEnvelope("", ["ann+b=c@example.com"])
        {
            Reports = new(ReportOn.Failure | ReportOn.Delay, EnvelopeId: "a+1 b"),
        };
        await using var knows = new FakeSmtp { Offer = "DSN" };
        await using var client = new SmtpClient(knows.Server);
        Assert.True((await client.SendAsync(envelope, Message)).ReportsRequested);
        Assert.Contains("MAIL FROM:<> RET=HDRS ENVID=a+2B1+20b", knows.Commands);
        Assert.Contains("RCPT TO:<ann+b=c@example.com> NOTIFY=FAILURE,DELAY ORCPT=rfc822;ann+2Bb+3Dc@example.com", knows.Commands);

        await using var knowsNot = new FakeSmtp { Offer = "" };
        await using var other = new SmtpClient(knowsNot.Server);
        Assert.False((await other.SendAsync(envelope, Message)).ReportsRequested);
        Assert.Contains("MAIL FROM:<>", knowsNot.Commands);
    }

    [Fact]
    public async Task One_connection_carries_many_messages_and_says_goodbye()
    {
        await using var fake = new FakeSmtp();
        await using var client = new SmtpClient(fake.Server);
        for (var i = 0; i < 20; i++)
            Assert.Equal(SmtpOutcome.Accepted, (await client.SendAsync(Envelope, Message)).Outcome);
        Assert.True(await client.IsAliveAsync());
        await client.QuitAsync();
        Assert.Equal(1, fake.Connections);
        Assert.Equal("QUIT", fake.Commands[^1]);
        Assert.DoesNotContain("RSET", fake.Commands);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Hundreds_of_recipients_are_told_apart_with_and_without_pipelining(bool pipelining)
    {
        await using var fake = new FakeSmtp
        {
            Offer = pipelining ? "PIPELINING" : "",
            Reply = (command, _) =>
                command.Contains("<no", StringComparison.Ordinal) ? "550 5.1.1 Nobody"
                : command.Contains("<late", StringComparison.Ordinal) ? "450 4.2.1 Later"
                : null,
        };
        await using var client = new SmtpClient(fake.Server);
        string[] names =
        [
            .. Enumerable
                .Range(0, 300)
                .Select(i =>
                    (i % 3) switch
                    {
                        0 => "yes",
                        1 => "no",
                        _ => "late",
                    }
                    + i
                    + "@example.com"
                ),
        ];
        var result = await client.SendAsync(new("bills@example.org", names), Message);
        Assert.Equal(SmtpOutcome.PartlyAccepted, result.Outcome);
        Assert.Equal(names, result.Recipients.Select(r => r.Address));
        Assert.All(
            result.Recipients,
            (r, i) =>
                Assert.Equal(
                    (i % 3) switch
                    {
                        0 => SmtpOutcome.Accepted,
                        1 => SmtpOutcome.RefusedForGood,
                        _ => SmtpOutcome.RefusedForNow,
                    },
                    r.Outcome
                )
        );
        Assert.Equal("450 4.2.1 Later", result.Recipients[2].Reply!.ToString());
    }

    [Fact]
    public async Task A_server_that_knows_no_EHLO_is_greeted_with_HELO()
    {
        await using var fake = new FakeSmtp
        {
            Reply = (command, _) => command.StartsWith("EHLO", StringComparison.Ordinal) ? "502 What?" : null,
        };
        await using var client = new SmtpClient(fake.Server);
        Assert.Equal(SmtpOutcome.Accepted, (await client.SendAsync(Envelope, Message)).Outcome);
        Assert.Equal("HELO client.test", fake.Commands[1]);
    }
}
