using System.Globalization;
using Amiable.Accounts;
using Amiable.Communications;
using Amiable.Credits;
using Amiable.FollowUp;
using Amiable.Invoices;
using Amiable.Organizations;
using Amiable.Payments;
using Amiable.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Stories;

/// <summary>A walk through the calendar: the clock moves, the two jobs run as they do in the server, and what left is read back.</summary>
public sealed class Walk : IAsyncDisposable
{
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    private Walk(TestServer server) => Server = server;

    public TestServer Server { get; }
    public DateTimeOffset Now => Server.Clock.GetUtcNow();

    /// <summary>Starts at midnight (Paris) of that day.</summary>
    public static async Task<Walk> From(string day, Autonomy autonomy = Autonomy.Auto, params (string Name, string Value)[] settings)
    {
        var server = new TestServer();
        foreach (var (name, value) in settings)
            server.Settings[name] = value;
        await server.FoundOurs(autonomy);
        var walk = new Walk(server);
        walk.SetClock(Midnight(day));
        return walk;
    }

    /// <summary>Lives through the rest of the days up to and including that one: plans and sends at every step, and sends at each moment something is due.</summary>
    public async Task Through(string day, int everyHours = 8)
    {
        var end = Midnight(day, plusDays: 1);
        while (Now < end)
        {
            await Plan();
            await Send();
            var next = Now.AddHours(everyHours) < end ? Now.AddHours(everyHours) : end;
            while (await NextMoment(next) is { } moment)
            {
                SetClock(moment);
                await Send();
            }
            SetClock(next);
        }
    }

    /// <summary>Nothing runs up to and including that day.</summary>
    public void SleepThrough(string day) => SetClock(Midnight(day, plusDays: 1));

    public void GoTo(string utc) => Server.Clock.Set(utc);

    public Task<PlanCounts> Plan() => Server.As(Server.Us, s => s.GetRequiredService<PlanWhatChanged>().Run(default));

    public Task<int> Send() => Server.As(Server.Us, s => s.GetRequiredService<SendDueCommunications>().Run(default));

    /// <summary>What left to that account, a line each: day, stage, tone, what it asks for, and in brackets what it mentions beside.</summary>
    public async Task<string[]> Sent(Account account)
    {
        var sent = (await Communications(account)).Where(c => c.SentAt is not null).ToList();
        Assert.Equal(sent.Count, Server.Mailbox.Sent.Count(m => sent.Any(c => c.Id.Value == m.Id)));
        return [.. sent.Select(Line)];
    }

    public Task<List<Communication>> Communications(Account account) =>
        Ask(db =>
            db.Communications.AsNoTracking()
                .Where(c => c.AccountId == account.Id)
                .OrderBy(c => c.SentAt)
                .ThenBy(c => c.SendAt)
                .ToListAsync()
        );

    /// <summary>The one message that waits.</summary>
    public async Task<Communication> Waiting(Account account) => (await Communications(account)).Single(c => c.Status.IsWaiting());

    public async Task<bool> IsAnythingWaiting(Account account) => (await Communications(account)).Any(c => c.Status.IsWaiting());

    public Task<List<HumanTask>> Tasks(TaskKind? kind = null) =>
        Ask(db => db.Tasks.AsNoTracking().Where(t => kind == null || t.Kind == kind).OrderBy(t => t.CreatedAt).ToListAsync());

    /// <summary>Changes something as it is stored, past every use case: nothing is planned again because of it.</summary>
    public Task<int> Store(Func<AppDb, Task> change) =>
        Ask(async db =>
        {
            await change(db);
            return await db.SaveChangesAsync();
        });

    /// <summary>Moves the clock to the moment at which the waiting message leaves.</summary>
    public async Task<Communication> GoToItsMoment(Account account)
    {
        var waiting = await Waiting(account);
        SetClock(waiting.SendAt);
        return waiting;
    }

    public Task<T> Ask<T>(Func<AppDb, Task<T>> question) => Server.As(Server.Us, s => question(s.GetRequiredService<AppDb>()));

    public Task Pays(Account account, decimal amount, string currency = "EUR") =>
        Server.Do<RecordPayment, CreditId>(u => u.Run(account.Id, amount, currency, Today, null, default));

    public Task<int> GetsCredit(Account account, decimal amount, string currency = "EUR", string number = "A-1") =>
        Server.Save(
            Server.Us,
            new CreditNote(TestServer.New<CreditId>(), account.Id, number, Money.OfMajor(amount, currency)!.Value, Today, Now)
        );

    public Task Disputes(Invoice invoice) => Server.Do<DisputeInvoice, Done>(u => u.Run(invoice.Id, DisputeReason.Quality, null, default));

    public Task Promises(Invoice invoice, string day) =>
        Server.Do<PromisePayment, Done>(u => u.Run([invoice.Id], TestServer.Day(day), default));

    public DateOnly Today => SendWindow.LocalDay(Now, Paris);

    public static string Day(string day, int plus) => $"{TestServer.Day(day).AddDays(plus):O}";

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    public static string Line(Communication c)
    {
        var asked = string.Join(" ", c.Facts.About.Select(i => i.Number));
        var beside = c.Facts.Upcoming.Count == 0 ? "" : $" ({string.Join(" ", c.Facts.Upcoming.Select(i => i.Number))})";
        return $"{c.SendOn.ToString("ddd yyyy-MM-dd", CultureInfo.InvariantCulture)} {c.Stage} {c.Tone} {asked}{beside}";
    }

    private Task<DateTimeOffset?> NextMoment(DateTimeOffset before)
    {
        var now = Now;
        return Ask(db =>
            db.Communications.Where(c => c.Status == CommunicationStatus.Scheduled && c.SendAt > now && c.SendAt < before)
                .OrderBy(c => c.SendAt)
                .Select(c => (DateTimeOffset?)c.SendAt)
                .FirstOrDefaultAsync()
        );
    }

    private void SetClock(DateTimeOffset to) => Server.Clock.Advance(to - Now);

    private static DateTimeOffset Midnight(string day, int plusDays = 0)
    {
        var local = TestServer.Day(day).AddDays(plusDays).ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(local, Paris.GetUtcOffset(local)).ToUniversalTime();
    }
}
