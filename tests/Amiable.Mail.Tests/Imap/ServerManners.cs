using System.Text;
using Amiable.Mail.Connections;
using Amiable.Mail.Imap;

namespace Amiable.Mail.Tests.Imap;

/// <summary>What servers do that the RFC does not foresee, or forbids.</summary>
public sealed class ServerManners
{
    private static Func<string, int, string?> On(string command, string answer) =>
        (said, _) => said.StartsWith(command, StringComparison.Ordinal) ? answer : null;

    private static async Task<string?> FetchAsync(string answer, long most = 1_000)
    {
        await using var fake = new FakeImap { Answer = On("UID FETCH", answer) };
        await using var client = await fake.OpenAsync();
        using var content = new MemoryStream();
        return await client.FetchAsync(new(5, 0, [], null), content, most) ? Encoding.Latin1.GetString(content.ToArray()) : null;
    }

    [Theory]
    [InlineData("* 1 FETCH (UID 5 BODY[] {3}\r\nabc)\r\n† OK Done", "abc")]
    [InlineData("* 1 FETCH (BODY[] {3}\r\nabc UID 5)\r\n† OK Done", "abc")]
    [InlineData("*1 FETCH(UID 5 BODY[]{3}\r\nabc)\r\n† ok Done", "abc")]
    [InlineData("* 1 fetch (uid 5 body[] ~{3}\r\nabc)\r\n† OK Done", "abc")]
    [InlineData("* 1 FETCH (UID 5 BODY[]<0> {3+}\r\nabc)\r\n† OK Done", "abc")]
    [InlineData("* 1 FETCH (UID 5 BODY[] \"a\\\"c\")\r\n† OK Done", "a\"c")]
    [InlineData("* 1 FETCH (UID 5 BODY[] {0}\r\n)\r\n† OK Done", "")]
    [InlineData("* 1 FETCH (UID 5 BODY[] NIL)\r\n† OK Done", null)]
    [InlineData("* 1 FETCH (UID 5)\r\n† OK Done", null)]
    [InlineData("† OK Nothing", null)]
    [InlineData(
        "* 3 EXISTS\r\n* 2 FETCH (FLAGS (\\Seen))\r\n* OK still here {5}\r\n* 1 FETCH (UID 5 BODY[] {3}\r\nabc\r\n* 9 EXPUNGE\r\n* LIST () {1}\r\n/ {3}\r\nx y\r\n† OK Done",
        "abc"
    )]
    [InlineData("* 1 FETCH (UID 5 BODY[] {3}\r\nabc FLAGS (\\Seen)\r\n* 1 FETCH (UID 5 BODY[] {3}\r\nxyz)\r\n† OK twice", "abc")]
    public async Task A_message_is_read_however_the_server_writes_it(string answer, string? content) =>
        Assert.Equal(content, await FetchAsync(answer));

    [Theory]
    [InlineData("* 1 FETCH (UID 5 BODY[] {1001}\r\n", MailFailure.TooLong)]
    [InlineData("* 1 FETCH (UID 5 BODY[] {99999999999999999}\r\n", MailFailure.TooLong)]
    [InlineData("* 1 FETCH (UID 5 X {99999999999}\r\n", MailFailure.TooLong)]
    [InlineData("* 1 FETCH (UID 6 BODY[] {3}\r\nabc)\r\n† OK Done", MailFailure.Garbled)]
    [InlineData("* 1 FETCH (UID 5 BODY[] {3}\r\nabc)\r\n† MAYBE", MailFailure.Garbled)]
    [InlineData("* 1 FETCH (((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((\r\n", MailFailure.Garbled)]
    [InlineData("\r\n", MailFailure.Garbled)]
    [InlineData("* BYE\r\n† NO [UNAVAILABLE] Down", MailFailure.Refused)]
    [InlineData("hang up", MailFailure.ConnectionLost)]
    public async Task What_cannot_be_made_sense_of_ends_in_the_documented_exception(string answer, MailFailure kind) =>
        Assert.Equal(kind, (await Assert.ThrowsAsync<MailServerFailed>(() => FetchAsync(answer))).Kind);

    [Fact]
    public async Task A_line_without_end_is_given_up()
    {
        await using var fake = new FakeImap { Answer = On("UID FETCH", "* " + new string('x', 1_200_000)) };
        await using var client = await fake.OpenAsync();
        Assert.Equal(MailFailure.TooLong, (await Assert.ThrowsAsync<MailServerFailed>(() => client.ListAsync(1, 9))).Kind);
        Assert.Equal(MailFailure.ConnectionLost, (await Assert.ThrowsAsync<MailServerFailed>(() => client.NoOpAsync())).Kind);
    }

    [Fact]
    public async Task A_silent_server_is_given_up()
    {
        await using var fake = new FakeImap { Answer = On("UID FETCH", ""), Patience = TimeSpan.FromSeconds(1) };
        await using var client = await fake.OpenAsync();
        Assert.Equal(MailFailure.TimedOut, (await Assert.ThrowsAsync<MailServerFailed>(() => client.ListAsync(1, 9))).Kind);
    }

    [Fact]
    public async Task The_list_keeps_the_lowest_and_leaves_out_what_was_not_asked_for()
    {
        var lines = string.Join(
            "\r\n",
            ((int[])[9, 3, 7, 5, 8, 4]).Select(uid =>
                $"* 1 FETCH (FLAGS (\\Seen) UID {uid} RFC822.SIZE {uid}0 INTERNALDATE \" 7-Feb-2026 21:52:25 -0800\")"
            )
        );
        await using var fake = new FakeImap
        {
            Answer = On("UID FETCH", lines + "\r\n* 1 FETCH (UID 5 FLAGS ())\r\n* 1 FETCH (FLAGS ())\r\n* 1 FETCH (UID x)\r\n† OK Done"),
        };
        await using var client = await fake.OpenAsync();
        var list = await client.ListAsync(4, 3);
        Assert.Equal([(4u, 40L), (5u, 50L), (7u, 70L)], list.Select(m => (m.Uid, m.Size)));
        Assert.Equal(new DateTimeOffset(2026, 2, 8, 5, 52, 25, TimeSpan.Zero), list[0].Received);
    }

    [Fact]
    public async Task Without_IDLE_the_server_is_asked_now_and_then()
    {
        var asked = 0;
        await using var fake = new FakeImap
        {
            Answer = (said, _) =>
                said.StartsWith("AUTH", StringComparison.Ordinal) ? "† OK [CAPABILITY IMAP4rev1] Hello"
                : said == "NOOP" && ++asked == 3 ? "* 2 EXISTS\r\n† OK Done"
                : null,
        };
        await using var client = await fake.OpenAsync();
        Assert.True(await client.WaitForMailAsync(TimeSpan.FromSeconds(20)));
        Assert.Equal(3, asked);
    }

    [Fact]
    public async Task A_server_that_offers_IDLE_and_refuses_it_is_asked_now_and_then()
    {
        await using var fake = new FakeImap
        {
            Answer = (said, _) =>
                said == "IDLE" ? "† BAD No"
                : said == "NOOP" ? "* 2 EXISTS\r\n† OK Done"
                : null,
        };
        var server = fake.Server with { IdleFor = TimeSpan.FromMilliseconds(50) };
        await using var client = new ImapClient(server);
        await client.ConnectAsync();
        await client.OpenAsync("INBOX");
        Assert.True(await client.WaitForMailAsync(TimeSpan.FromSeconds(20)));
    }

    [Theory]
    [InlineData("UIDPLUS", "", "UID EXPUNGE 5")]
    [InlineData("", "* SEARCH 5", "EXPUNGE")]
    [InlineData("", "* SEARCH 3 5", null)]
    public async Task Without_MOVE_a_message_is_copied_and_expunged_but_nothing_else_is(string capability, string search, string? expunge)
    {
        await using var fake = new FakeImap
        {
            Answer = (said, _) =>
                said.StartsWith("AUTH", StringComparison.Ordinal) ? $"† OK [CAPABILITY IMAP4rev1 {capability}] Hello"
                : said.StartsWith("UID SEARCH", StringComparison.Ordinal) ? search + "\r\n† OK Done"
                : null,
        };
        await using var client = await fake.OpenAsync();
        await client.MoveAsync(5, "Done");
        Assert.Contains("UID COPY 5 \"Done\"", fake.Commands);
        Assert.Contains("UID STORE 5 +FLAGS.SILENT (\\Deleted)", fake.Commands);
        Assert.Equal(expunge, fake.Commands.SingleOrDefault(c => c.Contains("EXPUNGE", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("\\Seen) BODY[]")]
    [InlineData("a\r\nA1 LOGOUT")]
    [InlineData("")]
    public async Task A_flag_cannot_carry_a_command(string flag)
    {
        await using var fake = new FakeImap();
        await using var client = await fake.OpenAsync();
        await Assert.ThrowsAsync<ArgumentException>(() => client.MarkAsync(1, flag));
        await client.MoveAsync(1, "a\r\nA9 DELETE \"INBOX\"\r\n");
        Assert.DoesNotContain(
            fake.Commands,
            c => c.StartsWith("DELETE", StringComparison.Ordinal) || c.Contains("LOGOUT", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_message_the_server_cannot_give_is_passed_over_and_told()
    {
        await using var fake = new FakeImap
        {
            Answer = (said, _) =>
                said.StartsWith("UID FETCH 1:* ", StringComparison.Ordinal)
                    ? "* 1 FETCH (UID 1 RFC822.SIZE 3 FLAGS ())\r\n* 2 FETCH (UID 2 RFC822.SIZE 3 FLAGS ())\r\n† OK Done"
                : said.StartsWith("UID FETCH 2:* ", StringComparison.Ordinal) ? "* 2 FETCH (UID 2 RFC822.SIZE 3 FLAGS ())\r\n† OK Done"
                : said.StartsWith("UID FETCH 1 ", StringComparison.Ordinal) ? "† NO Corrupted"
                : said.StartsWith("UID FETCH 2 ", StringComparison.Ordinal) ? "* 2 FETCH (UID 2 BODY[] {3}\r\nabc)\r\n† OK Done"
                : null,
        };
        var follower = new MailboxFollower(fake.Server, new() { FromTheBeginning = true, FirstDelay = TimeSpan.FromMilliseconds(1) });
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var arrived = new List<MailArrived>();
        await foreach (var happened in follower.FollowAsync(null, limit.Token))
        {
            if (happened is MailArrived message)
                arrived.Add(message);
            if (arrived.Count == 2)
                break;
        }
        Assert.Null(arrived[0].Content);
        Assert.Equal("abc"u8.ToArray(), arrived[1].Content!.Value.ToArray());
        Assert.Equal(4, fake.Connections);
    }

    [Fact]
    public async Task The_follower_waits_longer_after_each_failure_and_longest_when_a_person_has_to_look()
    {
        await using var refuses = new FakeImap { Greeting = "* BYE Too busy" };
        Assert.Equal((double[])[1, 2, 4, 5, 5], await DelaysAsync(refuses));
        await using var rejects = new FakeImap { Answer = On("AUTHENTICATE", "† NO [AUTHENTICATIONFAILED] No") };
        Assert.Equal((double[])[5, 5, 5, 5, 5], await DelaysAsync(rejects));

        static async Task<double[]> DelaysAsync(FakeImap fake)
        {
            var options = new FollowOptions { FirstDelay = TimeSpan.FromMilliseconds(1), LongestDelay = TimeSpan.FromMilliseconds(5) };
            var delays = new List<double>();
            await foreach (var happened in new MailboxFollower(fake.Server, options).FollowAsync(null))
            {
                delays.Add(Assert.IsType<FollowingInterrupted>(happened).RetryIn.TotalMilliseconds);
                if (delays.Count == 5)
                    break;
            }
            return [.. delays];
        }
    }
}
