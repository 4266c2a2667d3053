using System.Net;
using System.Net.Http.Json;
using System.Text;
using Amiable.Accounts;
using Amiable.Channels;
using Amiable.Communications;
using Amiable.Contacts;
using Amiable.FollowUp;
using Amiable.Inbound;
using Amiable.Integrations.Texts;
using Amiable.Invoices;
using Amiable.Organizations;
using Amiable.Platform.Api;
using Amiable.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Communications;

/// <summary>A member writes a text message: what leaves, what comes back, and to whom nothing is ever sent again.</summary>
public sealed class TextMessageTests : IAsyncLifetime
{
    private const string Number = "+33612345678";

    private readonly TextProvider _provider = new();
    private readonly TestServer _server = new()
    {
        Settings = { ["Webhooks:PrivateHosts"] = "true", ["PublicUrl"] = "https://amiable.example" },
    };
    private Account _account = null!;
    private Invoice _invoice = null!;
    private Contact _contact = null!;

    public async ValueTask InitializeAsync()
    {
        await _server.FoundOurs(Autonomy.Approve);
        _account = await _server.Account();
        _invoice = await _server.Invoice(_account, "F-1", "2026-02-02", amount: 500);
        var known = await Ask(db => db.Contacts.AsNoTracking().SingleAsync());
        await _server.Do<SaveContact, Done>(u =>
            u.Run(_account.Id, known.Id, new(known.FullName, known.Email, "+33 6 12 34 56 78", null, null, null, true), default)
        );
        _contact = await Ask(db => db.Contacts.AsNoTracking().SingleAsync());
        await Save(new(_provider.Address, "AC77", "s3cret", "+33 1 99 00 12 34", 0.07m, "EUR"));
    }

    public async ValueTask DisposeAsync()
    {
        await _provider.DisposeAsync();
        await _server.DisposeAsync();
    }

    private Task<Result<Done>> Save(TextEntry entry) =>
        _server.As(
            _server.Us,
            async s =>
            {
                var version = await s.GetRequiredService<AppDb>().MailChannels.Select(c => c.Version).SingleOrDefaultAsync();
                return await s.GetRequiredService<SaveTexts>().Run(version, entry, default);
            }
        );

    private Task<T> Ask<T>(Func<AppDb, Task<T>> read) => _server.As(_server.Us, s => read(s.GetRequiredService<AppDb>()));

    private Task<Result<TextWritten>> Write(string text, Guid? form = null, params Confirmed[] confirmed) =>
        _server.As(
            _server.Us,
            s =>
                s.GetRequiredService<WriteText>()
                    .Run(
                        _account.Id,
                        new(
                            form ?? Guid.CreateVersion7(),
                            _contact.Id,
                            text,
                            [_invoice.Id],
                            confirmed,
                            NewsTo: new Uri("https://amiable.example" + TextHooks.NewsPathOf(_server.Us))
                        ),
                        default
                    )
        );

    private Task<Communication> Only() => Ask(db => db.Communications.AsNoTracking().SingleAsync(c => c.Channel == Channel.Sms));

    private async Task<HttpStatusCode> Tell(string path, bool signed, params (string Name, string Value)[] fields)
    {
        var all = fields.ToDictionary(f => f.Name, f => f.Value);
        using var content = new FormUrlEncodedContent(all);
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        var signature = TextSignature.Of(signed ? "s3cret" : "guessed", "https://amiable.example" + path, all);
        request.Headers.Add(TextSignature.Header, signature);
        return (await _server.CreateClient().SendAsync(request)).StatusCode;
    }

    private Task<HttpStatusCode> ComesIn(string text, string sid, bool signed = true) =>
        Tell(TextHooks.PathOf(_server.Us), signed, ("MessageSid", sid), ("From", Number), ("To", "+33199001234"), ("Body", text));

    [Fact]
    public async Task It_leaves_once_by_the_contract_of_the_provider_and_is_counted()
    {
        var form = Guid.CreateVersion7();

        Assert.True((await Write("Hello, when may we expect your payment?", form)).Value!.HasLeft);
        Assert.True((await Write("Hello, when may we expect your payment?", form)).Value!.HasLeft);

        var (path, authorization, fields) = Assert.Single(_provider.Heard);
        Assert.Equal("/2010-04-01/Accounts/AC77/Messages.json", path);
        Assert.Equal("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("AC77:s3cret")), authorization);
        Assert.Equal((Number, "+33199001234"), (fields["To"], fields["From"]));
        Assert.Equal("Hello, when may we expect your payment?", fields["Body"]);
        var sent = await Only();
        Assert.Equal((CommunicationStatus.Sent, "sms:SM0123456789"), (sent.Status, sent.MailId));
        Assert.Equal(new TextCount(1, 0.07m, "EUR"), sent.Facts.Text);
        Assert.EndsWith($"/news/{sent.Id.Value:N}", fields["StatusCallback"], StringComparison.Ordinal);
        Assert.NotNull(sent.GateProof);
        Assert.DoesNotContain(
            "s3cret",
            await Ask(db => db.MailChannels.Select(c => c.TextsSecret).SingleAsync()),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task When_no_answer_comes_nobody_knows_and_it_is_never_sent_again()
    {
        _provider.Answer = () => null;

        Assert.False((await Write("Hello")).Value!.HasLeft);

        Assert.Equal(CommunicationStatus.Uncertain, (await Only()).Status);
        Assert.Equal(1, await Ask(db => db.Tasks.CountAsync(t => t.Kind == TaskKind.UncertainDelivery)));
        _provider.Answer = () => (201, """{"sid": "SM2"}""");
        await _server.As(_server.Us, s => s.GetRequiredService<SendDueCommunications>().Run(default));
        _server.Clock.Advance(TimeSpan.FromHours(3));
        await _server.As(_server.Us, s => s.GetRequiredService<SendDueCommunications>().Run(default));
        Assert.Single(_provider.Heard);
    }

    [Fact]
    public async Task A_process_that_ended_in_between_leaves_a_question_and_no_second_message()
    {
        var member = await Ask(db => db.Members.Select(m => m.Id).FirstAsync());
        var (now, day) = (_server.Clock.GetUtcNow(), TestServer.Day("2026-03-02"));
        var message = Communication.Texted(TestServer.New<CommunicationId>(), _account.Id, Guid.CreateVersion7(), now);
        Assert.Null(
            message.WriteByHand(
                new([new(_contact.Id, "", Number)], new("Hello", "Hello", ""), "fr", new(), []),
                (day, now),
                member,
                now,
                day
            )
        );
        message.Claim("{}");
        message.Begin();
        await _server.Save(_server.Us, message);

        _server.Clock.Advance(TimeSpan.FromHours(2));
        await _server.As(_server.Us, s => s.GetRequiredService<SendDueCommunications>().Run(default));

        Assert.Equal(CommunicationStatus.Uncertain, (await Only()).Status);
        Assert.Equal(1, await Ask(db => db.Tasks.CountAsync(t => t.Kind == TaskKind.UncertainDelivery)));
        Assert.True(_provider.Heard.IsEmpty && _server.Mailbox.Sent.Count == 0);
    }

    [Theory]
    [InlineData(400, 21610, "text.stopped")]
    [InlineData(400, 21211, "text.refused")]
    [InlineData(401, 20003, "text.refused")]
    public async Task What_the_provider_refuses_has_not_left(int status, int code, string problem)
    {
        _provider.Answer = () => (status, $$"""{"code": {{code}}, "message": "No", "status": {{status}}}""");

        Assert.Equal(problem, (await Write("Hello")).Problem?.Code);

        Assert.Equal(CommunicationStatus.Cancelled, (await Only()).Status);
        Assert.Equal(code == 21610, (await Ask(db => db.Contacts.SingleAsync())).NoTextsSince is not null);
        Assert.False(
            (
                await _server.As(_server.Us, async s => (await s.GetRequiredService<ReadSituation>().Run([_account.Id], default)).Single())
            ).HasUnsolvedFailure
        );
    }

    [Fact]
    public async Task An_error_behind_its_door_may_have_come_after_the_message_left()
    {
        _provider.Answer = () => (500, "");
        Assert.False((await Write("Hello")).Value!.HasLeft);
        Assert.Equal(CommunicationStatus.Uncertain, (await Only()).Status);
    }

    [Fact]
    public async Task Where_nobody_listens_it_certainly_did_not_leave()
    {
        await Save(new("http://127.0.0.1:9", "AC77", "s3cret", "Duvernay", null, ""));
        Assert.Equal("text.not-reached", (await Write("Hello")).Problem?.Code);
        Assert.Equal(CommunicationStatus.Cancelled, (await Only()).Status);
    }

    [Fact]
    public async Task Stop_is_heard_for_ever()
    {
        await Write("Hello");

        Assert.Equal(HttpStatusCode.NotFound, await ComesIn("STOP", "SM7", signed: false));
        Assert.Null((await Ask(db => db.Contacts.SingleAsync())).NoTextsSince);
        Assert.Equal(HttpStatusCode.OK, await ComesIn("Arrêt", "SM7"));

        Assert.NotNull((await Ask(db => db.Contacts.SingleAsync())).NoTextsSince);
        Assert.Equal("text.stopped", (await Write("Hello again")).Problem?.Code);
        Assert.Empty(await Ask(db => db.Tasks.Where(t => t.Kind == TaskKind.UnclearReply).ToListAsync()));
        // Taken off and typed again, it is still that person's number.
        foreach (var number in new[] { null, "0033 6 12 34 56 78" })
            await _server.Do<SaveContact, Done>(u =>
                u.Run(_account.Id, _contact.Id, new(_contact.FullName, _contact.Email, number, null, null, null, true), default)
            );
        Assert.Equal("text.stopped", (await Write("Hello again")).Problem?.Code);
        Assert.Single(_provider.Heard);
    }

    [Fact]
    public async Task An_answer_joins_the_conversation_and_a_person_reads_it()
    {
        await Write("Hello");
        var sent = await Only();

        Assert.Equal(HttpStatusCode.OK, await ComesIn("We pay on Friday", "SM8"));
        Assert.Equal(HttpStatusCode.OK, await ComesIn("We pay on Friday", "SM8"));

        var came = await Ask(db => db.Communications.AsNoTracking().SingleAsync(c => c.Origin == Origin.Customer));
        Assert.Equal((Channel.Sms, sent.Thread, "We pay on Friday"), (came.Channel, came.Thread, came.Text));
        Assert.Equal(came.Id, (await Ask(db => db.Tasks.SingleAsync(t => t.Kind == TaskKind.UnclearReply))).CommunicationId);
    }

    [Fact]
    public async Task News_of_its_delivery_is_believed_only_with_its_signature()
    {
        await Write("Hello");
        var sent = await Only();
        var path = $"{TextHooks.NewsPathOf(_server.Us)}/{sent.Id.Value:N}";

        Assert.Equal(HttpStatusCode.NotFound, await Tell(path, signed: false, ("MessageStatus", "delivered")));
        Assert.Equal(CommunicationStatus.Sent, (await Only()).Status);
        Assert.Equal(HttpStatusCode.OK, await Tell(path, signed: true, ("MessageStatus", "delivered")));
        Assert.Equal(CommunicationStatus.Delivered, (await Only()).Status);
        Assert.Equal(HttpStatusCode.OK, await Tell(path, signed: true, ("MessageStatus", "failed"), ("ErrorCode", "30003")));
        Assert.Equal(CommunicationStatus.Bounced, (await Only()).Status);
    }

    [Fact]
    public async Task The_last_look_holds_for_text_messages_too()
    {
        _server.Clock.Set("2026-03-02T21:00:00Z");
        Assert.Equal("text.closed-hours", (await Write("Hello")).Problem?.Code);
        _server.Clock.Set("2026-03-03T10:00:00Z");
        await _server.Do<DisputeInvoice, Done>(u => u.Run(_invoice.Id, DisputeReason.Price, null, default));
        Assert.Equal(Doubt.Disputed, Assert.Single(Assert.IsType<Doubtful>((await Write("Hello")).Problem).Doubts).What);
        Assert.Equal(Doubt.Figures, Assert.IsType<Doubtful>((await Write("You owe 12345 euros")).Problem).Doubts[0].What);
        await _server.Do<EditPaidAmount, Done>(u => u.Run(_invoice.Id, 500, TestServer.Day("2026-03-02"), default));
        Assert.Equal("letter.not-owed", (await Write("Hello")).Problem?.Code);
        Assert.Empty(_provider.Heard);
        Assert.Empty(await Ask(db => db.Communications.Where(c => c.Channel == Channel.Sms).ToListAsync()));
    }

    [Fact]
    public async Task A_token_does_not_go_to_another_address_and_the_address_is_looked_at()
    {
        Assert.Equal("texts.token", (await Save(new("http://127.0.0.1:9", "AC77", "", "Duvernay", null, ""))).Problem?.Code);
        Assert.Equal("texts.sender", (await Save(new(_provider.Address, "AC77", "", "0612345678", null, ""))).Problem?.Code);
        Assert.Equal("texts.currency", (await Save(new(_provider.Address, "AC77", "", "Duvernay", 1, "euro"))).Problem?.Code);
        Assert.Null((await Save(new(_provider.Address, "AC77", "", "Duvernay", null, ""))).Problem);
        await using var careful = await TestServer.Start();
        var refused = await careful.As(
            careful.Us,
            s => s.GetRequiredService<SaveTexts>().Run(0, new(_provider.Address, "AC77", "t", "Duvernay", null, ""), default)
        );
        Assert.Equal("webhook.only-https", refused.Problem?.Code);
    }

    [Fact]
    public async Task Nothing_is_asked_for_while_no_provider_could_send_it()
    {
        await using var server = await TestServer.Start();
        var client = await server.SignedIn(server.Us);
        var page = await client.GetStringAsync($"/accounts/{(await server.Account()).Id.Value}/text");
        Assert.Contains("href=\"/settings/channels#texts\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<textarea", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_looks_at_it_before_it_leaves()
    {
        var client = await _server.SignedIn(_server.Us);
        var own = $"/accounts/{_account.Id.Value}/text";
        Assert.Contains("+33 6 12 34 56 78", WebUtility.HtmlDecode(await client.GetStringAsync(own)), StringComparison.Ordinal);
        (string, string)[] fields =
        [
            ("form", $"{Guid.CreateVersion7()}"),
            ("to", $"{_contact.Id.Value}"),
            ("text", "Bonjour, où en êtes-vous ?"),
        ];

        var looked = WebUtility.HtmlDecode(
            await (await TestServer.Post(client, own, own, [.. fields, ("do", "look")])).Content.ReadAsStringAsync()
        );

        Assert.Contains("1 part", looked, StringComparison.Ordinal);
        Assert.Contains("about 0.07 EUR", looked, StringComparison.Ordinal);
        Assert.Contains("because of: ê", looked, StringComparison.Ordinal);
        Assert.Empty(_provider.Heard);
        await TestServer.Post(client, own, own, [.. fields, ("do", "send")]);
        Assert.Single(_provider.Heard);
        Assert.Contains("AC77", await client.GetStringAsync("/settings/channels"), StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", await client.GetStringAsync("/settings/channels"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_counts_it_first_and_says_what_it_may_cost()
    {
        var client = _server.CreateClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", await Api.ApiServer.Token(_server, _server.Us, Scopes.All));
        var path = $"{ApiRoutes.Root}/accounts/{_account.Id.Value}/outgoing-message-communications";
        object Asked(string text, int? most = null) =>
            new
            {
                channel = "Sms",
                text,
                to = _contact.Id.Value,
                maxCredits = most,
            };

        var counted = await (await client.PostAsJsonAsync(path + "/preview", Asked(new string('a', 161)))).Content.ReadAsStringAsync();
        Assert.Contains("\"credits\":2", counted.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("\"cost\":0.14", counted.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        var dear = await client.PostAsJsonAsync(path, Asked(new string('a', 161), most: 1));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, dear.StatusCode);
        Assert.Empty(_provider.Heard);
        var sent = await client.PostAsJsonAsync(path, Asked("Hello", most: 1));
        Assert.Equal(HttpStatusCode.Created, sent.StatusCode);
        Assert.Contains("\"Sms\"", await sent.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Single(_provider.Heard);
    }

    [Fact]
    public void The_signature_is_that_of_the_provider()
    {
        // The example of the provider's own documentation.
        var fields = new Dictionary<string, string>
        {
            ["CallSid"] = "CA1234567890ABCDE",
            ["Caller"] = "+14158675309",
            ["Digits"] = "1234",
            ["From"] = "+14158675309",
            ["To"] = "+18005551212",
        };
        const string Url = "https://mycompany.com/myapp.php?foo=1&bar=2";
        const string Signature = "RSOYDt4T1cUTdK1PDd93/VVr8B8=";
        Assert.Equal(Signature, TextSignature.Of("12345", Url, fields));
        Assert.True(TextSignature.Fits(Signature, "12345", Url, fields));
        Assert.False(TextSignature.Fits(Signature, "12346", Url, fields));
        Assert.False(TextSignature.Fits(null, "12345", Url, fields));
    }
}
