using System.Net;
using System.Text.RegularExpressions;
using Amiable.Channels;
using Amiable.Mail.Connections;
using Amiable.Mail.Tests.Imap;
using Amiable.Mail.Tests.Smtp;
using Amiable.Platform.Secrets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Channels;

/// <summary>Settings → Channels, as members use it.</summary>
public sealed partial class ChannelsPageTests(ChannelsPageTests.Shared shared) : IClassFixture<ChannelsPageTests.Shared>
{
    private const string Page = "/settings/channels";
    private static readonly string Password = SuiteLog.Remember("otter-under-the-bridge");

    private TestServer Server => shared.Server;

    [Fact]
    public async Task Saving_and_trying_is_one_press_and_shows_every_step_without_the_password()
    {
        await using var smtp = new FakeSmtp();
        var (us, browser) = await Organization();

        var answer = await Save(browser, smtp.Host.Port, ("then", "try"), ("to", await MemberOf(us)));

        var page = await Text(answer);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("The server took the test mail for claire@", page, StringComparison.Ordinal);
        string[] steps =
        [
            "Connecting",
            "The server greets",
            "We introduce ourselves",
            "Signing in",
            "Naming the sender",
            "Naming the recipient",
            "Handing the mail over",
            "Saying goodbye",
        ];
        var places = steps.Select(step => page.IndexOf(step, StringComparison.Ordinal)).ToList();
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
        Assert.Contains("→ AUTH PLAIN •••", page, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, page, StringComparison.Ordinal);
        Assert.Contains("Amiable: test of your mail server", Assert.Single(smtp.Contents), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_letters_and_texts_cost_is_in_a_currency_to_choose()
    {
        var (_, browser) = await Organization();

        var page = await browser.GetStringAsync(Page);

        foreach (var id in new[] { "currency", "texts-currency" })
            Assert.Matches(
                $"<select id=\"{id}\" name=\"currency\"[^>]*>\\s*<option value=\"EUR\" selected>EUR</option>\\s*<option value=\"CHF\"",
                page
            );
    }

    [Fact]
    public async Task A_test_mail_goes_to_a_member_and_nobody_else()
    {
        await using var smtp = new FakeSmtp();
        var (_, browser) = await Organization();
        await Save(browser, smtp.Host.Port);

        var stranger = await MemberOf(Server.SomebodyElse);
        var answer = await TestServer.Post(browser, Page, $"{Page}/sending/try", ("to", stranger));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Empty(smtp.Commands);
    }

    [Theory]
    [InlineData("AUTH", "535 5.7.8 Bad credentials", "does not accept this user name and password")]
    [InlineData("MAIL", "553 5.1.8 Not your address", "does not let you write from lea@duvernay.example")]
    [InlineData("RCPT", "550 5.1.1 Nobody here", "did not take the test mail")]
    [InlineData("greeting", "554 No service", "The server said no")]
    [InlineData("greeting", "HTTP/1.1 400 Bad Request", "What answers there is no mail server")]
    [InlineData("greeting", FakeSmtp.HangUp, "closed the connection")]
    [InlineData(".", FakeSmtp.HangUp, "no answer came")]
    public async Task What_goes_wrong_is_said_with_what_to_do_and_the_words_of_the_server(string at, string reply, string said)
    {
        await using var smtp = new FakeSmtp { Reply = (command, _) => command.Split(' ')[0] == at ? reply : null };
        var (us, browser) = await Organization();

        var page = await Text(await Save(browser, smtp.Host.Port, ("then", "try"), ("to", await MemberOf(us))));

        Assert.Contains(said, page, StringComparison.Ordinal);
        if (reply != FakeSmtp.HangUp)
            Assert.Contains(reply, page, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, page, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_failure_of_the_mail_library_has_words_in_every_language() =>
        Assert.All(
            Enum.GetValues<MailFailure>(),
            failure => Assert.All(Ui.Words.Spoken, language => Assert.NotEqual("", Ui.Words.For(language).Of(Trial.Of(failure))))
        );

    [Fact]
    public async Task An_empty_password_keeps_the_stored_one_and_no_page_shows_it()
    {
        await using var smtp = new FakeSmtp();
        var (us, browser) = await Organization();
        await Save(browser, smtp.Host.Port);

        var page = await Text(await Save(browser, smtp.Host.Port, ("password", ""), ("then", "try"), ("to", await MemberOf(us))));

        Assert.Contains("The server took the test mail", page, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, page + await browser.GetStringAsync(Page), StringComparison.Ordinal);
        Assert.DoesNotContain(Password, await Server.DatabaseText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("host", "127.0.0.1")]
    [InlineData("user", "somebody-else")]
    public async Task The_password_never_goes_to_another_server_or_user_than_it_was_typed_for(string field, string value)
    {
        await using var smtp = new FakeSmtp();
        var (us, browser) = await Organization();
        await Save(browser, smtp.Host.Port);

        var answer = await Save(browser, smtp.Host.Port, (field, value), ("password", ""), ("then", "try"), ("to", await MemberOf(us)));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("Type the password again", await Text(answer), StringComparison.Ordinal);
        Assert.Empty(smtp.Commands);
        Assert.Equal(("localhost", "ann"), await Ask(us, c => (c.Smtp!.Host, c.Smtp.User!)));
        Assert.Equal(HttpStatusCode.Redirect, (await Save(browser, smtp.Host.Port, (field, value))).StatusCode);
    }

    [Fact]
    public async Task A_certificate_that_the_server_signed_itself_is_trusted_only_when_a_member_says_so_and_no_other_then()
    {
        await using var smtp = new FakeSmtp { Tls = true };
        var (us, browser) = await Organization();
        var tried = await Text(
            await Save(browser, smtp.Host.Port, ("encryption", "StartTls"), ("then", "try"), ("to", await MemberOf(us)))
        );
        Assert.Contains("shows a certificate that is not trusted", tried, StringComparison.Ordinal);
        var print = Fingerprint().Match(tried).Groups[1].Value;
        Assert.DoesNotContain(smtp.Commands, c => c.StartsWith("AUTH", StringComparison.Ordinal));

        await TestServer.Post(
            browser,
            Page,
            $"{Page}/certificate",
            ("version", await VersionOf(browser)),
            ("server", "sending"),
            ("fingerprint", print)
        );

        Assert.Equal(print.Replace(":", "", StringComparison.Ordinal), await Ask(us, c => c.Smtp!.PinnedCertificate));
        var again = await Text(await TestServer.Post(browser, Page, $"{Page}/sending/try", ("to", await MemberOf(us))));
        Assert.Contains("The server took the test mail", again, StringComparison.Ordinal);
        await Save(browser, smtp.Host.Port, ("host", "127.0.0.1"), ("encryption", "StartTls"));
        Assert.Null(await Ask(us, c => c.Smtp!.PinnedCertificate));
    }

    [Fact]
    public async Task A_mailbox_is_opened_and_counted_and_read_from_its_beginning_once_it_is_another_one()
    {
        await using var imap = new FakeImap
        {
            Answer = (command, _) =>
                command.StartsWith("EXAMINE", StringComparison.Ordinal)
                    ? "* 12 EXISTS\r\n* OK [UIDVALIDITY 7] ok\r\n† OK [READ-ONLY] done"
                    : null,
        };
        var (us, browser) = await Organization();

        var page = await Text(await Receive(browser, imap.Server.Host.Port, ("then", "try")));

        Assert.Contains("The mailbox opens. It holds 12 messages.", page, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, page, StringComparison.Ordinal);
        Assert.DoesNotContain(imap.Commands, c => c.StartsWith("SELECT", StringComparison.Ordinal));
        await Server.Save(us, new MailboxCursor(await Ask(us, c => c.Id)) { LastUid = 9 });
        await Receive(browser, imap.Server.Host.Port, ("password", ""), ("moveTo", "Archive"));
        Assert.Equal(1, await Cursors(us));
        await Receive(browser, imap.Server.Host.Port, ("password", ""), ("folder", "Invoices"));
        Assert.Equal(0, await Cursors(us));
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_told()
    {
        await using var imap = new FakeImap
        {
            Answer = (command, _) => command.StartsWith("EXAMINE", StringComparison.Ordinal) ? "† NO [NONEXISTENT] No such mailbox" : null,
        };
        var (_, browser) = await Organization();

        var page = await Text(await Receive(browser, imap.Server.Host.Port, ("folder", "Nirvana"), ("then", "try")));

        Assert.Contains("There is no such folder", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_secret_of_the_webhook_is_shown_once_and_a_new_one_replaces_it()
    {
        var (us, browser) = await Organization();
        var first = Secret(await Text(await TestServer.Post(browser, Page, $"{Page}/receiving", ("version", "0"), ("way", "Webhook"))));
        Assert.True(await Fits(us, first));

        var page = await browser.GetStringAsync(Page);
        Assert.DoesNotContain(first, page, StringComparison.Ordinal);
        var second = Secret(await Text(await TestServer.Post(browser, Page, $"{Page}/webhook", ("version", await VersionOf(browser)))));

        Assert.False(await Fits(us, first));
        Assert.True(await Fits(us, second));
    }

    [Fact]
    public async Task The_audit_log_tells_the_server_and_that_a_password_was_given_but_not_which()
    {
        var (us, browser) = await Organization();
        await Save(browser, 465);

        var log = await browser.GetStringAsync("/settings/audit");

        Assert.Contains("Sending: server", log, StringComparison.Ordinal);
        Assert.Contains("Sending: password", log, StringComparison.Ordinal);
        Assert.Contains("localhost", log, StringComparison.Ordinal);
        var changes = await Server.As(us, s => s.GetRequiredService<AppDb>().AuditEntries.Select(e => e.Changes).ToListAsync());
        Assert.DoesNotContain(
            changes,
            c => c!.Contains("CfDJ8", StringComparison.Ordinal) || c.Contains(Password, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task The_agent_writes_from_another_address_when_it_is_one()
    {
        var (us, browser) = await Organization();
        var version = Version().Match(await browser.GetStringAsync(Page)).Groups[1].Value;

        var refused = await TestServer.Post(browser, Page, $"{Page}/address", ("version", version), ("address", "agent at duvernay"));
        var saved = await TestServer.Post(browser, Page, $"{Page}/address", ("version", version), ("address", "agent@duvernay.example"));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.Redirect), (refused.StatusCode, saved.StatusCode));
        Assert.Equal(
            "agent@duvernay.example",
            await Server.As(us, s => s.GetRequiredService<AppDb>().Organizations.Select(o => o.AgentEmail).SingleAsync())
        );
    }

    [Fact]
    public async Task A_known_provider_fills_the_servers_in_without_scripts_and_names_its_records()
    {
        var (_, browser) = await Organization();

        var page = await browser.GetStringAsync($"{Page}?provider=gandi");

        Assert.Contains("value=\"mail.gandi.net\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"465\"", page, StringComparison.Ordinal);
        Assert.Equal("v=spf1 include:_mailcust.gandi.net ~all", DnsHint.For("lea@duvernay.example", "mail.gandi.net")[0].Value);
        Assert.Equal("v=spf1 a:mx.duvernay.example ~all", DnsHint.For("lea@duvernay.example", "mx.duvernay.example")[0].Value);
        Assert.Empty(DnsHint.For("lea@gmail.com", "smtp.gmail.com"));
    }

    [Fact]
    public async Task Where_strangers_may_sign_up_no_server_inside_of_the_network_can_be_entered()
    {
        await using var server = new TestServer { Settings = new() { ["SignUp"] = "open" } };
        await server.FoundOurs();
        var browser = await server.SignedIn(server.Us);

        foreach (var (host, port) in new[] { ("localhost", "25"), ("10.1.2.3", "587"), ("[::1]", "465"), ("smtp.example.com", "6379") })
            Assert.Equal(
                HttpStatusCode.UnprocessableEntity,
                (
                    await TestServer.Post(
                        browser,
                        Page,
                        $"{Page}/sending",
                        ("version", "0"),
                        ("host", host),
                        ("port", port),
                        ("encryption", "None")
                    )
                ).StatusCode
            );
        Assert.Equal(0, await server.As(server.Us, s => s.GetRequiredService<AppDb>().MailChannels.CountAsync()));
    }

    [Fact]
    public async Task As_long_as_no_server_is_connected_the_pages_say_that_messages_reach_nobody()
    {
        var (_, browser) = await Organization();
        Assert.Contains("reaches nobody", await browser.GetStringAsync(Page), StringComparison.Ordinal);
        Assert.Contains("nothing leaves this machine", await browser.GetStringAsync("/outbox"), StringComparison.Ordinal);

        await Save(browser, 465);

        Assert.DoesNotContain("reaches nobody", await browser.GetStringAsync(Page), StringComparison.Ordinal);
        Assert.Contains("Messages leave by your mail server", await browser.GetStringAsync("/outbox"), StringComparison.Ordinal);
        await TestServer.Post(browser, Page, $"{Page}/sending/stop", ("version", await VersionOf(browser)));
        Assert.Contains("reaches nobody", await browser.GetStringAsync(Page), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("93.184.216.34", true)]
    [InlineData("2606:2800:220:1::1", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.100.100.200", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("fe80::1%2", false)]
    [InlineData("0.0.0.0", false)]
    public void A_private_address_is_told_from_a_public_one(string address, bool isPublic) =>
        Assert.Equal(isPublic, MailNetwork.IsPublic(IPAddress.Parse(address)));

    private async Task<(OrganizationId, HttpClient)> Organization()
    {
        var id = await Server.Found($"Duvernay {Guid.CreateVersion7():N}", Amiable.Organizations.Autonomy.Auto);
        return (id, await Server.SignedIn(id));
    }

    private static Task<HttpResponseMessage> Save(HttpClient browser, int port, params (string, string)[] fields) =>
        Post(browser, "sending", port, fields);

    private static Task<HttpResponseMessage> Receive(HttpClient browser, int port, params (string, string)[] fields) =>
        Post(browser, "receiving", port, [("way", "Imap"), .. fields]);

    private static async Task<HttpResponseMessage> Post(HttpClient browser, string form, int port, (string Name, string Value)[] fields)
    {
        (string Name, string Value)[] usual =
        [
            ("version", await VersionOf(browser)),
            ("host", "localhost"),
            ("port", $"{port}"),
            ("encryption", "None"),
            ("user", "ann"),
            ("password", Password),
        ];
        return await TestServer.Post(browser, Page, $"{Page}/{form}", [.. usual.Where(u => fields.All(f => f.Name != u.Name)), .. fields]);
    }

    // The first is the organization's, the second the channel's.
    private static async Task<string> VersionOf(HttpClient browser) =>
        Version().Matches(await browser.GetStringAsync(Page))[1].Groups[1].Value;

    private static async Task<string> Text(HttpResponseMessage answer) => WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());

    private Task<string> MemberOf(OrganizationId id) =>
        Server.As(id, async s => (await s.GetRequiredService<AppDb>().Members.Select(m => m.Id).SingleAsync()).Value.ToString());

    private Task<T> Ask<T>(OrganizationId id, Func<MailChannel, T> question) =>
        Server.As(id, async s => question(await s.GetRequiredService<AppDb>().MailChannels.SingleAsync()));

    private Task<int> Cursors(OrganizationId id) => Server.As(id, s => s.GetRequiredService<AppDb>().MailboxCursors.CountAsync());

    private Task<bool> Fits(OrganizationId id, string secret) =>
        Ask(
            id,
            c =>
                OwnedSecret.Parse(secret) is { } parsed
                && parsed.Organization == id
                && parsed.Row == c.Id.Value
                && LinkSecret.Fits(parsed.Secret, c.WebhookSecretHash!)
        );

    private static string Secret(string page) => SuiteLog.Remember(SecretShown().Match(page).Groups[1].Value);

    [GeneratedRegex("name=\"version\" value=\"(\\d+)\"")]
    private static partial Regex Version();

    [GeneratedRegex("id=\"webhook-address\">http://localhost/inbound/([^<]+)<")]
    private static partial Regex SecretShown();

    [GeneratedRegex("((?:[0-9A-F]{2}:){31}[0-9A-F]{2})")]
    private static partial Regex Fingerprint();

    public sealed class Shared : IAsyncLifetime
    {
        public TestServer Server { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Server = await TestServer.Start();

        public ValueTask DisposeAsync() => Server.DisposeAsync();
    }
}
