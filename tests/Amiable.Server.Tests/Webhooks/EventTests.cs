using System.Net;
using System.Text.Json;
using Amiable.Accounts;
using Amiable.Communications;
using Amiable.Credits;
using Amiable.FollowUp;
using Amiable.Invoices;
using Amiable.Organizations;
using Amiable.Payments;
using Amiable.Platform.Api;
using Amiable.Tasks;
using Amiable.Tests.Api;
using Amiable.Webhooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Webhooks;

/// <summary>Every event is told by the story that causes it, and may be asked for in its place.</summary>
[Collection(WebhookTests.Name)]
public sealed class EventTests(HooksServer hooks)
{
    private static readonly TheoryData<string> Names = [.. EventType.All.Select(t => t.Name)];

    public static TheoryData<string> Types => Names;

    [Theory]
    [MemberData(nameof(Types))]
    public async Task An_event_is_told_by_its_story_and_as_the_API_writes_the_thing(string type)
    {
        await using var hook = await hooks.Hook(type);
        var subject = await Story(type);

        await hooks.Tell();

        var heard = Assert.Single(hook.Heard, h => h.Subject == subject);
        Assert.Equal(type, heard.Type);
        var data = heard.Json.GetProperty("data");
        Assert.Equal(
            hooks.Server.Us.Value,
            type.StartsWith("promise", StringComparison.Ordinal) || type.StartsWith("announcement", StringComparison.Ordinal)
                ? hooks.Server.Us.Value
                : data.GetProperty("organizationId").GetGuid()
        );
        // More than its name: unless it is gone.
        Assert.Equal(type.EndsWith(".deleted", StringComparison.Ordinal), data.EnumerateObject().Count() <= 3);
    }

    private async Task<Guid> Story(string type)
    {
        var account = await hooks.Server.Account($"Story of {type}");
        var (group, _) = (type.Split('.')[0], 0);
        return group switch
        {
            "account" => await OfAccount(type, account),
            "invoice" or "dispute" => await OfInvoice(type, account),
            "credit-note" or "payment" => await OfCredit(type, account),
            "communication" => await OfCommunication(type, account),
            "promise" or "announcement" => await OfDeclaration(type, account),
            _ => await OfTask(type, account),
        };
    }

    private async Task<Guid> OfAccount(string type, Account account)
    {
        var id = account.Id.Value;
        if (type is "account.paused" or "account.resumed")
            (await hooks.Api.Post($"/accounts/{id}/dunning/pause", new { reason = "Commercial" })).Is(HttpStatusCode.OK);
        if (type == "account.resumed")
            (await hooks.Api.Post($"/accounts/{id}/dunning/resume")).Is(HttpStatusCode.OK);
        if (type == "account.updated")
            (await hooks.Api.Put($"/accounts/{id}", new { fullName = "Another name" })).Is(HttpStatusCode.OK);
        if (type == "account.deleted")
            (await hooks.Api.Delete($"/accounts/{id}")).Is(HttpStatusCode.NoContent);
        return id;
    }

    private async Task<Guid> OfInvoice(string type, Account account)
    {
        var id = await hooks.Api.Invoice(account.Id.Value, $"S-{type}");
        InvoiceId invoice = new(id);
        if (type is "invoice.updated" or "invoice.paid" or "invoice.reopened")
            (await hooks.Api.Put($"/invoices/{id}/paid-amount", new { paidAmount = type == "invoice.updated" ? 10 : 100 })).Is(
                HttpStatusCode.OK
            );
        if (type == "invoice.reopened")
            (await hooks.Api.Put($"/invoices/{id}/paid-amount", new { paidAmount = 0 })).Is(HttpStatusCode.OK);
        if (type == "invoice.written-off")
            await Change<Invoice>(i => i.Id == invoice, i => i.WriteOff(TestServer.Day("2026-03-02")));
        if (type == "invoice.deleted")
            (await hooks.Api.Delete($"/invoices/{id}")).Is(HttpStatusCode.NoContent);
        if (type is "dispute.opened" or "dispute.settled")
            await Change<Invoice>(i => i.Id == invoice, i => i.Dispute(DisputeReason.Other, "Broken", TestServer.Day("2026-03-02")));
        if (type == "dispute.settled")
            await Change<Invoice>(i => i.Id == invoice, i => i.SettleDispute());
        return id;
    }

    private async Task<Guid> OfCredit(string type, Account account)
    {
        CreditId id;
        if (type.StartsWith("payment", StringComparison.Ordinal))
            id = await hooks.Server.Do<RecordPayment, CreditId>(r =>
                r.Run(account.Id, 10, "EUR", TestServer.Day("2026-03-02"), "R", default)
            );
        else
            id = new((
                    await hooks.Api.Post(
                        "/credit-notes",
                        new
                        {
                            accountId = account.Id.Value,
                            number = "CN",
                            issuedDate = "2026-03-01",
                            totalAmount = 10,
                            currency = "EUR",
                        }
                    )
                ).Is(HttpStatusCode.Created).Id);
        if (type.EndsWith(".updated", StringComparison.Ordinal))
        {
            var invoice = await hooks.Server.Invoice(account, "OPEN-1", "2026-03-01");
            await hooks.Server.As(
                hooks.Server.Us,
                async s =>
                {
                    var db = s.GetRequiredService<AppDb>();
                    var credit = await db.Credits.SingleAsync(c => c.Id == id);
                    (await db.Invoices.SingleAsync(i => i.Id == invoice.Id)).Allocate(credit, credit.Unused, TestServer.Day("2026-03-02"));
                    return await db.SaveChangesAsync();
                }
            );
        }
        if (type.EndsWith(".deleted", StringComparison.Ordinal))
            await hooks.Server.Do<DeleteCredit, Done>(d => d.Run(id, type[0] == 'p' ? CreditKind.Payment : CreditKind.CreditNote, default));
        return id.Value;
    }

    private async Task<Guid> OfCommunication(string type, Account account)
    {
        var id = TestServer.New<CommunicationId>();
        if (type == "communication.received")
        {
            var mail = new ReceivedMail
            {
                Fingerprint = $"{id.Value}",
                From = new(null, "Anne", "anne@roux.example"),
                Subject = "Hello",
                Text = "Hello",
                Day = TestServer.Day("2026-03-02"),
                At = hooks.Server.Clock.GetUtcNow(),
            };
            await hooks.Server.Save(hooks.Server.Us, Communication.Received(id, account.Id, mail));
            return id.Value;
        }
        var starts = type == "communication.awaiting-approval" ? CommunicationStatus.AwaitingApproval : CommunicationStatus.Scheduled;
        var message = new Communication(id, account.Id, Origin.Member, $"{id.Value:N}", starts, hooks.Server.Clock.GetUtcNow());
        await hooks.Server.Save(hooks.Server.Us, message);
        var then = type.Split('.')[1] switch
        {
            "updated" => [c => c.MoveTo(TestServer.Day("2026-03-09"), hooks.Server.Clock.GetUtcNow().AddDays(7))],
            "cancelled" => [c => c.Cancel("by-hand", byMember: true)],
            "sent" => Sent,
            "delivered" => [.. Sent, c => c.Hear(News(DeliveryKind.Delivered))],
            "bounced" => [.. Sent, c => c.Hear(News(DeliveryKind.HardFailed))],
            "complained" => [.. Sent, c => c.Hear(News(DeliveryKind.Complained))],
            "failed" => [c => c.Claim(""), c => c.WasRefused("refused")],
            "uncertain" => [c => c.Claim(""), c => c.IsUncertain()],
            _ => Array.Empty<Action<Communication>>(),
        };
        foreach (var step in then)
            await Change<Communication>(c => c.Id == id, step);
        return id.Value;

        DeliveryNews News(DeliveryKind kind) => new(hooks.Server.Clock.GetUtcNow(), "anne@roux.example", kind, null, "", "");
    }

    private Action<Communication>[] Sent =>
        [
            c =>
                c.Edit(
                    TestServer.Day("2026-03-02"),
                    hooks.Server.Clock.GetUtcNow(),
                    [new(TestServer.New<ContactId>(), "Anne", "anne@roux.example")],
                    new("S", "T", "T"),
                    Tone.Courteous,
                    TestServer.Day("2026-03-02")
                ),
            c => c.Claim(""),
            c => c.WasSent(hooks.Server.Clock.GetUtcNow()),
        ];

    private async Task<Guid> OfDeclaration(string type, Account account)
    {
        var invoice = await hooks.Server.Invoice(account, "PR-1", "2026-02-20");
        var id = TestServer.New<PaymentDeclarationId>();
        var now = hooks.Server.Clock.GetUtcNow();
        var kind = type[0] == 'p' ? DeclarationKind.Promise : DeclarationKind.Payment;
        var on = DateOnly.FromDateTime(now.UtcDateTime).AddDays(type == "promise.broken" ? -1 : 5);
        await hooks.Server.Save(hooks.Server.Us, new PaymentDeclaration(id, account.Id, kind, [new(invoice.Id, "PR-1")], on, now));
        if (type == "promise.broken")
        {
            await hooks.Server.As(hooks.Server.Us, s => s.GetRequiredService<NoteBrokenPromises>().Run(default));
            // Told once, however often somebody looks.
            await hooks.Server.As(hooks.Server.Us, s => s.GetRequiredService<NoteBrokenPromises>().Run(default));
        }
        if (type == "promise.kept")
            await Change<PaymentDeclaration>(d => d.Id == id, d => d.Resolve(DeclarationResolution.InvoicesSettled, null, null, now));
        if (type.EndsWith(".ended", StringComparison.Ordinal))
            await Change<PaymentDeclaration>(d => d.Id == id, d => d.Resolve(DeclarationResolution.Rejected, null, "Claire", now));
        return id.Value;
    }

    private async Task<Guid> OfTask(string type, Account account)
    {
        var id = await hooks.Server.Do<AddTask, HumanTaskId>(add => add.Run("Call them", account.Id, default));
        if (type is "task.answered")
            (await hooks.Api.Post($"/account-tasks/{id.Value}/interactions", new { text = "The line is busy." })).Is(HttpStatusCode.OK);
        if (type == "task.updated")
            await Change<HumanTask>(t => t.Id == id, t => t.TakeUp());
        if (type == "task.closed")
            await Change<HumanTask>(t => t.Id == id, t => t.Close(null, hooks.Server.Clock.GetUtcNow()));
        if (type == "task.cancelled")
            (await hooks.Api.Post($"/account-tasks/{id.Value}/cancel")).Is(HttpStatusCode.OK);
        return id.Value;
    }

    private Task<int> Change<T>(System.Linq.Expressions.Expression<Func<T, bool>> which, Action<T> change)
        where T : class =>
        hooks.Server.As(
            hooks.Server.Us,
            async s =>
            {
                var db = s.GetRequiredService<AppDb>();
                change(await db.Set<T>().SingleAsync(which));
                return await db.SaveChangesAsync();
            }
        );

    [Fact]
    public void The_description_of_the_API_has_each_event_as_a_webhook() =>
        Assert.Equal(
            [.. EventType.All.Select(t => t.Name), "webhook.test"],
            hooks.Description.Document["webhooks"]!.AsObject().Select(w => w.Key)
        );

    [Fact]
    public async Task Events_are_asked_for_in_order_and_nothing_is_left_out()
    {
        await hooks.Api.Get("/events?first=1");
        var start = (await All("/events?first=200"))[^1].GetProperty("cursor").GetString();
        List<Guid> accounts = [];
        for (var i = 0; i < 5; i++)
            accounts.Add(await hooks.Api.Account($"In order {i}"));

        var heard = await All($"/events?first=2&types=account.created&after={start}");
        var again = await hooks.Api.Get($"/events?after={heard[2].GetProperty("cursor").GetString()}&types=account.*");

        Assert.Equal(accounts, heard.Select(e => e.GetProperty("data").GetProperty("id").GetGuid()));
        Assert.Equal(accounts.Skip(3), again.Nodes.Select(e => e.GetProperty("data").GetProperty("id").GetGuid()));
        (await hooks.Api.Get("/events?types=invoice.eaten")).IsProblem(HttpStatusCode.UnprocessableEntity, "webhook.unknown-event");
    }

    [Fact]
    public async Task Nothing_is_written_down_where_nobody_listens_and_the_first_question_begins_it()
    {
        var quiet = await hooks.Server.Found("Quiet Ltd", Autonomy.Approve);
        await hooks.Server.Account("Unheard", of: quiet);
        Assert.Equal(0, await Count(quiet));
        var program = await hooks.Client(quiet, Scopes.All);

        Assert.Equal("events.started", (await program.Get("/events")).Nodes.Single().GetProperty("type").GetString());
        await hooks.Server.Account("Heard", of: quiet);

        Assert.Equal(2, await Count(quiet));
        Assert.Equal("account.created", (await program.Get("/events")).Nodes[^1].GetProperty("type").GetString());
    }

    [Fact]
    public async Task After_thirty_days_events_are_forgotten_and_an_old_cursor_is_told_so()
    {
        var old = await hooks.Server.Found("Old Ltd", Autonomy.Approve);
        var program = await hooks.Client(old, Scopes.All);
        var first = (await program.Get("/events")).Nodes.Single().GetProperty("cursor").GetString();
        for (var i = 0; i < 3; i++)
            await hooks.Server.Account($"Old {i}", of: old);
        var last = (await program.Get("/events")).Nodes[^1].GetProperty("cursor").GetString();
        hooks.Server.Clock.Advance(TimeSpan.FromDays(31));

        await hooks.Server.As(old, s => s.GetRequiredService<ForgetEvents>().Run(default));
        await hooks.Server.Account("New", of: old);

        (await program.Get($"/events?after={first}")).IsProblem(HttpStatusCode.Conflict, "events.gone");
        Assert.Single((await program.Get($"/events?after={last}")).Nodes);
        Assert.Equal(2, await Count(old));
    }

    [Fact]
    public async Task A_program_is_told_only_what_it_may_read()
    {
        var program = await hooks.Client(hooks.Server.Us, Scopes.OrganizationsAll, Scopes.InvoicesRead);
        var url = hooks.Receiver.Address + "/scoped";

        var made = (await program.Post("/webhooks", new { url, events = new[] { "invoice.*", "dispute.opened" } })).Is(
            HttpStatusCode.Created
        );
        (await program.Post("/webhooks", new { url, events = new[] { "task.opened" } })).IsProblem(
            HttpStatusCode.UnprocessableEntity,
            "webhook.scope"
        );
        (await program.Put($"/webhooks/{made.Id}", new { events = new[] { "*" } })).IsProblem(
            HttpStatusCode.UnprocessableEntity,
            "webhook.scope"
        );
        // What somebody else is told cannot be sent elsewhere either.
        await using var all = await hooks.Hook("*");
        (await program.Put($"/webhooks/{all.Id}", new { url })).IsProblem(HttpStatusCode.UnprocessableEntity, "webhook.scope");
        await program.Delete($"/webhooks/{made.Id}");
    }

    [Fact]
    public async Task Another_organization_hears_and_finds_nothing()
    {
        await using var hook = await hooks.Hook("*");
        await hooks.Server.Account("Theirs", of: hooks.Server.SomebodyElse);

        await hooks.Tell();
        await hooks.Tell(hooks.Server.SomebodyElse);

        Assert.DoesNotContain(hook.Heard, h => h.Body.Contains("Theirs", StringComparison.Ordinal));
        (await hooks.Elsewhere.Get($"/webhooks/{hook.Id}")).IsProblem(HttpStatusCode.NotFound, "not-found");
        (await hooks.Elsewhere.Get($"/webhooks/{hook.Id}/deliveries")).IsProblem(HttpStatusCode.NotFound, "not-found");
        (await hooks.Elsewhere.Post($"/webhooks/{hook.Id}/test")).IsProblem(HttpStatusCode.NotFound, "not-found");
        (await hooks.Elsewhere.Post($"/webhooks/{hook.Id}/rotate-secret")).IsProblem(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task A_secret_is_readable_nowhere_but_in_the_answer_that_shows_it()
    {
        var key = Guid.CreateVersion7().ToString();
        var body = new { url = hooks.Receiver.Address + "/kept", events = new[] { "account.created" } };
        var made = (await hooks.Api.Post("/webhooks", body, key)).Is(HttpStatusCode.Created);
        var again = (await hooks.Api.Post("/webhooks", body, key)).Is(HttpStatusCode.Created);
        var secret = made.Body.GetProperty("secret").GetString()!;

        Assert.Equal(made.Text, again.Text);
        Assert.DoesNotContain(secret, await hooks.Server.DatabaseText(), StringComparison.Ordinal);
        await hooks.Api.Delete($"/webhooks/{made.Id}");
    }

    private Task<int> Count(OrganizationId organization) =>
        hooks.Server.As(organization, s => s.GetRequiredService<AppDb>().Occurrences.CountAsync());

    private async Task<List<JsonElement>> All(string path)
    {
        List<JsonElement> nodes = [];
        for (string? cursor = null; ; )
        {
            var part = await hooks.Api.Get(
                cursor is null ? path : System.Text.RegularExpressions.Regex.Replace(path, "&after=.*", "") + "&after=" + cursor
            );
            nodes.AddRange(part.Nodes);
            cursor = part.Body.GetProperty("pageInfo").GetProperty("endCursor").GetString();
            if (cursor is null)
                return nodes;
        }
    }
}
