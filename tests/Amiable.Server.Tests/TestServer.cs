using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Amiable.Accounts;
using Amiable.Communications;
using Amiable.Contacts;
using Amiable.Invoices;
using Amiable.Organizations;
using Amiable.Platform.SignIn;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Amiable.Tests;

/// <summary>The whole server on a database file of its own, with a clock that a test moves and a mailbox that it reads. Jobs run when a test says so.</summary>
public sealed class TestServer : WebApplicationFactory<Program>
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("amiable-test");

    /// <summary>Monday 2 March 2026, 09:00 in Paris.</summary>
    public TestClock Clock { get; } = new(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));
    public Mailbox Mailbox { get; } = new();
    public string Data => _data.FullName;

    /// <summary>What an operator would set.</summary>
    public Dictionary<string, string> Settings { get; init; } = [];

    /// <summary>Makes passwords as dear to try as in production; tests that measure want that, the others want to be quick.</summary>
    public bool HashesAsInProduction { get; init; }
    public OrganizationId Us { get; private set; }
    public OrganizationId SomebodyElse { get; private set; }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("Data", Data);
        builder.UseSetting("Jobs", "false");
        // How often a program may ask is the question of some tests only.
        builder.UseSetting("ApiCallsPerMinute", "1000000");
        foreach (var (name, value) in Settings)
            builder.UseSetting(name, value);
        builder.UseSetting(Database.Setting, TestDatabase.Provide(Settings.GetValueOrDefault("Data", Data)));
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<TimeProvider>(Clock);
            services.AddSingleton<IMailer>(Mailbox);
            services.AddSingleton<Microsoft.AspNetCore.Hosting.IStartupFilter, TestSignIn>();
            services.RemoveAll<ILoggerProvider>().AddSingleton<ILoggerProvider, SuiteLog>();
            if (!HashesAsInProduction)
                services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1000);
        });
    }

    /// <summary>A server with two organizations, each with one member.</summary>
    public static async Task<TestServer> Start(Autonomy autonomy = Autonomy.Auto)
    {
        var server = new TestServer();
        await server.FoundOurs(autonomy);
        return server;
    }

    /// <summary>The two organizations, on a server with settings of its own.</summary>
    public async Task FoundOurs(Autonomy autonomy = Autonomy.Auto)
    {
        Us = await Found("Duvernay Conseil", autonomy);
        SomebodyElse = await Found("Somebody Else", autonomy);
    }

    public async Task<OrganizationId> Found(string name, Autonomy autonomy)
    {
        var id = New<OrganizationId>();
        await As(
            id,
            services =>
            {
                var organization = new Organization(id, name, "FR", "Europe/Paris", "fr", "EUR");
                organization.Introduce("Léa", "lea@duvernay.example", null);
                organization.Trust(autonomy);
                var db = services.GetRequiredService<AppDb>();
                var person = new Person { Id = New<PersonId>(), Email = $"claire@{name.Replace(" ", "-").ToLowerInvariant()}.example" };
                db.AddRange(organization, person, new Member(New<MemberId>(), person.Id, "Claire", "Martin", person.Email));
                return db.SaveChangesAsync();
            }
        );
        return id;
    }

    public static TId New<TId>()
        where TId : struct, IId<TId> => TId.From(Guid.CreateVersion7());

    /// <summary>Works in a scope of that organization, as its member.</summary>
    public async Task<T> As<T>(OrganizationId organization, Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentOrganization>().Choose(organization);
        scope.ServiceProvider.GetRequiredService<CurrentMember>().Is(default, "Claire Martin");
        return await work(scope.ServiceProvider);
    }

    /// <summary>Runs a use case of ours and fails when it reports a problem.</summary>
    public async Task<T> Do<TUseCase, T>(Func<TUseCase, Task<Result<T>>> run)
        where TUseCase : notnull
    {
        var result = await As(Us, services => run(services.GetRequiredService<TUseCase>()));
        Assert.Null(result.Problem);
        return result.Value!;
    }

    public Task<int> Save(OrganizationId organization, params object[] things) =>
        As(
            organization,
            services =>
            {
                var db = services.GetRequiredService<AppDb>();
                db.AddRange(things);
                return db.SaveChangesAsync();
            }
        );

    /// <summary>An account of ours with a contact that can be written to.</summary>
    public async Task<Account> Account(
        string name = "Ateliers Roux",
        string country = "FR",
        string? region = null,
        string? email = "anne@roux.example",
        OrganizationId? of = null
    )
    {
        var account = new Account(
            New<AccountId>(),
            new()
            {
                Name = name,
                Country = country,
                Region = region,
            },
            Clock.GetUtcNow()
        );
        object[] things = email is null
            ? [account]
            : [account, new Contact(New<ContactId>(), account.Id, "Anne Roux", email, isPrimary: true)];
        await Save(of ?? Us, things);
        return account;
    }

    public async Task<Invoice> Invoice(
        Account account,
        string number,
        string dueOn,
        decimal amount = 100,
        string currency = "EUR",
        OrganizationId? of = null
    )
    {
        var due = Day(dueOn);
        var invoice = new Invoice(
            New<InvoiceId>(),
            account.Id,
            number,
            due.AddDays(-30),
            due,
            Money.OfMajor(amount, currency)!.Value,
            Clock.GetUtcNow()
        );
        await Save(of ?? Us, invoice);
        return invoice;
    }

    /// <summary>A browser signed in as the member of that organization; it does not follow redirects.</summary>
    public async Task<HttpClient> SignedIn(OrganizationId organization)
    {
        var client = CreateClient(new() { AllowAutoRedirect = false });
        client.DefaultRequestHeaders.Add("Accept-Language", "en");
        client.DefaultRequestHeaders.Add(TestSignIn.Header, await NewSession(organization));
        return client;
    }

    /// <summary>Signs the member of that organization in; what the cookie would say.</summary>
    public async Task<string> NewSession(OrganizationId organization)
    {
        var session = await As(
            organization,
            services =>
                services
                    .GetRequiredService<StartSession>()
                    .Run(services.GetRequiredService<AppDb>().Members.Single().PersonId, organization, "127.0.0.1", "A test", default)
        );
        return session.Id.ToString();
    }

    /// <summary>Posts a form as a browser would: with the antiforgery token of the page it is on.</summary>
    public static async Task<HttpResponseMessage> Post(
        HttpClient client,
        string page,
        string action,
        params (string Name, string Value)[] fields
    )
    {
        var html = await client.GetStringAsync(page);
        var token = Regex.Match(html, "name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"").Groups[1].Value;
        Assert.NotEqual("", token);
        return await client.PostAsync(
            action,
            new FormUrlEncodedContent([
                .. fields.Select(f => KeyValuePair.Create(f.Name, f.Value)),
                KeyValuePair.Create("__RequestVerificationToken", WebUtility.HtmlDecode(token)),
            ])
        );
    }

    public static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd");

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        TestDatabase.Drop(Data);
        if (disposing && _data.Exists)
            _data.Delete(recursive: true);
    }
}

/// <summary>What would have left.</summary>
public sealed class Mailbox : IMailer
{
    public List<OutgoingMail> Sent { get; } = [];

    /// <summary>Happens while the first message is handed over.</summary>
    public Func<Task>? OnFirstSending { get; set; }

    /// <summary>What breaks instead of an answer: the process dies, the disk is full.</summary>
    public Func<OutgoingMail, Exception?> Break { get; set; } = _ => null;

    /// <summary>What the mail server says; only what it takes is in <see cref="Sent"/>.</summary>
    public Func<OutgoingMail, Handover> Answer { get; set; } = _ => Handover.Taken;

    public async Task<Handover> Send(OutgoingMail mail, CancellationToken ct)
    {
        if (OnFirstSending is { } meanwhile)
        {
            OnFirstSending = null;
            await meanwhile();
        }
        if (Break(mail) is { } breakage)
            throw breakage;
        var answer = Answer(mail);
        if (answer.Outcome == HandoverOutcome.Taken)
            lock (Sent)
                Sent.Add(mail);
        return answer;
    }
}

public sealed class TestClock(DateTimeOffset now) : TimeProvider
{
    private DateTimeOffset _now = now;

    public override DateTimeOffset GetUtcNow() => _now;

    public void Advance(TimeSpan by) => _now += by;

    public void Set(string utc) => _now = DateTimeOffset.Parse(utc, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
