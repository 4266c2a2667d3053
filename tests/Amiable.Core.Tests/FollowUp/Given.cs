using Amiable.FollowUp;
using Amiable.Invoices;

namespace Amiable.Tests.FollowUp;

/// <summary>Situations in few words. Invoice A is always the same A, so that messages can name it.</summary>
internal static class Given
{
    private static readonly Dictionary<string, InvoiceId> Ids = [];

    public static readonly BusinessCalendar France = BusinessCalendar.For("FR");
    public static readonly BusinessCalendar Bavaria = BusinessCalendar.For("DE", "BY");

    public static InvoiceId Id(string number)
    {
        lock (Ids)
            return Ids.TryGetValue(number, out var id) ? id : Ids[number] = new(Guid.CreateVersion7());
    }

    public static Money Eur(decimal amount) => Money.OfMajor(amount, "EUR")!.Value;

    public static Money Usd(decimal amount) => Money.OfMajor(amount, "USD")!.Value;

    public static OpenInvoice Invoice(string number, string? due, decimal owed = 100, string currency = "EUR") =>
        new()
        {
            Id = Id(number),
            Number = number,
            DueOn = due is null ? null : Day.Of(due),
            Outstanding = Money.OfMajor(owed, currency)!.Value,
        };

    public static OpenInvoice Promised(this OpenInvoice invoice, string on) => invoice with { PromisedOn = Day.Of(on) };

    public static OpenInvoice Disputed(this OpenInvoice invoice) => invoice with { IsDisputed = true };

    public static OpenInvoice WrittenOff(this OpenInvoice invoice) => invoice with { IsWrittenOff = true };

    public static OpenInvoice Excluded(this OpenInvoice invoice, Exclusion why) => invoice with { Excluded = why };

    public static PastMessage Reminded(string on, params string[] invoices) => Sent(on, Stage.BeforeDue, Tone.Courteous, invoices);

    public static PastMessage Asked(string on, Tone tone, params string[] invoices) => Sent(on, Stage.Overdue, tone, invoices);

    public static PastMessage PromiseSaid(string on, params string[] invoices) => Sent(on, Stage.PromiseBroken, Tone.Courteous, invoices);

    public static PastMessage Manual(string on, params string[] invoices) => Sent(on, null, Tone.Courteous, invoices);

    public static PastMessage Skipped(this PastMessage message) => message with { Skipped = true };

    private static PastMessage Sent(string on, Stage? stage, Tone tone, string[] invoices) =>
        new(Day.Of(on), stage, tone, [.. invoices.Select(Id)]);

    public static Situation Account(params OpenInvoice[] invoices) =>
        new()
        {
            AccountId = new(Guid.CreateVersion7()),
            Invoices = invoices,
            Reach = Channel.Email,
        };

    public static Situation After(this Situation situation, params PastMessage[] messages) => situation with { Messages = messages };

    public static Situation WithCredit(this Situation situation, params Money[] credit) => situation with { UnallocatedCredit = credit };

    public static FollowUpPlan PlannedOn(
        this Situation situation,
        string today,
        FollowUpPolicy? policy = null,
        BusinessCalendar? calendar = null
    ) => FollowUpPlanner.Plan(situation, policy ?? FollowUpPolicy.Standard, calendar ?? France, Day.Of(today));

    /// <summary>The next message in one line: "2026-01-13 BeforeDue Courteous: A + B"; after the plus, what it only mentions.</summary>
    public static string NextOn(this Situation situation, string today, FollowUpPolicy? policy = null, BusinessCalendar? calendar = null) =>
        situation.PlannedOn(today, policy, calendar).Next is { } next ? Line(next) : "nothing";

    public static string Line(PlannedMessage message) =>
        $"{message.SendOn:yyyy-MM-dd} {message.Stage} {message.Tone}: {string.Join(' ', message.About.Select(i => i.Number))}"
        + (message.Upcoming.Count > 0 ? $" + {string.Join(' ', message.Upcoming.Select(i => i.Number))}" : "");

    public static Why? WhyNot(this FollowUpPlan plan, string number) => plan.LeftOut.SingleOrDefault(l => l.Number == number)?.Why;

    public static bool Needs(this FollowUpPlan plan, NeedKind kind) => plan.Needs.Any(n => n.Kind == kind);
}
