using System.Net;
using Amiable.Communications;
using Amiable.Contacts;
using Amiable.Tasks;
using Amiable.Tests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Inbound;

/// <summary>What a member sees and does with mail that came in.</summary>
public sealed class InboxPagesTests
{
    private static async Task<(TestServer Server, Postbox Box, HttpClient Client)> Start()
    {
        var server = await People.Empty();
        await server.FoundOurs();
        return (server, await Postbox.Open(server, server.Us), await server.SignedIn(server.Us));
    }

    private static async Task<string> Read(HttpClient client, string page) => WebUtility.HtmlDecode(await client.GetStringAsync(page));

    [Fact]
    public async Task A_mail_that_waits_is_given_to_an_account_and_its_sender_is_known_from_then_on()
    {
        var (server, box, client) = await Start();
        var account = await server.Account();
        await server.Account("Other");
        var mail = await box.Take(from: "Paul Neu <paul@neu.example>", subject: "A question", text: "Who are <you>?");

        Assert.Contains("href=\"/communications/inbox\"", await client.GetStringAsync("/communications"), StringComparison.Ordinal);
        var list = await Read(client, "/communications/inbox");
        Assert.Contains("Paul Neu", list, StringComparison.Ordinal);
        Assert.Contains("Who are <you>?", list, StringComparison.Ordinal);
        var own = $"/communications/inbox/{mail.Id.Value}";
        Assert.Contains("Ateliers Roux", await Read(client, $"{own}/account?q=roux"), StringComparison.Ordinal);
        using var picked = await client.GetAsync($"{own}/account?account={account.Id.Value}");
        Assert.Equal($"{own}?account={account.Id.Value}", picked.Headers.Location!.OriginalString);

        using var answer = await TestServer.Post(
            client,
            $"{own}?account={account.Id.Value}",
            $"{own}/assign",
            ("account", $"{account.Id.Value}"),
            ("contact", "yes")
        );

        Assert.Equal("/communications/inbox", answer.Headers.Location!.OriginalString);
        var received = await box.Ask(db => db.Communications.SingleAsync());
        var contact = await box.Ask(db => db.Contacts.SingleAsync(c => c.Email == "paul@neu.example"));
        Assert.Equal((account.Id, contact.Id), (received.AccountId, received.From!.Contact!.Value));
        Assert.Equal(account.Id, contact.AccountId);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(own)).StatusCode);
        Assert.Equal(MatchReason.Sender, (await box.Take(from: "paul@neu.example")).Why);
    }

    [Fact]
    public async Task What_is_not_for_the_agent_waits_no_longer()
    {
        var (_, box, client) = await Start();
        var mail = await box.Take(from: "news@letter.example");
        var own = $"/communications/inbox/{mail.Id.Value}";
        await TestServer.Post(client, own, $"{own}/set-aside");
        Assert.Contains("Nothing waits here", await Read(client, "/communications/inbox"), StringComparison.Ordinal);
        using var again = await TestServer.Post(client, "/accounts/new", $"{own}/set-aside");
        Assert.Contains("Somebody has dealt with this mail already", await Read(client, "/communications/inbox"), StringComparison.Ordinal);
        Assert.Equal(InboundState.SetAside, (await box.Ask(db => db.InboundMails.SingleAsync())).State);
    }

    [Fact]
    public async Task A_received_message_shows_who_wrote_what_and_can_be_marked_as_read()
    {
        var (server, box, client) = await Start();
        var (account, _, sent) = await server.Planned();
        server.Clock.Set($"{sent.SendAt.UtcDateTime:O}");
        await server.SendWhatIsDue();
        server.Clock.Advance(TimeSpan.FromHours(1));
        var mail = await box.Take(
            from: "Zoé <zoe@elsewhere.example>",
            subject: "Re: <b>",
            text: "Line one\r\nLine <script>two</script>",
            headers: $"In-Reply-To: <{sent.Id.Value:N}@duvernay.example>\r\n"
        );
        var own = $"/communications/{mail.CommunicationId!.Value.Value}";

        var html = await client.GetStringAsync(own);
        var page = WebUtility.HtmlDecode(html);
        Assert.DoesNotContain("<script>two", html, StringComparison.Ordinal);
        Assert.Contains("Line one\nLine <script>two", page.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("zoe@elsewhere.example is not among the contacts of", page, StringComparison.Ordinal);
        Assert.Contains(sent.Subject, page, StringComparison.Ordinal);
        Assert.DoesNotContain($"{own}/approve", page, StringComparison.Ordinal);
        Assert.DoesNotContain("ask=cancel-message", page, StringComparison.Ordinal);
        Assert.Contains("Line one", await Read(client, $"/accounts/{account.Id.Value}"), StringComparison.Ordinal);
        Assert.Contains("Zoé", await Read(client, "/communications?show=received"), StringComparison.Ordinal);
        using var original = await client.GetAsync($"{own}/original");
        Assert.Equal(mail.Bytes, await original.Content.ReadAsByteArrayAsync());

        var task = await box.Ask(db => db.Tasks.SingleAsync(t => t.Kind == TaskKind.UnclearReply));
        await TestServer.Post(client, own, $"/tasks/{task.Id.Value}/answer", ("answer", "Done"), ("next", own));
        Assert.Equal(HumanTaskStatus.Closed, (await box.Ask(db => db.Tasks.SingleAsync(t => t.Id == task.Id))).Status);
        Assert.DoesNotContain("I have read it", await client.GetStringAsync(own), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_layout_of_a_stranger_runs_and_loads_nothing()
    {
        var (server, box, client) = await Start();
        await server.Account();
        var mail = await box.Take(
            System.Text.Encoding.UTF8.GetBytes(
                "From: anne@roux.example\r\nSubject: x\r\nContent-Type: text/html\r\n\r\n<p>Hello<script>alert(1)</script><img src=\"https://evil.example/x.gif\"></p>"
            )
        );
        using var answer = await client.GetAsync($"/communications/{mail.CommunicationId!.Value.Value}/layout");
        var body = await answer.Content.ReadAsStringAsync();
        Assert.Contains("<p>Hello</p>", body, StringComparison.Ordinal);
        Assert.DoesNotContain("evil", body, StringComparison.Ordinal);
        Assert.DoesNotContain("alert", body, StringComparison.Ordinal);
        Assert.Equal(Platform.Http.MailBody.Policy, Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
    }

    [Fact]
    public async Task Who_is_erased_is_in_no_mail_any_more()
    {
        var (server, box, client) = await Start();
        var account = await server.Account();
        var matched = await box.Take(text: "Anne Roux here: we pay.");
        await server.Account("Second");
        await box.Take(subject: "For whom?", text: "Anne Roux again.");
        var contact = await box.Ask(db => db.Contacts.SingleAsync(c => c.AccountId == account.Id));

        await server.Do<EraseContact, Done>(erase => erase.Run(account.Id, contact.Id, default));

        var received = await box.Of(matched);
        Assert.DoesNotContain("Anne", received.Text + received.From!.Name + received.From.Address, StringComparison.OrdinalIgnoreCase);
        Assert.All(
            await box.Ask(db => db.InboundMails.AsNoTracking().ToListAsync()),
            mail => Assert.Equal(("", "", "", 0), (mail.FromAddress, mail.FromName, mail.Excerpt, mail.Bytes.Length))
        );
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"/communications/{received.Id.Value}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/communications/{received.Id.Value}/original")).StatusCode);
    }
}
