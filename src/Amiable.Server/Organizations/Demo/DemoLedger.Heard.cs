using Amiable.Accounts;
using Amiable.Communications;
using Amiable.Invoices;

namespace Amiable.Organizations.Demo;

/// <summary>An answer in its place: to which message, when, the day it names, and the first invoice it is about.</summary>
internal sealed record DemoHeard(DemoReply Reply, Communication To, DateTimeOffset At, DateOnly On, DateOnly Named, Invoice About);

/// <content>What the customer answered, and what followed for the ledger.</content>
internal sealed partial class DemoLedger
{
    /// <summary>Long enough for an invoice to fall due in it, and for the agent to have asked for it.</summary>
    private const int UnpaidBefore = 58;

    private static readonly TimeOnly Written = new(9, 40);

    /// <summary>What it wrote; null for a customer who does not answer.</summary>
    public DemoHeard? Heard { get; private set; }

    /// <summary>What it will answer.</summary>
    public DemoReply? Reply { get; }

    private BusinessCalendar Calendar => BusinessCalendar.For(Account.Details.Country, Account.Details.Region);

    /// <summary>The day from which it answers.</summary>
    public DateOnly AnswersOn => Calendar.OnOrBefore(_today.AddDays(-(Reply?.Ago ?? 0)));

    /// <summary>When a formal notice was posted to it; null for never.</summary>
    public DateOnly? NoticeOn => _company.Habit == "noticed" ? Calendar.OnOrBefore(_today.AddDays(-4)) : null;

    /// <summary>Whether the agent asks for nothing on a day: a formal notice has to have its effect, or somebody has to read an answer first.</summary>
    public bool IsHeldOn(DateOnly day) =>
        day >= NoticeOn || Heard is { } heard && day >= heard.On && (!heard.Reply.IsDealtWith || day <= heard.On.AddDays(1));

    /// <summary>Whether a message asks for something that is, or was until the answer, still owed.</summary>
    public bool CanAnswer(Communication message) => StillOwed(message).Count > 0;

    private List<Invoice> StillOwed(Communication message) =>
        [.. message.Facts.About.Select(a => Invoices.Single(i => i.Id == a.Invoice)).Where(i => !i.IsSettled)];

    /// <summary>The customer answers a message.</summary>
    public void Hear(Communication message, DateOnly day, TimeZoneInfo zone)
    {
        var morning = day.ToDateTime(Written.AddMinutes(_random.Next(90)));
        var at = new DateTimeOffset(morning, zone.GetUtcOffset(morning));
        if (at > _now.AddMinutes(-35))
            at = _now.AddMinutes(-35).ToOffset(at.Offset);
        var named = Calendar.OnOrAfter(day.AddDays(Reply!.Days));
        var about = StillOwed(message);
        Heard = new(Reply, message, at, day, named, about[0]);
        switch (Reply.Outcome)
        {
            case DemoOutcome.Promised or DemoOutcome.Kept or DemoOutcome.Broken:
                about[0].Promise(named, day);
                // Of one that is still owed the agent tells, when it reads the answer.
                if (Reply.IsPaid)
                    Tell(AccountEventKind.Promised, $"{about[0].Number} {named:yyyy-MM-dd}", at.AddHours(1));
                break;
            case DemoOutcome.Stopped:
                Account.Pause(PauseReason.Legal, "Redressement judiciaire", until: null, day);
                Tell(AccountEventKind.Paused, nameof(PauseReason.Legal), at.AddHours(1));
                break;
        }
        if (Reply.IsPaid)
            foreach (var (invoice, index) in about.Select((i, index) => (i, index)))
                PayAfter(invoice, Reply.Outcome == DemoOutcome.Kept && index == 0 ? named : day.AddDays(1 + 5 * index));
    }

    private void PayAfter(Invoice invoice, DateOnly on) => Pay(invoice, invoice.Outstanding, on < _today ? on : _today.AddDays(-1));

    // Who answers owes something when they do.
    private bool IsOwedUntilAnswered(DateOnly due) =>
        Reply is { } reply && due < _today.AddDays(-reply.Ago) && due >= _today.AddDays(-reply.Ago - UnpaidBefore);

    public void Tell(AccountEventKind kind, string detail, DateTimeOffset at) =>
        Events.Add(new(Ids.New<AccountEventId>(at), Account.Id, kind, detail, "Claire Martin", at < _now ? at : _now));
}
