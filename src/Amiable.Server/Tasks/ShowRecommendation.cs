using Amiable.Accounts;
using Amiable.Communications;
using Amiable.FollowUp;
using Amiable.Invoices;
using Amiable.LatePayment;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Tasks;

/// <summary>What a credit controller looks at before deciding what comes after words: what is owed, what was tried, what was promised, what the law gives.</summary>
public sealed class ShowRecommendation(AppDb db, ShowLateClaim showLateClaim, Today today)
{
    public async Task<Recommendation> Run(AccountId id, CancellationToken ct)
    {
        var organization = await db.Organizations.AsNoTracking().SingleAsync(ct);
        var (day, zone) = (today.For(organization), TimeZoneInfo.FindSystemTimeZoneById(organization.TimeZone));
        var late = (await showLateClaim.Run(id, ct)).Value!;
        var overdue = await db.Invoices.IgnoreAutoIncludes().AsNoTracking().Overdue(day).Where(i => i.AccountId == id).ToListAsync(ct);
        List<Invoice> asked = [.. overdue.Where(i => !i.IsDisputed)];
        var said = await Said(id, ct);
        var answered = said.Where(m => m.Origin == Origin.Customer && !m.IsAutomatic).Max(m => m.At);
        var asking = said.Where(m => m.Origin != Origin.Customer && m.Stage is Stage.Overdue or Stage.PromiseBroken).ToList();
        var broken = await db
            .PaymentDeclarations.AsNoTracking()
            .Where(d => d.AccountId == id && d.BrokenOn != null)
            .Select(d => d.BrokenOn)
            .ToListAsync(ct);
        return new Recommendation
        {
            Owed = [.. asked.GroupBy(i => i.Outstanding.Currency).Select(g => g.Select(i => i.Outstanding).Sum(g.Key))],
            Invoices = asked.Count,
            Disputed = overdue.Count - asked.Count,
            OldestDue = asked.Min(i => i.DueOn),
            DaysOverdue = asked.Count == 0 ? 0 : asked.Max(i => i.DaysOverdue(day)),
            Sent = asking.Count,
            Unanswered = asking.Count(m => answered is null || m.At > answered),
            Last = asking.MaxBy(m => m.At) is { At: { } at } last ? (SendWindow.LocalDay(at, zone), last.Tone, last.Channel) : null,
            AnsweredOn = answered is { } heard ? SendWindow.LocalDay(heard, zone) : null,
            BrokenPromises = broken.Count,
            LastBroken = broken.Max(),
            NoticeOn = late.Account.FormalNoticeOn,
            HasLaw = late.Regime is not null,
            Late = late.Sums,
            Stance = late.Stance,
        };
    }

    // What came back was read by nobody.
    private Task<List<Message>> Said(AccountId id, CancellationToken ct) =>
        db
            .Communications.AsNoTracking()
            .Where(c =>
                c.AccountId == id
                && (
                    c.Status == CommunicationStatus.Sent
                    || c.Status == CommunicationStatus.Delivered
                    || c.Status == CommunicationStatus.Received
                )
            )
            .Select(c => new Message(c.Origin, c.SentAt, c.Stage, c.Tone, c.Channel, c.IsAutomatic))
            .ToListAsync(ct);

    private sealed record Message(Origin Origin, DateTimeOffset? At, Stage? Stage, Tone Tone, Channel Channel, bool IsAutomatic);
}

/// <summary>The facts behind a recommended advanced action, as of today.</summary>
public sealed record Recommendation
{
    /// <summary>What is overdue and not contested, one amount a currency.</summary>
    public IReadOnlyList<Money> Owed { get; init; } = [];

    /// <summary>How many invoices that is.</summary>
    public int Invoices { get; init; }

    /// <summary>Overdue, but contested: no part of what is asked.</summary>
    public int Disputed { get; init; }

    public DateOnly? OldestDue { get; init; }

    public int DaysOverdue { get; init; }

    /// <summary>Messages that asked for what is overdue and did not come back.</summary>
    public int Sent { get; init; }

    /// <summary>Those of them after which no person answered.</summary>
    public int Unanswered { get; init; }

    /// <summary>The last of them.</summary>
    public (DateOnly On, Tone Tone, Channel Channel)? Last { get; init; }

    /// <summary>When a person there last answered; null for never.</summary>
    public DateOnly? AnsweredOn { get; init; }

    public int BrokenPromises { get; init; }

    /// <summary>The last day that was promised and passed.</summary>
    public DateOnly? LastBroken { get; init; }

    /// <summary>When the last formal notice was posted.</summary>
    public DateOnly? NoticeOn { get; init; }

    /// <summary>Whether a law of late payment is known.</summary>
    public bool HasLaw { get; init; }

    /// <summary>What that law gives, whether it is claimed or not.</summary>
    public IReadOnlyList<LateSum> Late { get; init; } = [];

    public ClaimStance Stance { get; init; }
}
