using System.Net;
using Amiable.Accounts;
using Amiable.Communications;
using Amiable.Contacts;
using Amiable.Members;
using Amiable.Organizations;
using Amiable.Platform.Live;
using Amiable.Platform.SignIn;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Amiable.Tests.Live;

/// <summary>What an open page hears of what others do: names of kinds, of its own organization, for as long as its reader may look.</summary>
public sealed class LiveTests(OneServer one) : IClassFixture<OneServer>
{
    private TestServer Server => one.Server;

    [Fact]
    public async Task What_a_use_case_saved_is_heard_by_name_in_its_own_organization_only()
    {
        var account = await Server.Account("Heard");
        using var ours = await Ear.Open(one.Client);
        using var theirs = await Ear.Open(await Server.SignedIn(Server.SomebodyElse));

        await Server.Do<PauseFollowUps, Done>(pause => pause.Run(account.Id, PauseReason.Legal, "between us", null, default));
        await Server.Save(Server.SomebodyElse, new Contact(TestServer.New<ContactId>(), (await Theirs()).Id, "Nora", null));

        Assert.Equal("account account-event", await ours.Changed());
        // Nothing of ours came before: neither a name nor what was written.
        Assert.Equal("account contact", (await theirs.Changed() + " " + await theirs.ChangedSoon()).Trim());
        Assert.DoesNotContain("between us", ours.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_rolled_back_is_not_told()
    {
        var account = await Server.Account("Rolled back");
        using var ear = await Ear.Open(one.Client);

        await Server.As(
            Server.Us,
            async services =>
            {
                var db = services.GetRequiredService<AppDb>();
                await using (var transaction = await db.Database.BeginTransactionAsync())
                {
                    db.Contacts.Add(new(TestServer.New<ContactId>(), account.Id, "Nobody", null));
                    await db.SaveChangesAsync();
                    await transaction.RollbackAsync();
                }
                db.ChangeTracker.Clear();
                db.Accounts.Add(new(TestServer.New<AccountId>(), new() { Name = "Stands", Country = "FR" }, Server.Clock.GetUtcNow()));
                return await db.SaveChangesAsync();
            }
        );

        Assert.Equal("account", await ear.Changed());
    }

    [Fact]
    public async Task The_stream_of_a_removed_member_ends_at_once_and_tells_nothing_more()
    {
        var (client, member) = await AnotherMember("nora");
        using var ear = await Ear.Open(client);

        await Server.Do<RemoveMember, Done>(remove => remove.Run(member, default));

        Assert.Equal("event: over", await ear.Next("event: "));
        Assert.True(await ear.IsClosed());
        Assert.DoesNotContain("changed", ear.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_that_ended_hears_no_more()
    {
        var (client, _) = await AnotherMember("paul");
        using var ear = await Ear.Open(client);
        await Server.Read(db =>
            db.Sessions.Where(s => db.Persons.Any(p => p.Id == s.PersonId && p.Email.StartsWith("paul"))).ExecuteDeleteAsync()
        );

        await Server.Account("After the end");

        Assert.Equal("event: over", await ear.Next("event: "));
        Assert.DoesNotContain("changed", ear.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_has_so_many_windows_and_the_oldest_gives_way()
    {
        var (client, _) = await AnotherMember("wide");
        var ears = new List<Ear>();
        for (var i = 0; i <= LiveSignal.MostOfOneMember; i++)
            ears.Add(await Ear.Open(client));

        Assert.Equal("event: over", await ears[0].Next("event: "));
        await Server.Account("Heard by the others");
        Assert.Equal("account contact", await ears[^1].Changed());
        foreach (var ear in ears)
            ear.Dispose();
    }

    [Fact]
    public async Task Only_members_hear_and_only_those_who_ask_for_a_stream()
    {
        using var stranger = Server.CreateClient(new() { AllowAutoRedirect = false });
        Assert.StartsWith(
            "/sign-in",
            Visitor.To(await stranger.GetAsync("/live"))?.Replace("http://localhost", ""),
            StringComparison.Ordinal
        );
        Assert.Equal(HttpStatusCode.NotAcceptable, (await one.Client.GetAsync("/live")).StatusCode);
    }

    [Fact]
    public async Task What_another_process_saved_is_found_in_the_audit_log()
    {
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Data", Server.Data), new(Database.Setting, TestDatabase.Provide(Server.Data))])
            .Build();
        await using var other = new ServiceCollection().AddLogging().Also(s => s.AddCore(settings)).BuildServiceProvider();
        var signal = new LiveSignal();
        using var listener = signal.Listen(Server.Us, default)!;
        using var hear = new HearOtherProcesses(
            signal,
            Server.Services.GetRequiredService<AllOrganizations>(),
            NullLogger<HearOtherProcesses>.Instance
        );
        await hear.Look(Server.Us, default);

        await other
            .GetRequiredService<AllOrganizations>()
            .For(
                Server.Us,
                services =>
                {
                    var db = services.GetRequiredService<AppDb>();
                    db.Add(new Account(TestServer.New<AccountId>(), new() { Name = "By the other", Country = "FR" }, default));
                    return db.SaveChangesAsync();
                }
            );
        await hear.Look(Server.Us, default);

        Assert.Equal(["account"], listener.Take());
        await hear.Look(Server.Us, default);
        Assert.Empty(listener.Take());
    }

    [Fact]
    public async Task A_page_that_asks_again_by_itself_keeps_no_session_alive_and_takes_no_sentence_away()
    {
        var (client, _) = await AnotherMember("idle");
        Server.Clock.Advance(TimeSpan.FromMinutes(20));
        client.DefaultRequestHeaders.Add("Cookie", "toast=Done");
        using var byItself = new HttpRequestMessage(HttpMethod.Get, "/accounts");
        byItself.Headers.Add(LiveRoutes.ByItself, "true");
        var seen = await Seen("idle");

        var page = await (await client.SendAsync(byItself)).Content.ReadAsStringAsync();

        Assert.DoesNotContain("class=\"toast\"", page, StringComparison.Ordinal);
        Assert.Equal(seen, await Seen("idle"));
        Assert.Contains("class=\"toast\"", await client.GetStringAsync("/accounts"), StringComparison.Ordinal);
        Assert.NotEqual(seen, await Seen("idle"));
    }

    [Fact]
    public async Task The_navigation_can_be_asked_for_alone_and_names_what_it_follows()
    {
        var nav = await one.Client.GetStringAsync("/live/navigation");
        Assert.Contains("id=\"count-communications\" data-live=\"communication\"", nav, StringComparison.Ordinal);
        Assert.DoesNotContain("<html", nav, StringComparison.Ordinal);
        // Every kind that a page follows is one that is told.
        var told = await Server.Read(db =>
            Task.FromResult(db.Model.GetEntityTypes().Select(t => TellWhatChanged.KindOf(t.ClrType)).ToHashSet())
        );
        foreach (
            var path in new[]
            {
                "/",
                "/accounts",
                "/invoices",
                "/credit-notes",
                "/payments",
                "/tasks",
                "/communications",
                "/import",
                "/errands",
            }
        )
        {
            var page = await one.Client.GetStringAsync(path);
            var follows = System
                .Text.RegularExpressions.Regex.Matches(page, "data-live=\"([^\"]+)\"")
                .SelectMany(m => m.Groups[1].Value.Split(' '))
                .ToList();
            Assert.True(follows.Count > 3, path);
            Assert.Empty(follows.Except(told));
        }
    }

    private Task<DateTimeOffset> Seen(string name) =>
        Server.Read(db =>
            db.Sessions.Where(s => db.Persons.Any(p => p.Id == s.PersonId && p.Email.StartsWith(name))).Select(s => s.SeenAt).SingleAsync()
        );

    private Task<Account> Theirs() => Server.Account("Theirs", email: null, of: Server.SomebodyElse);

    private async Task<(HttpClient Client, MemberId Member)> AnotherMember(string name)
    {
        var person = new Person { Id = TestServer.New<PersonId>(), Email = $"{name}@duvernay.example" };
        var member = new Member(TestServer.New<MemberId>(), person.Id, name, "Martin", person.Email);
        await Server.Save(Server.Us, person, member);
        var session = await Server.As(
            Server.Us,
            s => s.GetRequiredService<StartSession>().Run(person.Id, Server.Us, "127.0.0.1", "A test", default)
        );
        var client = Server.CreateClient(new() { AllowAutoRedirect = false });
        client.DefaultRequestHeaders.Add(TestSignIn.Header, session.Id.ToString());
        return (client, member.Id);
    }
}

/// <summary>Listens to a stream.</summary>
internal sealed class Ear(StreamReader stream, HttpResponseMessage answer) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly System.Text.StringBuilder _all = new();

    public string All => _all.ToString();

    public static async Task<Ear> Open(HttpClient client)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/live");
        request.Headers.Accept.ParseAdd("text/event-stream");
        var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        var ear = new Ear(new(await answer.Content.ReadAsStreamAsync()), answer);
        await ear.Next("retry: ");
        return ear;
    }

    /// <summary>What changed, as the next event says it.</summary>
    public async Task<string> Changed() => (await Next("data: "))["data: ".Length..];

    /// <summary>What else is said within a moment; nothing when nothing is.</summary>
    public async Task<string> ChangedSoon()
    {
        using var moment = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        try
        {
            return (await Next("data: ", moment.Token))["data: ".Length..];
        }
        catch (OperationCanceledException)
        {
            return "";
        }
    }

    public async Task<string> Next(string beginning, CancellationToken? ct = null)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (await stream.ReadLineAsync(ct ?? patience.Token) is { } line)
        {
            _all.AppendLine(line);
            if (line.StartsWith(beginning, StringComparison.Ordinal))
                return line;
        }
        throw new EndOfStreamException($"It ended without “{beginning}”: {All}");
    }

    public async Task<bool> IsClosed()
    {
        using var patience = new CancellationTokenSource(Patience);
        while (await stream.ReadLineAsync(patience.Token) is { } line)
            _all.AppendLine(line);
        return true;
    }

    public void Dispose()
    {
        answer.Dispose();
        stream.Dispose();
    }
}

internal static class Fluently
{
    public static T Also<T>(this T thing, Action<T> act)
    {
        act(thing);
        return thing;
    }
}
