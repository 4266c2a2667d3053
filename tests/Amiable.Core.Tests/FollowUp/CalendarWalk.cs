using Amiable.FollowUp;
using static Amiable.Tests.FollowUp.Given;

namespace Amiable.Tests.FollowUp;

/// <summary>Lives with an account day by day: what is planned for a day is sent on it, and what was sent is remembered.</summary>
internal sealed class CalendarWalk(params OpenInvoice[] invoices)
{
    private readonly List<(DateOnly On, Action<CalendarWalk> Happens)> _events = [];
    private readonly List<PastMessage> _messages = [];

    public List<OpenInvoice> Invoices { get; } = [.. invoices];
    public List<Money> Credit { get; } = [];
    public DateOnly Today { get; private set; }
    public DateOnly? EasedOn { get; set; }
    public bool IsPaused { get; set; }

    /// <summary>Nothing is planned or sent on these days: the machine is off.</summary>
    public HashSet<DateOnly> Outage { get; } = [];

    public FollowUpPolicy Policy { get; init; } = FollowUpPolicy.Standard;
    public List<PlannedMessage> Sent { get; } = [];
    public FollowUpPlan LastPlan { get; private set; } = new(null, [], []);

    /// <summary>The first day on which an advanced action was recommended.</summary>
    public DateOnly? RecommendedOn { get; private set; }

    public CalendarWalk On(string day, Action<CalendarWalk> happens) => On(Day.Of(day), happens);

    public CalendarWalk On(DateOnly day, Action<CalendarWalk> happens)
    {
        _events.Add((day, happens));
        return this;
    }

    public void Pay(string number, decimal? part = null)
    {
        var index = Invoices.FindIndex(i => i.Number == number);
        if (part is { } amount)
            Invoices[index] = Invoices[index] with { Outstanding = Invoices[index].Outstanding - Eur(amount) };
        else
            Invoices.RemoveAt(index);
        EasedOn = Today;
    }

    public void Change(string number, Func<OpenInvoice, OpenInvoice> change)
    {
        var index = Invoices.FindIndex(i => i.Number == number);
        Invoices[index] = change(Invoices[index]);
        EasedOn = Today;
    }

    /// <summary>The lines of what was sent, one a message.</summary>
    public string[] Walk(string from, int days)
    {
        for (Today = Day.Of(from); Today < Day.Of(from).AddDays(days); Today = Today.AddDays(1))
            LiveThroughToday();
        return [.. Sent.Select(Line)];
    }

    private void LiveThroughToday()
    {
        foreach (var (on, happens) in _events)
            if (on == Today)
                happens(this);
        if (Outage.Contains(Today))
            return;
        // Twice, as a scheduler would: what was sent in the first round must not go out again in the second.
        for (var round = 0; round < 2; round++)
        {
            LastPlan = FollowUpPlanner.Plan(Situation(), Policy, France, Today);
            if (LastPlan.Needs(NeedKind.AdvancedAction))
                RecommendedOn ??= Today;
            if (LastPlan.Next is not { } next || next.SendOn != Today)
                continue;
            Sent.Add(next);
            _messages.Add(new(Today, next.Stage, next.Tone, [.. next.About.Concat(next.Upcoming).Select(i => i.Id)]));
        }
    }

    private Situation Situation() =>
        new()
        {
            AccountId = new(Guid.CreateVersion7()),
            Invoices = [.. Invoices],
            Messages = [.. _messages],
            UnallocatedCredit = [.. Credit],
            Reach = Channel.Email,
            IsPaused = IsPaused,
            EasedOn = EasedOn,
        };
}
