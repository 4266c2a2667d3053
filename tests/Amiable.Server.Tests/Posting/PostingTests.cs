using System.Net;
using Amiable.Accounts;
using Amiable.Channels;
using Amiable.Communications;
using Amiable.Errands;
using Amiable.FollowUp;
using Amiable.Integrations.Chromium;
using Amiable.Tasks;
using Amiable.Tests.Stories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Posting;

/// <summary>Letters that a service posts: seen and confirmed first, never twice, and followed until they arrive or come back.</summary>
public sealed class PostingTests : IAsyncLifetime
{
    private PingenStub _pingen = null!;
    private Walk _walk = null!;
    private Account _roux = null!;

    public async ValueTask InitializeAsync()
    {
        _pingen = await PingenStub.Start();
        _walk = await Walk.From("2026-03-16", settings: ("Posting:PrivateHosts", "true"));
        _walk.GoTo("2026-03-16T09:00:00Z");
        Assert.SkipUnless(_walk.Server.Services.GetRequiredService<PrintPages>().CanPrint, "No Chromium here.");
        await _walk.Store(async db => (await db.Organizations.SingleAsync()).Follow(FollowUpPolicy.Standard with { WritesLetters = true }));
        _roux = await Customer("Ateliers Roux");
        await _walk.Server.Invoice(_roux, "F-1", dueOn: "2026-03-10");
        await _walk.Plan();
    }

    public async ValueTask DisposeAsync()
    {
        await _walk.DisposeAsync();
        await _pingen.DisposeAsync();
    }

    [Fact]
    public async Task A_letter_is_priced_confirmed_and_posted_once_and_counts_from_the_day_the_post_has_it()
    {
        await SetUp();
        var client = await _walk.Server.SignedIn(_walk.Server.Us);
        var letter = await _walk.Waiting(_roux);
        Assert.Contains("through Pingen", await client.GetStringAsync("/communications/letters"), StringComparison.Ordinal);

        var quoted = await TestServer.Post(
            client,
            "/communications/letters",
            "/communications/letters/quote",
            [("letter", $"{letter.Id.Value}:{letter.Version}")]
        );
        var page = WebUtility.HtmlDecode(await quoted.Content.ReadAsStringAsync());
        Assert.Contains("1 letter, pages: 1, together", page, StringComparison.Ordinal);
        Assert.Contains("€0.95", page, StringComparison.Ordinal);
        Assert.Empty(_pingen.Letters);
        await TestServer.Post(
            client,
            "/communications/letters",
            "/communications/letters/commission",
            [("letter", $"{letter.Id.Value}:{letter.Version}:95")]
        );
        await Over(await _walk.Ask(db => db.Errands.Select(e => e.Id).SingleAsync()));

        var there = Assert.Single(_pingen.Letters).Value;
        Assert.Equal((true, "right"), (there.WasSent, there.Position));
        Assert.True(there.Pdf.AsSpan().StartsWith("%PDF-"u8));
        var posted = await Letter();
        Assert.Equal((CommunicationStatus.Sent, ConsignmentState.Accepted), (posted.Status, posted.Consignment!.State));
        Assert.Equal((1, new Money(95, "EUR")), (posted.Consignment.Pages, posted.Consignment.Cost));
        Assert.NotNull(posted.ApprovedBy);
        Assert.Contains(_pingen.Calls, c => c.Method == "PATCH" && c.Key is not null);
        Assert.Equal(1, _pingen.Calls.Count(c => c.Method == "PATCH"));
        Assert.Contains(
            "<html",
            await _walk.Ask(async db => System.Text.Encoding.UTF8.GetString((await db.ArchivedMimes.SingleAsync()).Bytes)),
            StringComparison.Ordinal
        );
        Assert.Empty((await Queue()).Letters);

        // Asked again for the same letter, nothing is posted a second time.
        var left = await Commission((posted.Id, letter.Version, 95));
        Assert.Equal("changed-meanwhile", Assert.Single(left.Reasons).Code);
        Assert.Single(_pingen.Letters);

        there.Status = "printing";
        await Follow(hours: 2);
        Assert.Equal(ConsignmentState.Printing, (await Letter()).Consignment!.State);
        (there.Status, there.PostedAt) = ("sent", "2026-03-17T08:30:00+0100");
        _walk.GoTo("2026-03-18T09:00:00Z");
        await Follow(hours: 0);
        posted = await Letter();
        Assert.Equal((ConsignmentState.InTransit, TestServer.Day("2026-03-17")), (posted.Consignment!.State, posted.SendOn));
        Assert.True((await _walk.Waiting(_roux)).SendOn >= TestServer.Day("2026-03-31"), "ten business days later");
        there.Status = "delivered";
        await Follow(hours: 2);
        Assert.Equal(CommunicationStatus.Delivered, (await Letter()).Status);
        Assert.Contains("delivered", await client.GetStringAsync($"/communications/{posted.Id.Value}"), StringComparison.Ordinal);
        var refused = await _walk.Server.As(
            _walk.Server.Us,
            s => s.GetRequiredService<TakeBackLetter>().Run(posted.Id, posted.Version + 9, default)
        );
        Assert.NotNull(refused.Problem);
    }

    [Fact]
    public async Task What_costs_more_than_a_letter_may_is_not_posted()
    {
        await SetUp();
        _pingen.PricePerPage = 3.01m;
        var letter = await _walk.Waiting(_roux);

        var quote = await _walk.Server.As(
            _walk.Server.Us,
            s => s.GetRequiredService<QuoteLetters>().Run([(letter.Id, letter.Version)], default)
        );
        Assert.True(Assert.Single(quote.Value!.Letters).IsDear);
        Assert.Empty(quote.Value.Sum);
        var left = await Commission((letter.Id, letter.Version, 301));

        Assert.Equal("posting.too-dear", Assert.Single(left.Reasons).Code);
        Assert.Equal((false, true), (Assert.Single(_pingen.Letters).Value.WasSent, Assert.Single(_pingen.Letters).Value.WasThrownAway));
        Assert.Equal(letter.Id, Assert.Single((await Queue()).Letters).Id);
    }

    [Fact]
    public async Task What_became_dearer_than_was_confirmed_is_not_posted()
    {
        await SetUp();
        var letter = await _walk.Waiting(_roux);

        var left = await Commission((letter.Id, letter.Version, 94));

        Assert.Equal("posting.too-dear", Assert.Single(left.Reasons).Code);
        Assert.DoesNotContain(_pingen.Calls, c => c.Method == "PATCH");
    }

    [Fact]
    public async Task An_address_that_the_service_cannot_use_brings_the_letter_back_into_the_queue()
    {
        await SetUp();
        _pingen.Finding = "action_required";
        var letter = await _walk.Waiting(_roux);

        var left = await Commission((letter.Id, letter.Version, 95));

        Assert.Equal(
            ("posting.unfit", "action_required"),
            (Assert.Single(left.Reasons).Code, Assert.Single(Assert.Single(left.Reasons).Values))
        );
        var waiting = await _walk.Waiting(_roux);
        Assert.Equal((CommunicationStatus.Scheduled, "posting-unfit"), (waiting.Status, waiting.StatusReason));
        Assert.Null(waiting.Consignment);
    }

    [Fact]
    public async Task A_no_of_the_service_leaves_no_doubt()
    {
        await SetUp();
        _pingen.OnSending = PingenStub.Sending.Refuses;
        var letter = await _walk.Waiting(_roux);

        var left = await Commission((letter.Id, letter.Version, 95));

        Assert.Equal(
            ("posting.refused", "This country is not served."),
            (Assert.Single(left.Reasons).Code, Assert.Single(Assert.Single(left.Reasons).Values))
        );
        Assert.Equal(CommunicationStatus.Scheduled, (await _walk.Waiting(_roux)).Status);
        Assert.Empty(await _walk.Tasks(TaskKind.UncertainDelivery));
    }

    [Fact]
    public async Task A_lost_answer_is_a_doubt_that_the_service_itself_can_end()
    {
        await SetUp();
        _pingen.OnSending = PingenStub.Sending.LosesTheAnswer;
        var letter = await _walk.Waiting(_roux);

        var left = await Commission((letter.Id, letter.Version, 95));

        Assert.Equal("posting.uncertain", Assert.Single(left.Reasons).Code);
        Assert.Equal(CommunicationStatus.Uncertain, (await Letter()).Status);
        Assert.True(Assert.Single(await _walk.Tasks(TaskKind.UncertainDelivery)).IsOpen);
        Assert.Empty((await Queue()).Letters);
        Assert.Equal(1, await _walk.Ask(db => db.ArchivedMimes.CountAsync()));
        await Follow(hours: 1);
        Assert.Equal((CommunicationStatus.Sent, ConsignmentState.Accepted), ((await Letter()).Status, (await Letter()).Consignment!.State));
        Assert.False(Assert.Single(await _walk.Tasks(TaskKind.UncertainDelivery)).IsOpen);
        Assert.Equal(1, _pingen.Calls.Count(c => c.Method == "PATCH"));
    }

    [Fact]
    public async Task What_broke_off_before_it_was_done_remains_a_question_for_a_person()
    {
        await SetUp();
        _pingen.OnSending = PingenStub.Sending.BreaksOff;
        var letter = await _walk.Waiting(_roux);

        await Commission((letter.Id, letter.Version, 95));
        await Follow(hours: 1);

        Assert.Equal(CommunicationStatus.Uncertain, (await Letter()).Status);
        Assert.True(Assert.Single(await _walk.Tasks(TaskKind.UncertainDelivery)).IsOpen);
        Assert.Equal(1, _pingen.Calls.Count(c => c.Method == "PATCH"));
    }

    [Fact]
    public async Task A_letter_that_came_back_does_not_count_and_asks_for_the_address()
    {
        await SetUp();
        var letter = await _walk.Waiting(_roux);
        await Commission((letter.Id, letter.Version, 95));
        Assert.Single(_pingen.Letters).Value.Status = "undeliverable";

        await Follow(hours: 2);

        Assert.Equal((CommunicationStatus.Bounced, true), ((await Letter()).Status, (await Letter()).IsStuck));
        var task = Assert.Single(await _walk.Tasks(TaskKind.DeliveryProblem));
        Assert.Equal("yes", task.Facts["by-post"]);
        Assert.False(await _walk.IsAnythingWaiting(_roux));
        var client = await _walk.Server.SignedIn(_walk.Server.Us);
        Assert.Contains(
            "the postal address seems to be wrong",
            await client.GetStringAsync($"/tasks/{task.Id.Value}"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task What_the_gate_holds_back_is_not_given_out_of_the_house()
    {
        await SetUp();
        var letter = await _walk.Waiting(_roux);
        await _walk.Store(async db => (await db.Organizations.SingleAsync()).Follow(FollowUpPolicy.Standard));

        var left = await Commission((letter.Id, letter.Version, 95));

        Assert.Equal("posting.held", Assert.Single(left.Reasons).Code);
        Assert.Empty(_pingen.Letters);
    }

    [Fact]
    public async Task The_settings_keep_a_secret_that_no_other_address_gets_and_can_be_tried()
    {
        var client = await _walk.Server.SignedIn(_walk.Server.Us);
        (string, string)[] form =
        [
            ("version", "0"),
            ("client", PingenStub.Client),
            ("secret", PingenStub.Secret),
            ("organisation", PingenStub.Organisation),
            ("product", "cheap"),
            ("mostCost", "3,00"),
            ("currency", "EUR"),
            ("serviceAddress", _pingen.Address),
            ("then", "try"),
        ];

        var tried = await TestServer.Post(client, "/settings/channels", "/settings/channels/posting", form);

        var page = WebUtility.HtmlDecode(await tried.Content.ReadAsStringAsync());
        Assert.Contains("you are Duvernay bei Pingen there. A letter of one page to FR costs €0.95.", page, StringComparison.Ordinal);
        Assert.DoesNotContain(PingenStub.Secret, page, StringComparison.Ordinal);
        Assert.DoesNotContain(
            PingenStub.Secret,
            await _walk.Ask(async db => (await db.PostingChannels.SingleAsync()).Secret),
            StringComparison.Ordinal
        );
        var moved = await Save(1, secret: "", address: "https://pingen.elsewhere.example");
        Assert.Equal("posting.secret-again", moved.Problem?.Code);
        Assert.Equal("posting.address", (await Save(1, secret: "x", address: "ftp://pingen.example")).Problem?.Code);
        Assert.Null((await Save(1, secret: "wrong", address: _pingen.Address)).Problem);
        var again = await _walk.Server.As(_walk.Server.Us, s => s.GetRequiredService<TryPosting>().Run(default));
        Assert.Equal("posting.sign-in", again.Problem?.Code);
    }

    private async Task SetUp() => Assert.Null((await Save(0, PingenStub.Secret, _pingen.Address)).Problem);

    private Task<Result<Done>> Save(int version, string secret, string address) =>
        _walk.Server.As(
            _walk.Server.Us,
            s =>
                s.GetRequiredService<SavePosting>()
                    .Run(
                        version,
                        new()
                        {
                            Address = address,
                            Client = PingenStub.Client,
                            Secret = secret,
                            Organisation = PingenStub.Organisation,
                            MostCost = 3,
                            Currency = "EUR",
                        },
                        default
                    )
        );

    private async Task<ErrandLeft> Commission((CommunicationId Id, int Version, long Quoted) letter)
    {
        var member = await _walk.Ask(db => db.Members.Select(m => m.Id).FirstAsync());
        var errand = await _walk.Server.As(
            _walk.Server.Us,
            async s =>
            {
                s.GetRequiredService<CurrentMember>().Is(member, "Marie Curie");
                var order = CommissionLetters.OrderFor([letter]);
                return await s.GetRequiredService<StartErrand>().Run(ErrandKind.PostLetters, order, TimeSpan.Zero, default);
            }
        );
        return (await Over(errand.Value!.Id)).Left;
    }

    // The program may take it before the test does.
    private async Task<Errand> Over(ErrandId id)
    {
        for (; ; await Task.Delay(20))
        {
            await Work();
            if (await _walk.Ask(db => db.Errands.SingleAsync(e => e.Id == id)) is { IsOver: true } over)
                return over;
        }
    }

    private Task<bool> Work() => _walk.Server.As(_walk.Server.Us, s => s.GetRequiredService<DoErrand>().Run(default));

    private async Task Follow(int hours)
    {
        _walk.Server.Clock.Advance(TimeSpan.FromHours(hours));
        await _walk.Server.As(
            _walk.Server.Us,
            async s =>
            {
                await s.GetRequiredService<FollowConsignments>().Run(default);
                return 0;
            }
        );
    }

    private async Task<Communication> Letter() => (await _walk.Communications(_roux)).Single(c => c.Consignment is not null);

    private Task<PrintQueue> Queue() => _walk.Server.As(_walk.Server.Us, s => s.GetRequiredService<ListLettersToPrint>().Run(default));

    private async Task<Account> Customer(string name)
    {
        var account = new Account(
            TestServer.New<AccountId>(),
            new()
            {
                Name = name,
                Street = "14 rue des Forges",
                PostalCode = "38100",
                City = "Grenoble",
                Country = "FR",
            },
            _walk.Now
        );
        await _walk.Server.Save(_walk.Server.Us, account);
        return account;
    }
}
