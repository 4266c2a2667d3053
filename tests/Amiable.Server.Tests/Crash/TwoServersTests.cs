using System.Net;
using Amiable.Communications;
using Amiable.Platform.Api;
using Amiable.Platform.Health;
using Amiable.Platform.Jobs;
using Amiable.Platform.Live;
using Amiable.Tests.Api;
using Amiable.Tests.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Amiable.Tests.Crash;

/// <summary>Two servers of one installation: whichever answers, it is the same.</summary>
public sealed class TwoServersTests(TwoServersTests.Both both) : IClassFixture<TwoServersTests.Both>
{
    private const string Paul = "paul@duvernay.example";

    private TestServer One => both.One;

    private TestServer Other => both.Other;

    [Fact]
    public async Task Who_signed_in_at_one_is_signed_in_at_the_other_until_they_sign_out()
    {
        var visitor = await One.Signed(Paul);
        using var there = Other.CreateClient(new() { AllowAutoRedirect = false });
        there.DefaultRequestHeaders.Add("Cookie", visitor.Cookies.Header);

        Assert.Equal(HttpStatusCode.OK, (await there.GetAsync("/accounts")).StatusCode);
        await visitor.Post("/you", "/sign-out");

        Assert.Equal(HttpStatusCode.Redirect, (await there.GetAsync("/accounts")).StatusCode);
    }

    [Fact]
    public async Task A_form_of_one_is_taken_by_the_other()
    {
        var visitor = await One.Signed(Paul);
        var page = await visitor.Read("/you");
        var token = System.Text.RegularExpressions.Regex.Match(page, "name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"").Groups[
            1
        ];
        using var there = Other.CreateClient(new() { AllowAutoRedirect = false });
        there.DefaultRequestHeaders.Add("Cookie", visitor.Cookies.Header);

        var answer = await there.PostAsync(
            "/you/sessions/end",
            new FormUrlEncodedContent([new("__RequestVerificationToken", WebUtility.HtmlDecode(token.Value))])
        );

        Assert.Equal("/you", Visitor.To(answer));
    }

    [Fact]
    public async Task A_request_with_a_key_is_done_once_whichever_is_asked_and_also_at_the_same_moment()
    {
        var token = await ApiServer.Token(One, One.Us, Scopes.All);
        var (here, there) = (new ApiClient(One.CreateClient(), token, null), new ApiClient(Other.CreateClient(), token, null));
        var account = await here.Account("Once");

        var first = (await here.Post("/invoices", ApiClient.InvoiceOf(account, "ONCE-1"), "key-1")).Is(HttpStatusCode.Created);
        var again = (await there.Post("/invoices", ApiClient.InvoiceOf(account, "ONCE-1"), "key-1")).Is(HttpStatusCode.Created);
        Assert.Equal((first.Text, "true"), (again.Text, again.Header("Idempotency-Replayed")));

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(i => (i % 2 == 0 ? here : there).Post("/invoices", ApiClient.InvoiceOf(account, "ONCE-2"), "key-2"))
        );
        // One did it, and the others were told so, or to ask again in a second.
        Assert.All(answers, a => Assert.True(a.Status == HttpStatusCode.Created || a.Code == "idempotency-key-in-use", a.Text));
        Assert.Contains(answers, a => a.Status == HttpStatusCode.Created);
        Assert.Equal(2, await One.Read(db => db.Invoices.CountAsync(i => i.AccountId == new AccountId(account))));
    }

    [Fact]
    public async Task What_changed_at_one_is_heard_by_who_listens_to_the_other()
    {
        using var there = Other.CreateClient(new() { AllowAutoRedirect = false });
        there.DefaultRequestHeaders.Add("Cookie", (await One.Signed(Paul)).Cookies.Header);
        using var ear = await Ear.Open(there);
        var hear = Other.Services.GetServices<IHostedService>().OfType<HearOtherProcesses>().Single();
        await hear.Look(One.Us, default);

        await One.Account("Heard over there");
        await hear.Look(One.Us, default);

        Assert.Contains("account", await ear.Changed(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_of_two_leads_until_it_is_gone_or_its_connection_broke()
    {
        Assert.SkipUnless(TestDatabase.IsPostgres, "On SQLite whoever works leads.");
        await using var first = new Leading(One.Services.GetRequiredService<IServiceScopeFactory>());
        await using var second = new Leading(Other.Services.GetRequiredService<IServiceScopeFactory>());

        Assert.Equal((true, false, true), (await first.IsOurs(default), await second.IsOurs(default), await first.IsOurs(default)));

        await One.Look(db =>
            db.Database.ExecuteSqlRawAsync(
                "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND classid = 0 AND objid = 1001 AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
            )
        );
        Assert.Equal((true, false), (await second.IsOurs(default), await first.IsOurs(default)));

        await second.DisposeAsync();
        Assert.True(await first.IsOurs(default));
    }

    [Fact]
    public async Task Who_does_not_lead_rests_and_overwrites_nothing_the_operator_looks_at()
    {
        Assert.SkipUnless(TestDatabase.IsPostgres, "On SQLite whoever works leads.");
        await using var leading = new Leading(One.Services.GetRequiredService<IServiceScopeFactory>());
        await using var other = new Leading(Other.Services.GetRequiredService<IServiceScopeFactory>());
        var done = 0;
        Task Work(Pulse.Run run, CancellationToken ct)
        {
            done++;
            run.Failed(new TimeoutException());
            return Task.CompletedTask;
        }

        await One.Services.GetRequiredService<Pulse>().Beat("led", leading.Alone(Work), default);
        await Other.Services.GetRequiredService<Pulse>().Beat("led", other.Alone(Work), default);

        Assert.Equal(1, done);
        Assert.Equal(1, (await One.Look(db => db.JobBeats.AsNoTracking().SingleAsync(b => b.Job == "led"))).Failures);
    }

    public sealed class Both : IAsyncLifetime
    {
        public TestServer One { get; private set; } = null!;

        public TestServer Other { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            One = await TestServer.Start();
            Other = new() { Settings = { ["Data"] = One.Data } };
            await One.Person(Paul, One.Us);
        }

        public async ValueTask DisposeAsync()
        {
            await Other.DisposeAsync();
            await One.DisposeAsync();
        }
    }
}
