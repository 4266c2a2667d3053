using System.Security.Cryptography;
using System.Text;
using Amiable.Mail.Connections;
using Amiable.Mail.Imap;
using Amiable.Mail.Tests.Peers;

namespace Amiable.Mail.Tests.Imap;

public sealed class DovecotTests(RealPeers peers)
{
    private static async Task<ImapClient> OpenAsync(Dovecot dovecot, string user, Encryption encryption = Encryption.Implicit)
    {
        var client = new ImapClient(new(dovecot.Host(user, encryption)));
        await client.ConnectAsync();
        await client.OpenAsync("INBOX");
        return client;
    }

    private static async Task<byte[]> FetchAsync(ImapClient client, MessageSummary message, long most = 10_000_000)
    {
        using var content = new MemoryStream();
        Assert.True(await client.FetchAsync(message, content, most));
        return content.ToArray();
    }

    [Theory]
    [InlineData(Encryption.StartTls)]
    [InlineData(Encryption.Implicit)]
    public async Task Signing_in_over_TLS_opens_the_mailbox_and_leaves_no_password_in_the_transcript(Encryption encryption)
    {
        var dovecot = await peers.DovecotAsync();
        var transcript = new Transcript();
        await using var client = new ImapClient(new(dovecot.Host("signs-in", encryption)), transcript);
        await client.ConnectAsync();
        var mailbox = await client.OpenAsync("INBOX", readOnly: true);
        Assert.True(mailbox is { UidValidity: > 0, UidNext: 1, Exists: 0, IsReadOnly: true });
        Assert.Contains("IDLE", client.Capabilities);
        await client.LogOutAsync();
        Assert.Contains("AUTHENTICATE PLAIN •••", transcript.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Dovecot.Password, transcript.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(new PasswordCredentials("signs-in", Dovecot.Password).Plain, transcript.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_authority_are_told_as_such()
    {
        var dovecot = await peers.DovecotAsync();
        var host = dovecot.Host("signs-in");
        await using var wrong = new ImapClient(new(host with { Credentials = new PasswordCredentials("signs-in", "wrong-password") }));
        Assert.Equal(MailFailure.SignInRefused, (await Assert.ThrowsAsync<MailServerFailed>(() => wrong.ConnectAsync())).Kind);
        await using var stranger = new ImapClient(new(host with { OwnRoots = null }));
        Assert.Equal(MailFailure.Certificate, (await Assert.ThrowsAsync<MailServerFailed>(() => stranger.ConnectAsync())).Kind);
    }

    [Fact]
    public async Task Messages_of_all_kinds_come_out_byte_by_byte_and_are_not_marked_as_read()
    {
        var dovecot = await peers.DovecotAsync();
        var random = new byte[3_000_000];
        RandomNumberGenerator.Fill(random);
        var large = Encoding.ASCII.GetBytes(
            "Subject: large\r\n\r\n" + Convert.ToBase64String(random, Base64FormattingOptions.InsertLineBreaks) + "\r\n"
        );
        var strange = Encoding.UTF8.GetBytes("Subject: ünïcode) BODY[] {7}\r\n\r\n* 1 FETCH (UID 1)\r\nA1 OK done {3}\r\n)\r\n");
        byte[][] messages = [strange, large, "Subject: x\r\n\r\n"u8.ToArray()];
        for (var i = 0; i < messages.Length; i++)
            dovecot.Deliver("all-kinds", $"{i}.m", messages[i]);
        await using var client = await OpenAsync(dovecot, "all-kinds");
        var list = await client.ListAsync(1, 100);
        Assert.Equal([1u, 2u, 3u], list.Select(m => m.Uid));
        var contents = new List<byte[]>();
        foreach (var message in list)
        {
            contents.Add(await FetchAsync(client, message));
            Assert.Equal(message.Size, contents[^1].Length);
            Assert.NotNull(message.Received);
        }
        Assert.All(messages, message => Assert.Contains(contents, content => content.AsSpan().SequenceEqual(message)));
        Assert.All(await client.ListAsync(1, 100), m => Assert.DoesNotContain("\\Seen", m.Flags));
        Assert.Equal([1u, 2u], (await client.ListAsync(1, 2)).Select(m => m.Uid));
        Assert.Equal([3u], (await client.ListAsync(3, 2)).Select(m => m.Uid));
        Assert.Empty(await client.ListAsync(4, 2));
        var longest = list.MaxBy(m => m.Size)!;
        Assert.Equal(large[..1000], await FetchAsync(client, longest, most: 1000));
        Assert.False(await client.FetchAsync(new(99, 0, [], null), Stream.Null, 1000));
    }

    [Fact]
    public async Task What_was_read_is_marked_and_moved_to_a_mailbox_made_for_it()
    {
        var dovecot = await peers.DovecotAsync();
        dovecot.Deliver("tidy", "one");
        dovecot.Deliver("tidy", "two");
        await using var client = await OpenAsync(dovecot, "tidy", Encryption.StartTls);
        await client.MarkAsync(1, "\\Seen");
        await client.MarkAsync(1, "$Amiable");
        Assert.Contains("$Amiable", (await client.ListAsync(1, 9))[0].Flags);
        const string name = "Überfällig & \"erledigt\" \\ 日本";
        await client.MoveAsync(1, name);
        Assert.Equal([2u], (await client.ListAsync(1, 9)).Select(m => m.Uid));
        Assert.Contains(await client.MailboxesAsync(), m => m.Name == name);
        Assert.Equal(1u, (await client.OpenAsync(name)).Exists);
        Assert.Contains("\\Seen", Assert.Single(await client.ListAsync(1, 9)).Flags);
        Assert.False(await client.CreateAsync(name));
        Assert.Equal(MailFailure.Refused, (await Assert.ThrowsAsync<MailServerFailed>(() => client.OpenAsync("none of this name"))).Kind);
        Assert.Equal(1u, (await client.OpenAsync("INBOX")).Exists);
    }

    [Fact]
    public async Task New_mail_ends_the_waiting_and_silence_does_not()
    {
        var dovecot = await peers.DovecotAsync();
        dovecot.Deliver("waits", "one");
        await using var client = new ImapClient(new(dovecot.Host("waits")) { IdleFor = TimeSpan.FromMilliseconds(100) });
        await client.ConnectAsync();
        await client.OpenAsync("INBOX");
        await client.ListAsync(1, 9);
        Assert.False(await client.WaitForMailAsync(TimeSpan.FromMilliseconds(350)));
        var waiting = client.WaitForMailAsync(TimeSpan.FromSeconds(30));
        dovecot.Deliver("waits", "two");
        Assert.True(await waiting);
        Assert.Equal([2u], (await client.ListAsync(2, 9)).Select(m => m.Uid));
    }

    [Fact]
    public async Task Following_gives_every_message_once_through_cuts_and_tells_of_a_renumbered_mailbox()
    {
        var dovecot = await peers.DovecotAsync();
        for (var i = 0; i < 5; i++)
            dovecot.Deliver("followed", $"early{i}.");
        await using var relay = new Relay(dovecot.PlainPort);
        var host = dovecot.Host("followed") with { Port = relay.Port, Encryption = Encryption.StartTls };
        var follower = new MailboxFollower(new(host), new() { FromTheBeginning = true, FirstDelay = TimeSpan.FromMilliseconds(20) });
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var (subjects, events) = (new List<string>(), new List<MailboxEvent>());
        var last = default(MailboxPosition);
        await foreach (var happened in follower.FollowAsync(null, limit.Token))
        {
            events.Add(happened);
            last = happened.Position;
            if (happened is not MailArrived { Content: { } content })
                continue;
            subjects.Add(Encoding.UTF8.GetString(content.Span).Split("\r\n")[0]);
            if (subjects.Count is 3 or 5 or 6)
                relay.Cut();
            if (subjects.Count is 5 or 6 or 7)
                dovecot.Deliver("followed", $"late{subjects.Count}.");
            if (subjects.Count == 8)
                break;
        }
        Assert.Equal(8, subjects.Distinct().Count());
        Assert.True(events.OfType<FollowingInterrupted>().Count() >= 3);
        Assert.True(events.OfType<MailboxOpened>().Count() >= 4);
        Assert.Equal(8u, last.LastUid);

        await RenumberAsync(dovecot, last.UidValidity);
        events.Clear();
        await foreach (var happened in follower.FollowAsync(last, limit.Token))
        {
            events.Add(happened);
            if (events.OfType<MailArrived>().Count() == 8)
                break;
        }
        Assert.Equal(last, Assert.IsType<MailboxRenumbered>(events[0]).Former);
        Assert.Equal(0u, events[0].Position.LastUid);
        Assert.IsType<MailboxOpened>(events[1]);
    }

    /// <summary>Until it is: a session that was cut may still be writing down what it knew.</summary>
    private static async Task RenumberAsync(Dovecot dovecot, uint former)
    {
        for (var validity = former; validity == former; )
        {
            dovecot.Renumber("followed");
            await using var client = new ImapClient(new(dovecot.Host("followed")));
            await client.ConnectAsync();
            validity = (await client.OpenAsync("INBOX")).UidValidity;
        }
    }

    [Fact]
    public async Task Following_from_now_on_passes_over_old_mail_and_files_what_was_read()
    {
        var dovecot = await peers.DovecotAsync();
        dovecot.Deliver("files", "old");
        var options = new FollowOptions { AfterReading = new(Seen: true, MoveTo: "Read by Amiable") };
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var arrived = new List<MailArrived>();
        await foreach (var happened in new MailboxFollower(new(dovecot.Host("files")), options).FollowAsync(null, limit.Token))
        {
            if (happened is MailArrived message)
                arrived.Add(message);
            Assert.IsNotType<FilingFailed>(happened);
            if (arrived.Count == 2)
                break;
            dovecot.Deliver("files", $"new{arrived.Count}");
        }
        Assert.Equal([2u, 3u], arrived.Select(m => m.Summary.Uid));
        await using var client = await OpenAsync(dovecot, "files");
        Assert.Equal([1u, 3u], (await client.ListAsync(1, 9)).Select(m => m.Uid));
        await client.OpenAsync("Read by Amiable");
        Assert.Contains("\\Seen", Assert.Single(await client.ListAsync(1, 9)).Flags);
    }
}
