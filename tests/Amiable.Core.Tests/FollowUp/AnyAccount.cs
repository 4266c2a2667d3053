using Amiable.FollowUp;
using Amiable.Invoices;
using FsCheck;
using FsCheck.Fluent;

namespace Amiable.Tests.FollowUp;

/// <summary>An account at random, with the policy, the calendar and the day to plan it on.</summary>
internal sealed record AnyAccount(Situation Situation, FollowUpPolicy Policy, BusinessCalendar Calendar, string Place, DateOnly Today)
{
    private static readonly FollowUpPolicy[] Policies =
    [
        FollowUpPolicy.Standard,
        new() { RemindBusinessDaysBeforeDue = null },
        new() { MinimumGapBusinessDays = 5, RemindBusinessDaysBeforeDue = 1 },
        new()
        {
            Rungs = [new(0, 6, [Tone.Courteous]), new(20, 6, [Tone.Professional, Tone.Firm]), new(45, 2, [Tone.Firm])],
            GraceAfterPromiseBusinessDays = 0,
            Calls = new(true, 1, 1),
        },
        new() { HoldOut = new(20, 5, Day.Of("2000-01-01")) },
        new()
        {
            Rungs = [new(0, 1, [Tone.Courteous, Tone.Professional, Tone.Firm])],
            MinimumGapBusinessDays = 1,
            Calls = new(true, 2, 2),
        },
    ];

    private static readonly InvoiceId[] Ids = [.. Enumerable.Range(0, 12).Select(_ => new InvoiceId(Guid.CreateVersion7()))];

    public FollowUpPlan Plan() => FollowUpPlanner.Plan(Situation, Policy, Calendar, Today);

    /// <summary>One time in so many.</summary>
    private static Gen<bool> OneIn(int times) => Gen.Choose(1, times).Select(n => n == 1);

    private static Gen<T?> Maybe<T>(int oneIn, Gen<T> value)
        where T : struct => OneIn(oneIn).SelectMany(yes => yes ? value.Select(v => (T?)v) : Gen.Constant<T?>(null));

    private static Gen<DateOnly> Days(DateOnly today, int from, int to) => Gen.Choose(from, to).Select(today.AddDays);

    private static Gen<OpenInvoice> Invoice(int number, DateOnly today) =>
        from hasNoDueDate in OneIn(25)
        from due in Gen.OneOf(Days(today, -120, 30), Days(today, -8, 8))
        from owed in Gen.OneOf(Gen.Choose(1, 500), Gen.Choose(-5, 60))
        from currency in Gen.Elements("EUR", "EUR", "USD")
        from promisedOn in Maybe(7, Days(today, -15, 10))
        from restsUntil in Maybe(10, Days(today, -5, 5))
        from isPaidInParts in OneIn(4)
        from isDisputed in OneIn(12)
        from disputeAnswerBy in Maybe(2, Days(today, -5, 5))
        from isWrittenOff in OneIn(25)
        from excluded in Maybe(20, Gen.Elements(Enum.GetValues<Exclusion>()))
        select new OpenInvoice
        {
            Id = Ids[number],
            Number = $"N{number % 7}", // some numbers twice: in two currencies, say
            DueOn = hasNoDueDate ? null : due,
            Outstanding = new Money(owed, currency),
            PromisedOn = promisedOn,
            IsPaidInParts = isPaidInParts && promisedOn is not null,
            RestsUntil = restsUntil,
            IsDisputed = isDisputed,
            DisputeAnswerBy = isDisputed ? disputeAnswerBy : null,
            IsWrittenOff = isWrittenOff,
            Excluded = excluded,
        };

    private static Gen<PastMessage> Message(DateOnly today) =>
        from sentOn in Days(today, -60, 0)
        from stage in Gen.Elements<Stage?>(
            Stage.BeforeDue,
            Stage.Overdue,
            Stage.Overdue,
            Stage.Overdue,
            Stage.PromiseBroken,
            Stage.PromiseBroken,
            Stage.Thanks,
            null
        )
        from tone in Gen.Elements(Enum.GetValues<Tone>())
        from size in Gen.Choose(1, 3)
        from about in Gen.ListOf(Gen.Elements(Ids[..5]), size)
        from skipped in OneIn(10)
        select new PastMessage(sentOn, stage, tone, [.. about.Distinct()], skipped);

    private static Gen<CallFacts> Calls(DateOnly today) =>
        from hasNoNumber in OneIn(3)
        from isPlanned in OneIn(4)
        from customerWaits in OneIn(10)
        from lastOn in Maybe(4, Days(today, -20, 0))
        from declinedOn in Maybe(10, Days(today, -40, 0))
        from quietThrough in Maybe(6, Days(today, -5, 10))
        select new CallFacts
        {
            HasNumber = !hasNoNumber,
            IsPlanned = isPlanned,
            CustomerWaits = customerWaits,
            LastOn = lastOn,
            DeclinedOn = declinedOn,
            QuietThrough = quietThrough,
        };

    private static readonly Gen<AnyAccount> Gen1 =
        from today in Days(Day.Of("2026-01-01"), 0, 700)
        from place in Gen.Elements("FR", "DE BY", "SA", "QQ")
        from policy in Gen.Elements(Policies)
        from count in Gen.Choose(0, 12)
        from invoices in Gen.CollectToList(Enumerable.Range(0, count), n => Invoice(n, today))
        from messageCount in Gen.Choose(0, 8)
        from messages in Gen.ListOf(Message(today), messageCount)
        from eur in Maybe(4, Gen.Choose(0, 700))
        from usd in Maybe(6, Gen.Choose(0, 700))
        from isUnreachable in OneIn(20)
        from isPaused in OneIn(20)
        from easedOn in Maybe(3, Days(today, -40, 0))
        from mayArriveFrom in Maybe(8, Days(today, -3, 6))
        from backOn in Maybe(12, Days(today, -3, 10))
        from noticeOn in Maybe(8, Days(today, -20, 0))
        from calls in Calls(today)
        select new AnyAccount(
            new()
            {
                AccountId = new(Guid.Empty),
                Invoices = [.. invoices],
                Messages = [.. messages.OrderBy(m => m.On)],
                UnallocatedCredit = [.. Credit(eur, "EUR"), .. Credit(usd, "USD")],
                Reach = isUnreachable ? null : Channel.Email,
                IsPaused = isPaused,
                EasedOn = easedOn,
                FormalNoticeOn = noticeOn,
                MayArriveFrom = mayArriveFrom,
                BackOn = backOn,
                Calls = calls,
            },
            policy,
            BusinessCalendar.For(place.Split(' ')[0], place.Split(' ').ElementAtOrDefault(1)),
            place,
            today
        );

    private static IEnumerable<Money> Credit(int? minor, string currency) => minor is { } m ? [new(m, currency)] : [];

    public static Arbitrary<AnyAccount> Any => Gen1.ToArbitrary();
}
