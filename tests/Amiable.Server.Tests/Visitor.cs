using System.Collections.Concurrent;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Amiable.Communications;
using Amiable.Organizations;
using Amiable.Platform.Notices;
using Amiable.Platform.SignIn;
using Amiable.Tests.OrganizationData;
using Amiable.Tests.Stories;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests;

/// <summary>A browser with cookies of its own, which follows no redirect and comes from an address of its own. It signs in as people do.</summary>
internal sealed partial class Visitor
{
    public const string Password = "correct horse battery staple";

    private static int _visitors;

    private readonly TestServer _server;

    public Visitor(TestServer server, string language = "en", string address = "http://localhost")
    {
        _server = server;
        SuiteLog.Remember(Password);
        var number = Interlocked.Increment(ref _visitors);
        Client = server.CreateDefaultClient(new Uri(address), Cookies);
        Client.DefaultRequestHeaders.Add("Accept-Language", language);
        Client.DefaultRequestHeaders.Add("Accept", "text/html");
        Client.DefaultRequestHeaders.Add("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
        Client.DefaultRequestHeaders.Add(TestSignIn.Address, $"10.{number / 65536 % 256}.{number / 256 % 256}.{number % 256}");
    }

    public HttpClient Client { get; }

    public CookieJar Cookies { get; } = new();

    public Task<HttpResponseMessage> Get(string page) => Client.GetAsync(page);

    public Task<string> Read(string page) => Client.GetStringAsync(page);

    public Task<HttpResponseMessage> Post(string page, string action, params (string Name, string Value)[] fields)
    {
        // No two things happen at the same moment.
        _server.Clock.Advance(TimeSpan.FromMilliseconds(1));
        return TestServer.Post(Client, page, action, fields);
    }

    public Task<HttpResponseMessage> SignIn(string email, string password = Password, string next = "") =>
        Post("/sign-in", "/sign-in", ("email", email), ("password", password), ("next", next));

    public Task<HttpResponseMessage> Found(string name, string email, string country = "FR", string password = Password) =>
        Post(
            "/welcome",
            "/welcome",
            ("name", name),
            ("country", country),
            ("firstName", "Claire"),
            ("lastName", "Martin"),
            ("email", email),
            ("password", password)
        );

    /// <summary>Whether the pages of members open.</summary>
    public async Task<bool> IsIn() => (await Get("/you")).StatusCode == HttpStatusCode.OK;

    public static string? To(HttpResponseMessage answer) => answer.Headers.Location?.OriginalString;

    /// <summary>What a page says where something was not accepted.</summary>
    public static async Task<string> Said(HttpResponseMessage answer) =>
        WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()) is var page && Error().Match(page) is { Success: true } error
            ? error.Groups[1].Value
            : $"Nothing. {(int)answer.StatusCode} {To(answer)}";

    [GeneratedRegex("class=\"(?:error|banner bad)[^>]*>(.*?)</(?:p|div)>", RegexOptions.Singleline)]
    private static partial Regex Error();
}

/// <summary>Keeps cookies as browsers do, but by the clock of the server: the base library's jar throws away what expired by the machine's.</summary>
internal sealed class CookieJar : DelegatingHandler
{
    private readonly Dictionary<string, string> _cookies = [];

    /// <summary>As the browser sends them.</summary>
    public string Header
    {
        get
        {
            lock (_cookies)
                return string.Join("; ", _cookies.Select(c => $"{c.Key}={c.Value}"));
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (Header is { Length: > 0 } header)
            request.Headers.Add("Cookie", header);
        var answer = await base.SendAsync(request, cancellationToken);
        if (answer.Headers.TryGetValues("Set-Cookie", out var set))
            lock (_cookies)
                foreach (var cookie in set.Select(c => c.Split(';')[0].Split('=', 2)))
                    if (cookie[1].Length == 0)
                        _cookies.Remove(cookie[0]);
                    else
                        _cookies[cookie[0]] = cookie[1];
        return answer;
    }
}

/// <summary>People, and the mails they get.</summary>
internal static partial class People
{
    /// <summary>Somebody with a password, a member of those organizations.</summary>
    public static async Task<Person> Person(this TestServer server, string email, params OrganizationId[] organizations)
    {
        SuiteLog.Remember(Visitor.Password);
        var person = new Person { Id = TestServer.New<PersonId>(), Email = email };
        await using (var scope = server.Services.CreateAsyncScope())
        {
            var created = await scope.ServiceProvider.GetRequiredService<UserManager<Person>>().CreateAsync(person, Visitor.Password);
            Assert.True(created.Succeeded, string.Join(' ', created.Errors.Select(e => e.Code)));
        }
        foreach (var organization in organizations)
            await server.Save(organization, new Member(TestServer.New<MemberId>(), person.Id, "Paul", "Durand", email));
        return person;
    }

    private static readonly ConcurrentDictionary<string, TestServer> Kept = new();

    /// <summary>
    /// A server on which nothing has happened. The tests of one file, which run one after the other, share it: starting one takes longer than most of them.
    /// </summary>
    public static async Task<TestServer> Empty([CallerFilePath] string file = "")
    {
        var server = Kept.GetOrAdd(file, _ => new());
        await server.Forget();
        return server;
    }

    /// <summary>The same with our two organizations, and somebody of ours who can sign in.</summary>
    public static async Task<(TestServer Server, Person Person)> WithPerson(
        string email = "paul@duvernay.example",
        [CallerFilePath] string file = ""
    )
    {
        var server = await Empty(file);
        await server.FoundOurs();
        return (server, await server.Person(email, server.Us));
    }

    /// <summary>As if it had just been installed.</summary>
    public static async Task Forget(this TestServer server)
    {
        server.Mailbox.Break = _ => null;
        // Mail that is on its way must not arrive in the next test.
        for (var tries = 0; tries < 200 && await server.Look(db => db.Notices.AnyAsync(n => n.Mail != null)); tries++)
        {
            await server.DeliverMail();
            await Task.Delay(10);
        }
        await server.Look(async db =>
        {
            await db.Database.OpenConnectionAsync();
            var tables = db
                .Model.GetEntityTypes()
                .Select(t => t.GetTableName())
                .OfType<string>()
                .Distinct()
                .Where(t => t != "data_protection_keys");
            // PostgreSQL deletes what hangs on a row with it.
            if (!TestDatabase.IsPostgres)
                await db.Database.ExecuteSqlRawAsync("PRAGMA foreign_keys = OFF");
            foreach (var table in tables)
#pragma warning disable EF1003 // The names of our own tables.
                await db.Database.ExecuteSqlRawAsync("DELETE FROM " + table);
#pragma warning restore EF1003
            if (!TestDatabase.IsPostgres)
                await db.Database.ExecuteSqlRawAsync("PRAGMA foreign_keys = ON");
            return 0;
        });
        lock (server.Mailbox.Sent)
            server.Mailbox.Sent.Clear();
        server.Clock.Set("2026-03-02T08:00:00");
    }

    public static async ValueTask StopAll()
    {
        foreach (var server in Kept.Values)
            await server.DisposeAsync();
    }

    private static async Task DeliverMail(this TestServer server)
    {
        await using var scope = server.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DeliverNotices>().Run(default);
    }

    public static async Task<Visitor> Signed(this TestServer server, string email, string language = "en")
    {
        var visitor = new Visitor(server, language);
        Assert.Equal("/", Visitor.To(await visitor.SignIn(email)));
        return visitor;
    }

    /// <summary>The last mail to that address, once so many have come.</summary>
    public static async Task<OutgoingMail> MailTo(this TestServer server, string address, int count = 1)
    {
        for (var tries = 0; tries < 200; tries++)
        {
            await server.DeliverMail();
            lock (server.Mailbox.Sent)
                if (server.Mailbox.Sent.Where(m => m.To.Contains(address)).OrderBy(m => m.Id).ToList() is var mails && mails.Count >= count)
                    return mails[^1];
            await Task.Delay(25);
        }
        throw new TimeoutException($"Fewer than {count} mails came to {address}.");
    }

    /// <summary>How many mails were written, sent or not.</summary>
    public static async Task<int> MailsWritten(this TestServer server)
    {
        await using var scope = server.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AppDb>().Notices.CountAsync();
    }

    /// <summary>The link in a mail, without the server's address.</summary>
    public static string LinkIn(OutgoingMail mail)
    {
        var link = new Uri(Link().Match(mail.Text()).Value);
        SuiteLog.Remember(link.PathAndQuery[(link.PathAndQuery.LastIndexOfAny(['/', '=']) + 1)..]);
        return link.PathAndQuery;
    }

    public static string FullLinkIn(OutgoingMail mail) => Link().Match(mail.Text()).Value;

    public static async Task<T> Look<T>(this TestServer server, Func<AppDb, Task<T>> read)
    {
        await using var scope = server.Services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<AppDb>());
    }

    /// <summary>The bytes of the database, as somebody sees them who copies it.</summary>
    public static async Task<string> DatabaseText(this TestServer server)
    {
        if (TestDatabase.IsPostgres)
            return await RawRows.Everything(server);
        var (text, first) = ("", Path.Combine(server.Data, "amiable.db"));
        // The database last: what is written into it while the others are read is not missed.
        foreach (var file in Directory.GetFiles(server.Data, "amiable.db*").OrderByDescending(f => f.Length))
        {
            try
            {
                using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
                text += await reader.ReadToEndAsync();
            }
            catch (FileNotFoundException) when (file != first)
            {
                // The database tidies up beside itself when nobody uses it: what was there is in the file of the database.
            }
        }
        return text;
    }

    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex Link();
}
