using System.Security.Cryptography;
using Amiable.Channels;
using Amiable.Mail.Connections;
using Amiable.Mail.Tests.Peers;
using Amiable.Platform.Health;
using Amiable.Platform.Jobs;
using Amiable.Platform.Secrets;
using Amiable.Tests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Amiable.Inbound;

/// <summary>From a real mailbox to a message of the account.</summary>
public sealed class MailboxTests(RealPeers peers)
{
    [Fact]
    public async Task Mail_is_read_from_the_mailbox_once_though_another_server_is_broken_and_settings_change()
    {
        var dovecot = await peers.DovecotAsync();
        await using var server = await TestServer.Start();
        var account = await server.Account();
        dovecot.Deliver("agent", "old", Postbox.Letter("anne@roux.example", "Before", "From before."));
        await Configure(server, server.Us, dovecot.PlainPort, Dovecot.Password);
        await Configure(server, server.SomebodyElse, dovecot.PlainPort, "wrong");

        using (var reading = Reading(server))
        {
            await reading.StartAsync(default);
            await Until(server, server.Us, db => db.MailboxCursors.AnyAsync(c => c.ReadAt != null));
            dovecot.Deliver("agent", "one", Postbox.Letter("anne@roux.example", "One", "First.", id: "one@roux.example"));
            await Until(server, server.Us, db => db.Communications.AnyAsync(c => c.MailId == "one@roux.example"));
            await Until(server, server.SomebodyElse, db => db.MailboxCursors.AnyAsync(c => c.Trouble == nameof(MailFailure.SignInRefused)));

            // Saved anew: the follower begins again from what was stored.
            await Change(server, channel => channel.HasPlusAddresses = true);
            dovecot.Deliver("agent", "two", Postbox.Letter("anne@roux.example", "Two", "Second.", id: "two@roux.example"));
            await Until(server, server.Us, db => db.Communications.AnyAsync(c => c.MailId == "two@roux.example"));
            await reading.StopAsync(default);
        }
        dovecot.Deliver("agent", "three", Postbox.Letter("anne@roux.example", "Three", "Third.", id: "three@roux.example"));
        using (var again = Reading(server))
        {
            await again.StartAsync(default);
            await Until(server, server.Us, db => db.Communications.AnyAsync(c => c.MailId == "three@roux.example"));
            await Change(server, channel => channel.InboundWay = InboundWay.None);
            await again.StopAsync(default);
        }

        var received = await server.As(server.Us, s => s.GetRequiredService<AppDb>().Communications.OrderBy(c => c.MailId).ToListAsync());
        Assert.Equal(["First.", "Third.", "Second."], received.Select(c => c.Text));
        Assert.All(received, c => Assert.Equal(account.Id, c.AccountId));
        var cursor = await server.As(server.Us, s => s.GetRequiredService<AppDb>().MailboxCursors.SingleAsync());
        Assert.Equal((4, true), (cursor.LastUid, cursor.Trouble is null));
    }

    private static ReadMailboxes Reading(TestServer server) =>
        new(
            server.Services.GetRequiredService<AllOrganizations>(),
            server.Services.GetRequiredService<Pace>() with
            {
                Mailboxes = TimeSpan.FromSeconds(0.5),
            },
            server.Services.GetRequiredService<Pulse>(),
            new(server.Services.GetRequiredService<IServiceScopeFactory>()),
            NullLogger<ReadMailboxes>.Instance
        );

    private static async Task Configure(TestServer server, OrganizationId organization, int port, string password)
    {
        var secrets = server.Services.GetRequiredService<SecretBox>();
        await server.Save(
            organization,
            new MailChannel(TestServer.New<MailChannelId>(), ReplyKeys.New(secrets))
            {
                InboundWay = InboundWay.Imap,
                Imap = new()
                {
                    Host = "localhost",
                    Port = port,
                    Encryption = Encryption.StartTls,
                    User = "agent",
                    Secret = secrets.Hide(MailHosts.Purpose, password),
                    PinnedCertificate = Convert.ToHexString(SHA256.HashData(TestAuthority.Localhost.RawData)),
                },
            }
        );
    }

    private static Task<int> Change(TestServer server, Action<MailChannel> change) =>
        server.As(
            server.Us,
            async s =>
            {
                var db = s.GetRequiredService<AppDb>();
                change(await db.MailChannels.SingleAsync());
                return await db.SaveChangesAsync();
            }
        );

    private static async Task Until(TestServer server, OrganizationId organization, Func<AppDb, Task<bool>> isSo)
    {
        for (var tries = 0; tries < 300; tries++)
        {
            if (await server.As(organization, s => isSo(s.GetRequiredService<AppDb>())))
                return;
            await Task.Delay(100);
        }
        throw new TimeoutException("It did not come to that within 30 seconds.");
    }
}
