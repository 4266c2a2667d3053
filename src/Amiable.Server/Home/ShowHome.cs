using Amiable.Communications;
using Amiable.FollowUp;
using Amiable.Inbound;
using Amiable.Insights;
using Amiable.Invoices;
using Amiable.Organizations;
using Amiable.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Home;

/// <summary>What needs me, is the agent doing right, how much is coming in: each figure is added up by the database.</summary>
public sealed class ShowHome(
    AppDb db,
    ReadMoney readMoney,
    ListTasks listTasks,
    ReadFigures readFigures,
    ListPromisesDue listPromisesDue,
    CountConcerns countConcerns,
    CountUnmatched countUnmatched,
    CurrentMember member,
    Today today
)
{
    private const int FewTasks = 6;
    private const int FewDays = 5;

    private static readonly CommunicationStatus[] Left =
    [
        CommunicationStatus.Sent,
        CommunicationStatus.Delivered,
        CommunicationStatus.Bounced,
    ];

    public async Task<HomeView> Run(CancellationToken ct)
    {
        var organization = await db.Organizations.AsNoTracking().SingleAsync(ct);
        var day = today.For(organization);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(organization.TimeZone);
        var tasks = await listTasks.Run(new(), null, null, ct);
        var toApprove = await db.Communications.CountAsync(c => c.Status == CommunicationStatus.AwaitingApproval, ct);
        var days = await NextDays(day, zone, ct);
        var promises = await listPromisesDue.Run(day, ct);
        return new HomeView
        {
            FirstName = await db.Members.Where(m => m.Id == member.Id).Select(m => m.FirstName).SingleOrDefaultAsync(ct) ?? "",
            Day = day,
            Hour = TimeZoneInfo.ConvertTime(today.Now, zone).Hour,
            Autonomy = organization.Autonomy,
            Tasks = tasks.Count(TasksShown.ActionRequired),
            ToApprove = toApprove,
            Needs = [.. tasks.Lines.Take(FewTasks)],
            NextDays = days,
            Money = await readMoney.Run(day, organization.Currency, ct),
            Expected = Expected(await readFigures.Run(ct), day, organization.Currency),
            Promises = promises.First,
            PromisesDue = promises.Count,
            Concerns = await countConcerns.Run(ct),
            Unmatched = await countUnmatched.Run(ct),
            FirstRun = await FirstRun(organization.IsDemo, ct),
        };
    }

    /// <summary>What waits, by day: what should have left before today is today's.</summary>
    private async Task<IReadOnlyList<NextDay>> NextDays(DateOnly day, TimeZoneInfo zone, CancellationToken ct)
    {
        var waiting = await db
            .Communications.Where(c =>
                c.Status == CommunicationStatus.Draft
                || c.Status == CommunicationStatus.AwaitingApproval
                || c.Status == CommunicationStatus.Scheduled
            )
            .GroupBy(c => new
            {
                c.SendOn,
                c.Stage,
                c.Tone,
            })
            .Select(g => new Leaving
            {
                On = g.Key.SendOn,
                Stage = g.Key.Stage,
                Tone = g.Key.Tone,
                Count = g.Count(),
                First = g.Min(c => c.SendAt),
                Last = g.Max(c => c.SendAt),
            })
            .ToListAsync(ct);
        return [.. waiting.GroupBy(w => w.On < day ? day : w.On).OrderBy(g => g.Key).Take(FewDays).Select(g => Next(g, zone, today.Now))];
    }

    private static NextDay Next(IGrouping<DateOnly, Leaving> day, TimeZoneInfo zone, DateTimeOffset now) =>
        new(
            day.Key,
            [
                .. day.GroupBy(w => (w.Stage, w.Tone), w => w.Count)
                    .Select(w => new NextMessages(w.Key.Stage, w.Key.Tone, w.Sum()))
                    .OrderByDescending(w => w.Count),
            ],
            TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(day.Min(w => w.First), zone).DateTime),
            TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(day.Max(w => w.Last), zone).DateTime),
            day.Min(w => w.First) >= now
        );

    // Reckoned now and then: what was this week's when that was, may be last week's.
    private static ExpectedSoon? Expected(FiguresRead? read, DateOnly day, string own)
    {
        var monday = ExpectedCash.MondayOf(day);
        var soon = (read?.Figures.Currencies ?? [])
            .Where(c => c.Expected.Any(w => w.Monday == monday && w.Likely.IsPositive))
            .OrderByDescending(c => c.Currency == own)
            .ThenBy(c => c.Currency, StringComparer.Ordinal)
            .ToList();
        return soon.Count == 0
            ? null
            : new(
                [.. soon.Select(c => c.Expected.First(w => w.Monday == monday).Likely)],
                soon[0].Expected.FirstOrDefault(w => w.Monday == monday.AddDays(7))?.Likely
            );
    }

    private sealed class Leaving
    {
        public required DateOnly On { get; init; }
        public required Stage? Stage { get; init; }
        public required Tone Tone { get; init; }
        public required int Count { get; init; }
        public required DateTimeOffset First { get; init; }
        public required DateTimeOffset Last { get; init; }
    }

    private async Task<FirstRun> FirstRun(bool isDemo, CancellationToken ct)
    {
        var hasInvoices = await db.Invoices.AnyAsync(ct);
        var hasContacts = hasInvoices && await db.Contacts.AnyAsync(c => c.Email != null, ct);
        var hasSent = hasContacts && await db.Communications.AnyAsync(c => Left.Contains(c.Status), ct);
        // The customers of the demo are nobody: there is no server to be connected for them.
        var hasServer = isDemo || (hasInvoices && await db.MailChannels.AnyAsync(c => c.Smtp != null, ct));
        return new(hasInvoices, hasContacts, hasServer, hasSent);
    }
}

public sealed record HomeView
{
    public required string FirstName { get; init; }
    public required DateOnly Day { get; init; }

    /// <summary>Of the organization's clock: 0 to 23.</summary>
    public required int Hour { get; init; }
    public required Autonomy Autonomy { get; init; }

    /// <summary>How many tasks wait for a member.</summary>
    public required int Tasks { get; init; }

    /// <summary>How many messages wait for a yes.</summary>
    public required int ToApprove { get; init; }

    /// <summary>The first of the tasks: critical ones, then the oldest.</summary>
    public required IReadOnlyList<TaskLine> Needs { get; init; }
    public required IReadOnlyList<NextDay> NextDays { get; init; }
    public required MoneyView Money { get; init; }

    /// <summary>Null while nothing is expected, or nobody knows yet.</summary>
    public required ExpectedSoon? Expected { get; init; }

    /// <summary>How many promises fall into the days to come.</summary>
    public required int PromisesDue { get; init; }

    /// <summary>The first of them.</summary>
    public required IReadOnlyList<PromiseDue> Promises { get; init; }

    /// <summary>What is out of the ordinary, by how many tasks there are.</summary>
    public required IReadOnlyDictionary<Concern, int> Concerns { get; init; }

    /// <summary>How many mails belong to nobody that is known.</summary>
    public required int Unmatched { get; init; }
    public bool HasExceptions => Concerns.Count > 0 || Unmatched > 0;
    public required FirstRun FirstRun { get; init; }
}

/// <summary>What is likely to come in.</summary>
/// <param name="ThisWeek">The organization's currency first.</param>
/// <param name="NextWeek">In the first of these currencies.</param>
public sealed record ExpectedSoon(IReadOnlyList<Money> ThisWeek, Money? NextWeek);

/// <summary>What leaves on a day; the hours are the organization's.</summary>
/// <param name="IsAhead">Whether all of these hours are still to come: what waits for a yes beyond its hour leaves at none that is known.</param>
public sealed record NextDay(DateOnly On, IReadOnlyList<NextMessages> Messages, TimeOnly From, TimeOnly To, bool IsAhead);

public sealed record NextMessages(Stage? Stage, Tone Tone, int Count);

/// <summary>How far a new organization has come.</summary>
public sealed record FirstRun(bool HasInvoices, bool HasContacts, bool HasServer, bool HasSent)
{
    public bool IsOver => HasInvoices && HasContacts && HasServer && HasSent;
}
