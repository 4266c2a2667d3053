using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Amiable.Invoices;
using Amiable.Platform.Api;
using Amiable.Webhooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Webhooks;

/// <summary>What happens is told: signed, once, again when it was not taken, and never lost.</summary>
[Collection(WebhookTests.Name)]
public sealed class TellingTests(HooksServer hooks)
{
    [Fact]
    public void A_signature_is_that_of_the_Standard_Webhooks_library() =>
        Assert.Equal(
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
            HookSecret.Sign(
                ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"],
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                1614265330,
                Encoding.UTF8.GetBytes("""{"test": 2432232314}""")
            )
        );

    [Fact]
    public async Task An_invoice_that_is_paid_is_told_signed_and_as_the_API_writes_it()
    {
        await using var hook = await hooks.Hook("invoice.paid");
        var invoice = await hooks.Api.Invoice(await hooks.Api.Account("Paying"), "PAY-1", 120.5m);
        await hooks.Api.Put($"/invoices/{invoice}/paid-amount", new { paidAmount = 120.5 });

        await hooks.Tell();
        await hooks.Tell();

        var heard = Assert.Single(hook.Heard);
        Assert.Equal(("invoice.paid", invoice), (heard.Type, heard.Subject));
        Assert.Equal((await hooks.Api.Get($"/invoices/{invoice}")).Text, heard.Json.GetProperty("data").GetRawText());
        Assert.Equal(hooks.Server.Clock.GetUtcNow().ToUnixTimeSeconds().ToString(), heard.Timestamp);
        Assert.Equal(Signed(hook.Secret, heard), heard.Signature);
        var told = Assert.Single(await hook.Deliveries("?state=Told"));
        Assert.Equal((heard.Id, 1, 204), (Text(told, "eventId"), Int(told, "tries"), Int(told, "lastStatus")));
    }

    [Fact]
    public async Task What_was_not_taken_is_tried_again_under_the_same_id_until_it_is()
    {
        await using var hook = await hooks.Hook("account.created");
        var answers = new Queue<int>([500, 503, 302, 200]);
        hook.Answers(() => answers.Dequeue());
        await hooks.Api.Account("Trying");

        await hooks.Tell();
        Assert.Equal(("Waiting", 1), Standing(await hook.Deliveries()));
        hooks.Server.Clock.Advance(TimeSpan.FromSeconds(4));
        await hooks.Tell();
        Assert.Single(hook.Heard);
        foreach (var wait in new[] { TimeSpan.FromSeconds(4), TimeSpan.FromMinutes(7), TimeSpan.FromMinutes(40) })
        {
            hooks.Server.Clock.Advance(wait);
            await hooks.Tell();
        }

        Assert.Equal(("Told", 4), Standing(await hook.Deliveries()));
        Assert.Single(hook.Heard.Select(h => h.Id).Distinct());
        Assert.Single(hook.Heard.Select(h => h.Body).Distinct());
        Assert.Equal(4, hook.Heard.Select(h => h.Signature).Distinct().Count());
        Assert.Equal(JsonValueKind.Null, (await hook.Now).GetProperty("failingSince").ValueKind);
    }

    [Fact]
    public async Task After_three_days_an_event_is_a_dead_letter_the_team_is_told_and_it_can_be_told_again()
    {
        await using var hook = await hooks.Hook("account.created");
        hook.Answers(() => 500);
        var account = await hooks.Api.Account("Nobody home");
        var began = hooks.Server.Clock.GetUtcNow();
        for (var beat = 0; beat < 400 && (await hook.Deliveries("?state=Dead")).Length == 0; beat++)
        {
            await hooks.Tell();
            hooks.Server.Clock.Advance(TimeSpan.FromMinutes(20));
        }

        Assert.Equal(10, hook.Heard.Count);
        Assert.InRange(hooks.Server.Clock.GetUtcNow() - began, TimeSpan.FromDays(3), TimeSpan.FromDays(4.2));
        Assert.Equal("Unreachable", Text(await hook.Now, "state"));
        Assert.Contains(
            (await hooks.Api.Get("/account-tasks?first=200")).Nodes,
            t => Text(t, "subject").Contains("127.0.0.1", StringComparison.Ordinal)
        );
        // Meanwhile something else happens; it waits.
        var other = await hooks.Api.Account("While it was paused");
        hook.Answers(() => 200);
        await hooks.Tell();
        Assert.Equal(10, hook.Heard.Count);

        (await hooks.Api.Put($"/webhooks/{hook.Id}", new { isActive = true })).Is(HttpStatusCode.OK);
        Assert.Equal(
            1,
            (await hooks.Api.Post($"/webhooks/{hook.Id}/deliveries/replay")).Is(HttpStatusCode.OK).Body.GetProperty("count").GetInt32()
        );
        await hooks.Tell();

        Assert.Equal([account, other], hook.Heard.Skip(10).Select(h => h.Subject));
        Assert.Equal(hook.Heard[0].Id, hook.Heard[10].Id);
    }

    [Fact]
    public async Task One_event_is_told_again_when_somebody_asks()
    {
        await using var hook = await hooks.Hook("account.created");
        await hooks.Api.Account("Once more");
        await hooks.Tell();
        var delivery = Text(Assert.Single(await hook.Deliveries()), "id");

        (await hooks.Api.Post($"/webhooks/{hook.Id}/deliveries/{delivery}/replay")).Is(HttpStatusCode.OK);
        await hooks.Tell();

        Assert.Equal(2, hook.Heard.Count);
        Assert.Single(hook.Heard.Select(h => h.Id).Distinct());
    }

    [Fact]
    public async Task A_receiver_that_is_gone_is_told_nothing_more()
    {
        await using var hook = await hooks.Hook("account.created");
        hook.Answers(() => 410);
        await hooks.Api.Account("Gone 1");
        await hooks.Api.Account("Gone 2");

        await hooks.Tell();
        hooks.Server.Clock.Advance(TimeSpan.FromHours(1));
        await hooks.Tell();

        Assert.Single(hook.Heard);
        Assert.Equal("Gone", Text(await hook.Now, "state"));
    }

    [Fact]
    public async Task When_nobody_answers_the_others_wait_but_a_refused_event_holds_nobody_up()
    {
        await using var hook = await hooks.Hook("account.created");
        hook.Answers(() => 503);
        foreach (var name in new[] { "Queue 1", "Queue 2", "Queue 3" })
            await hooks.Api.Account(name);
        await hooks.Tell();
        Assert.Single(hook.Heard);

        hook.Answers(() => 400);
        hooks.Server.Clock.Advance(TimeSpan.FromSeconds(7));
        await hooks.Tell();

        Assert.Equal(4, hook.Heard.Count);
        Assert.Equal(3, (await hook.Deliveries("?state=Waiting")).Length);
    }

    [Fact]
    public async Task For_a_day_both_secrets_sign()
    {
        await using var hook = await hooks.Hook("account.created");
        var renewed = (await hooks.Api.Post($"/webhooks/{hook.Id}/rotate-secret"))
            .Is(HttpStatusCode.OK)
            .Body.GetProperty("secret")
            .GetString()!;
        await hooks.Api.Account("Both");
        await hooks.Tell();
        hooks.Server.Clock.Advance(TimeSpan.FromHours(25));
        await hooks.Api.Account("New only");
        await hooks.Tell();

        var (both, only) = (hook.Heard[0], hook.Heard[1]);
        Assert.Equal($"{Signed(renewed, both)} {Signed(hook.Secret, both)}", both.Signature);
        Assert.Equal(Signed(renewed, only), only.Signature);
        Assert.Equal(JsonValueKind.Null, (await hook.Now).GetProperty("secret").ValueKind);
    }

    [Fact]
    public async Task Two_who_tell_at_once_tell_each_event_once()
    {
        await using var hook = await hooks.Hook("account.created");
        for (var i = 0; i < 30; i++)
            await hooks.Server.Account($"At once {i}");

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => hooks.Tell())));
        await hooks.Tell();

        Assert.Equal(30, hook.Heard.Count);
        Assert.Equal(30, hook.Heard.Select(h => h.Id).Distinct().Count());
    }

    [Fact]
    public async Task What_a_process_that_died_had_claimed_is_told_by_the_next()
    {
        await using var hook = await hooks.Hook("account.created");
        await hooks.Api.Account("Claimed");
        await hooks.Server.As(
            hooks.Server.Us,
            async s =>
            {
                await s.GetRequiredService<RouteEvents>().Run(default);
                var db = s.GetRequiredService<AppDb>();
                (await db.WebhookDeliveries.SingleAsync(d => d.WebhookId == new WebhookId(hook.Id))).Claim(hooks.Server.Clock.GetUtcNow());
                return await db.SaveChangesAsync();
            }
        );

        await hooks.Tell();
        Assert.Empty(hook.Heard);
        hooks.Server.Clock.Advance(TimeSpan.FromMinutes(11));
        await hooks.Tell();

        Assert.Single(hook.Heard);
    }

    [Fact]
    public async Task What_was_rolled_back_did_not_happen_and_what_was_saved_did()
    {
        await using var hook = await hooks.Hook("account.*");
        var account = await hooks.Server.Account("Before the crash");
        await hooks.Server.As(
            hooks.Server.Us,
            async s =>
            {
                var db = s.GetRequiredService<AppDb>();
                await using var transaction = await db.Database.BeginTransactionAsync();
                (await db.Accounts.SingleAsync(a => a.Id == account.Id)).Describe(account.Details with { Name = "Never" });
                await db.SaveChangesAsync();
                // The program dies here.
                return await db.Occurrences.CountAsync(o => o.Type == "account.updated" && o.SubjectId == account.Id.Value);
            }
        );

        await hooks.Tell();

        var heard = Assert.Single(hook.Heard);
        Assert.Equal(("account.created", "Before the crash"), (heard.Type, Text(heard.Json.GetProperty("data"), "fullName")));
    }

    [Fact]
    public async Task A_trial_is_told_at_once_and_kept_nowhere()
    {
        await using var hook = await hooks.Hook("task.*");

        var taken = (await hooks.Api.Post($"/webhooks/{hook.Id}/test")).Is(HttpStatusCode.OK).Body;
        hook.Answers(() => 500);
        var refused = (await hooks.Api.Post($"/webhooks/{hook.Id}/test")).Is(HttpStatusCode.OK).Body;

        Assert.True(taken.GetProperty("isTaken").GetBoolean());
        Assert.Equal((false, "Answer", 500), (refused.GetProperty("isTaken").GetBoolean(), Text(refused, "fault"), Int(refused, "status")));
        Assert.Equal("webhook.test", hook.Heard[0].Type);
        Assert.Empty(await hook.Deliveries());
    }

    private static string Signed(string secret, Heard heard) =>
        "v1,"
        + Convert.ToBase64String(
            HMACSHA256.HashData(
                Convert.FromBase64String(secret["whsec_".Length..]),
                Encoding.UTF8.GetBytes($"{heard.Id}.{heard.Timestamp}.{heard.Body}")
            )
        );

    private static (string State, int Tries) Standing(JsonElement[] deliveries) =>
        (Text(deliveries.Single(), "state"), Int(deliveries.Single(), "tries"));

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString()!;

    private static int Int(JsonElement of, string name) => of.GetProperty(name).GetInt32();
}
