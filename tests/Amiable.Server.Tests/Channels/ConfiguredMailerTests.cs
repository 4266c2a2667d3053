using Amiable.Channels;
using Amiable.Communications;
using Amiable.Integrations.Smtp;
using Amiable.Mail.Connections;
using Amiable.Mail.Tests.Smtp;
using Amiable.Platform.Secrets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Channels;

/// <summary>The way of a mail from the program to a mail server, and what its answers mean.</summary>
public sealed class ConfiguredMailerTests(ConfiguredMailerTests.Shared shared) : IClassFixture<ConfiguredMailerTests.Shared>
{
    private const string Anne = "anne@roux.example";
    private const string Bert = "bert@roux.example";

    private TestServer Server => shared.Server;

    [Fact]
    public async Task A_mail_leaves_by_the_server_and_asks_for_reports_of_what_fails()
    {
        await using var smtp = new FakeSmtp();
        var mail = Mail(Anne);

        var handover = Assert.Single(await Send(smtp, mail));

        Assert.Equal((HandoverOutcome.Taken, 0), (handover.Outcome, handover.Refused.Count));
        Assert.Contains($"MAIL FROM:<lea@duvernay.example> SIZE=41 RET=HDRS ENVID={mail.Id:N}", smtp.Commands);
        Assert.Contains($"RCPT TO:<{Anne}> NOTIFY=FAILURE,DELAY ORCPT=rfc822;{Anne}", smtp.Commands);
        Assert.Equal("From: lea@duvernay.example\r\n\r\nDear Anne\r\n", Assert.Single(smtp.Contents));
    }

    [Fact]
    public async Task All_mails_of_a_scope_leave_over_one_connection_which_ends_with_a_goodbye()
    {
        await using var smtp = new FakeSmtp();

        var handovers = await Send(smtp, [.. Enumerable.Range(0, 50).Select(_ => Mail(Anne))]);

        Assert.All(handovers, h => Assert.Equal(HandoverOutcome.Taken, h.Outcome));
        Assert.Equal((1, 50), (smtp.Connections, smtp.Contents.Count));
        Assert.Equal("QUIT", smtp.Commands[^1]);
    }

    [Theory]
    [InlineData("RCPT", "550 5.1.1 No such user", HandoverOutcome.RefusedForGood, DeliveryKind.HardFailed, "UserUnknown")]
    [InlineData("RCPT", "552 5.2.2 Mailbox is full", HandoverOutcome.RefusedForGood, DeliveryKind.Failed, "MailboxFull")]
    [InlineData("RCPT", "450 4.2.1 Greylisted, come back", HandoverOutcome.RefusedForNow, DeliveryKind.Delayed, "OnHold")]
    [InlineData(".", "554 5.7.1 Looks like spam", HandoverOutcome.RefusedForGood, DeliveryKind.Failed, "SpamDetected")]
    [InlineData(".", "451 4.3.0 Try again later", HandoverOutcome.RefusedForNow, DeliveryKind.Delayed, null)]
    [InlineData("MAIL", "552 5.3.4 Message size exceeds fixed limit", HandoverOutcome.RefusedForGood, DeliveryKind.Failed, "MesgTooBig")]
    // It is the same for every mail: nobody's address is at fault, and no mail may be lost for it.
    [InlineData("MAIL", "553 5.1.8 Sender address rejected: domain not found", HandoverOutcome.ServerFailed, null, null)]
    [InlineData("MAIL", "450 4.7.1 Too many messages, slow down", HandoverOutcome.ServerFailed, null, null)]
    [InlineData("MAIL", "530 5.7.0 Authentication required", HandoverOutcome.ServerFailed, null, null)]
    [InlineData("RCPT", "553 5.7.1 <lea@x>: Sender address rejected: not owned by user ann", HandoverOutcome.ServerFailed, null, null)]
    [InlineData("RCPT", "554 5.7.1 Relay access denied", HandoverOutcome.ServerFailed, null, null)]
    [InlineData("AUTH", "535 5.7.8 Wrong password", HandoverOutcome.ServerFailed, null, null)]
    [InlineData("EHLO", "550 Go away", HandoverOutcome.ServerFailed, null, null)]
    // The server may have it.
    [InlineData(".", FakeSmtp.HangUp, HandoverOutcome.Unknown, null, null)]
    [InlineData("RCPT", FakeSmtp.HangUp, HandoverOutcome.RefusedForNow, null, null)]
    public async Task What_a_server_answers_is_told(string to, string answer, HandoverOutcome outcome, DeliveryKind? kind, string? reason)
    {
        await using var smtp = new FakeSmtp
        {
            Reply = (command, _) => command.Split(' ')[0] is var verb && verb == to || (to == "EHLO" && verb == "HELO") ? answer : null,
        };

        var handover = Assert.Single(await Send(smtp, Mail(Anne)));

        Assert.Equal(outcome, handover.Outcome);
        Assert.Equal(kind, handover.Refused.SingleOrDefault()?.Kind);
        if (reason is not null)
            Assert.Equal((Anne, reason), (handover.Refused.Single().Address, handover.Refused.Single().Reason));
        if (answer != FakeSmtp.HangUp)
            Assert.Contains(answer[4..^1], handover.Said, StringComparison.Ordinal);
        Assert.DoesNotContain(Shared.Password, handover.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_is_taken_when_one_recipient_is_and_the_refused_one_is_told()
    {
        await using var smtp = new FakeSmtp
        {
            Reply = (command, _) => command.StartsWith($"RCPT TO:<{Bert}", StringComparison.Ordinal) ? "550 5.1.1 Unknown" : null,
        };

        var handover = Assert.Single(await Send(smtp, Mail(Anne, Bert)));

        Assert.Equal(HandoverOutcome.Taken, handover.Outcome);
        var news = Assert.Single(handover.Refused);
        Assert.Equal((Bert, DeliveryKind.HardFailed, "5.1.1", Server.Clock.GetUtcNow()), (news.Address, news.Kind, news.Status, news.At));
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_or_an_unreadable_password_is_nothing_against_the_mail()
    {
        int port;
        await using (var gone = new FakeSmtp())
            port = gone.Host.Port;
        Assert.Equal(HandoverOutcome.ServerFailed, Assert.Single(await Send(Settings(port), Mail(Anne))).Outcome);

        await using var smtp = new FakeSmtp();
        var unreadable = Settings(smtp.Host.Port) with { Secret = "CfDJ8-of-another-installation" };
        var handover = Assert.Single(await Send(unreadable, Mail(Anne)));
        Assert.Equal(HandoverOutcome.ServerFailed, handover.Outcome);
        Assert.Contains("password", handover.Said, StringComparison.Ordinal);
        Assert.Empty(smtp.Commands);
    }

    [Fact]
    public async Task An_address_that_no_server_takes_is_refused_for_good_and_the_next_mail_leaves()
    {
        await using var smtp = new FakeSmtp();

        var handovers = await Send(smtp, Mail("anne roux@roux.example"), Mail(Anne));

        Assert.Equal([HandoverOutcome.RefusedForGood, HandoverOutcome.Taken], handovers.Select(h => h.Outcome));
    }

    [Fact]
    public async Task Without_a_server_mails_go_to_the_outbox_folder()
    {
        var mail = Mail(Anne);

        Assert.Equal(HandoverOutcome.Taken, Assert.Single(await Send((MailServerSettings?)null, mail)).Outcome);

        Assert.Single(Directory.GetFiles(Path.Combine(Server.Data, "outbox", Server.Us.Value.ToString("N")), $"*-{mail.Id:N}.eml"));
    }

    [Fact]
    public async Task What_a_member_changes_holds_from_the_next_mail_on()
    {
        await using var former = new FakeSmtp();
        await using var present = new FakeSmtp();
        await Configure(Settings(former.Host.Port));

        await Server.As(
            Server.Us,
            async services =>
            {
                await using var mailer = ActivatorUtilities.CreateInstance<ConfiguredMailer>(services);
                await mailer.Send(Mail(Anne), default);
                await Configure(Settings(present.Host.Port));
                return await mailer.Send(Mail(Anne), default);
            }
        );

        Assert.Equal((1, 1), (former.Contents.Count, present.Contents.Count));
    }

    [Fact]
    public async Task Mails_of_the_installation_leave_by_the_server_of_the_operator()
    {
        await using var smtp = new FakeSmtp();
        await using var server = new TestServer
        {
            Settings = new()
            {
                ["Mail:Smtp:Host"] = "localhost",
                ["Mail:Smtp:Port"] = $"{smtp.Host.Port}",
                ["Mail:Smtp:Encryption"] = "None",
                ["Mail:Smtp:User"] = "ann",
                ["Mail:Smtp:Password"] = Shared.Password,
            },
        };
        await using var scope = server.Services.CreateAsyncScope();
        await using (var mailer = ActivatorUtilities.CreateInstance<ConfiguredMailer>(scope.ServiceProvider))
            Assert.Equal(HandoverOutcome.Taken, (await mailer.Send(Mail(Anne) with { Organization = null }, default)).Outcome);

        Assert.Contains(smtp.Commands, c => c.StartsWith("AUTH PLAIN ", StringComparison.Ordinal));
        Assert.Single(smtp.Contents);
    }

    [Fact]
    public async Task A_server_inside_of_the_network_is_not_even_connected_to_where_strangers_may_sign_up()
    {
        await using var smtp = new FakeSmtp();
        await using var server = new TestServer { Settings = new() { ["SignUp"] = "open" } };
        await server.FoundOurs();
        await server.Save(server.Us, await Channel(server, Settings(smtp.Host.Port)));

        var handover = await server.As(
            server.Us,
            async services =>
            {
                await using var mailer = ActivatorUtilities.CreateInstance<ConfiguredMailer>(services);
                return await mailer.Send(Mail(Anne) with { Organization = server.Us }, default);
            }
        );

        Assert.Equal((HandoverOutcome.ServerFailed, 0), (handover.Outcome, smtp.Connections));
    }

    private Task<List<Handover>> Send(FakeSmtp smtp, params OutgoingMail[] mails) => Send(Settings(smtp.Host.Port), mails);

    private async Task<List<Handover>> Send(MailServerSettings? settings, params OutgoingMail[] mails)
    {
        await Configure(settings);
        return await Server.As(
            Server.Us,
            async services =>
            {
                await using var mailer = ActivatorUtilities.CreateInstance<ConfiguredMailer>(services);
                List<Handover> handovers = [];
                foreach (var mail in mails)
                    handovers.Add(await mailer.Send(mail, default));
                return handovers;
            }
        );
    }

    private MailServerSettings Settings(int port) =>
        new()
        {
            Host = "localhost",
            Port = port,
            Encryption = Encryption.None,
            User = "ann",
            Secret = Server.Services.GetRequiredService<SecretBox>().Hide(MailHosts.Purpose, Shared.Password),
        };

    private Task<int> Configure(MailServerSettings? settings) =>
        Server.As(
            Server.Us,
            async services =>
            {
                var db = services.GetRequiredService<AppDb>();
                (await db.MailChannels.SingleAsync()).Smtp = settings;
                return await db.SaveChangesAsync();
            }
        );

    private static Task<MailChannel> Channel(TestServer server, MailServerSettings? settings)
    {
        var channel = MailHosts.New(TestServer.New<MailChannelId>(), server.Services.GetRequiredService<SecretBox>());
        channel.Smtp = settings;
        return Task.FromResult(channel);
    }

    private OutgoingMail Mail(params string[] to) =>
        new(
            Server.Us,
            Guid.CreateVersion7(),
            "lea@duvernay.example",
            to,
            "From: lea@duvernay.example\r\n\r\nDear Anne\r\n"u8.ToArray(),
            Server.Clock.GetUtcNow()
        );

    public sealed class Shared : IAsyncLifetime
    {
        public static readonly string Password = SuiteLog.Remember("heron-over-the-marsh");

        public TestServer Server { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Server = await TestServer.Start();
            await Server.Save(Server.Us, await Channel(Server, null));
        }

        public ValueTask DisposeAsync() => Server.DisposeAsync();
    }
}
