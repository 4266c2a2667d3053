using Amiable.FollowUp;
using Amiable.Invoices;
using Amiable.Organizations;
using Amiable.Tasks;

namespace Amiable.Replies;

/// <summary>
/// What follows from what a customer wrote: the table of agent.md. Pure. Nothing is conceded beyond the rules of the organization, nothing is recorded on the word
/// of a stranger or of a reading that is not sure, and whatever is left is a question to a person.
/// </summary>
public static class ReplyPolicy
{
    /// <summary>Business days for which follow-ups of an invoice rest that is said to be paid.</summary>
    public const int RestAfterPaymentSaidBusinessDays = 5;

    /// <summary>Calendar days after which an absence is none but a departure: a person looks.</summary>
    public const int LongestAbsenceDays = 60;

    /// <summary>Intents that may stand beside another one and need no person.</summary>
    private static readonly ReplyIntent[] Harmless =
    [
        ReplyIntent.PromiseToPay,
        ReplyIntent.PaymentClaimed,
        ReplyIntent.DocumentRequest,
        ReplyIntent.Acknowledgement,
    ];

    /// <summary>Decides what follows.</summary>
    /// <param name="reading">What a reader understood. A reading that is not sure enough, or of a text that gives the agent orders, says nothing.</param>
    /// <param name="situation">What else is known.</param>
    public static ReplyDecision Decide(ReplyReading reading, ReplySituation situation)
    {
        if (situation.IsAutomatic)
            return OfMachine(reading, situation);
        if (reading.InstructsTheAgent || reading.Confidence < ReplyReading.SureEnough)
            return Ask(TaskKind.UnclearReply);
        // What could do the most harm is asked first, wherever in the mail it stands; to these nothing is answered.
        if (reading.Has(ReplyIntent.BankDetailsChange))
            return Ask(TaskKind.SuspectedFraud);
        if (reading.Has(ReplyIntent.Insolvency))
            return new() { Question = new(TaskKind.Insolvency) { Contact = Reachable(reading.NewContact) } };
        if (reading.Has(ReplyIntent.LegalThreat) || reading.Has(ReplyIntent.StopRequest))
            return Ask(TaskKind.HumanRequested);
        if (reading.Has(ReplyIntent.HumanRequested))
            return HandOver(new(TaskKind.HumanRequested), situation);
        return reading.Primary switch
        {
            ReplyIntent.PromiseToPay => OfPromise(reading, situation),
            ReplyIntent.PaymentClaimed => OfPaymentClaim(reading, situation),
            ReplyIntent.Dispute => OfDispute(reading, situation),
            ReplyIntent.PaymentPlanRequest => OfParts(reading, situation),
            ReplyIntent.ExtensionRequest => OfMoreTime(reading, situation),
            ReplyIntent.DocumentRequest => OfDocuments(reading, situation),
            ReplyIntent.WrongContact when Reachable(reading.NewContact) is { } contact => new()
            {
                Question = new(TaskKind.WrongContact) { Contact = contact },
            },
            ReplyIntent.AutoReply when AwayOf(reading, situation) is { } away => new() { Effects = [away] },
            ReplyIntent.Acknowledgement when IsNothing(reading, situation) => new(),
            _ => Ask(TaskKind.UnclearReply),
        };
    }

    // A machine is never answered, and asks nothing of a person but to be written to elsewhere.
    private static ReplyDecision OfMachine(ReplyReading reading, ReplySituation s) =>
        reading.InstructsTheAgent ? new()
        : reading.Has(ReplyIntent.WrongContact) && s.IsFromContact && Reachable(reading.NewContact) is { } contact
            ? new() { Question = new(TaskKind.WrongContact) { Contact = contact } }
        : AwayOf(reading, s) is { } away ? new() { Effects = [away] }
        : new();

    private static ReplyDecision OfPromise(ReplyReading reading, ReplySituation s)
    {
        var about = Those(reading.Promise?.Invoices, s.Open);
        var day = reading.Promise?.Date;
        var isInTime = day >= s.ReceivedOn && day <= s.ReceivedOn.AddDays(Math.Max(s.Rules.LongestPromiseDays, 0));
        if (
            isInTime
            && about.Count > 0
            && IsAlone(reading)
            && CoversAll(reading.Promise!.Amount, about)
            && MayAct(ReplyClass.Promise, s)
            && RequestedPapers.Of(reading, s) is var papers
            && papers is not null
        )
            return new()
            {
                Effects = [new ReplyEffect.Promised(Ids(about), day!.Value)],
                Answer = Answer(ReplyClass.Promise, s, [new(AnswerKind.PromiseNoted, Ids(about), day), .. papers]),
            };
        return new()
        {
            Question = new(TaskKind.UnclearReply) { Invoices = isInTime ? Ids(about) : [], On = isInTime ? day : null },
        };
    }

    private static ReplyDecision OfPaymentClaim(ReplyReading reading, ReplySituation s)
    {
        var about = Those(reading.Payment?.Invoices, s.Open);
        var day = reading.Payment?.Date;
        // Of a stranger, or of nothing that is owed, a person makes sense; nothing is written meanwhile.
        if (about.Count == 0 || !IsKnown(s))
            return new()
            {
                Question = new(TaskKind.UnclearReply) { Invoices = Ids(about), On = day },
            };
        var rests = s.Calendar.Away(s.ReceivedOn, RestAfterPaymentSaidBusinessDays);
        return new()
        {
            Effects = [new ReplyEffect.SaidPaid(Ids(about), day, rests, reading.Payment!.Reference)],
            Question = new(TaskKind.PaymentAnnounced) { Invoices = Ids(about), On = day },
            Answer =
                IsAlone(reading) && MayAct(ReplyClass.PaymentClaim, s)
                    ? Answer(ReplyClass.PaymentClaim, s, [new(AnswerKind.PaymentNoted, Ids(about))])
                    : null,
        };
    }

    // Contested invoices rest at once, and so do those said to be paid, however little the agent may do: nothing could be worse than going on about them.
    private static ReplyDecision OfDispute(ReplyReading reading, ReplySituation s)
    {
        var about = Those(reading.Dispute?.Invoices, s.Open);
        if (about.Count == 0 || !IsKnown(s))
            return Ask(TaskKind.UnclearReply);
        return new()
        {
            Effects =
            [
                new ReplyEffect.Contested(
                    Ids(about),
                    reading.Dispute!.Reason,
                    reading.Dispute.Amount,
                    s.ReceivedOn.AddDays(s.Rules.DisputeAnswerDays)
                ),
            ],
            Question = new(TaskKind.Dispute) { Invoices = Ids(about) },
            Answer = MayAct(ReplyClass.Dispute, s) ? Answer(ReplyClass.Dispute, s, [new(AnswerKind.DisputeNoted, Ids(about))]) : null,
        };
    }

    // All that is overdue, in one currency, is what a plan is about: what falls due later is owed later.
    private static ReplyDecision OfParts(ReplyReading reading, ReplySituation s)
    {
        var about = s.Open.Where(i => IsAsked(i) && i.DueOn < s.ReceivedOn).ToList();
        if (
            reading.Intents.All(i => i.Intent is ReplyIntent.PaymentPlanRequest or ReplyIntent.Acknowledgement)
            && AgreeableParts.Of(reading.Plan, about, s) is { } parts
            && MayAct(ReplyClass.PaymentPlan, s)
            && Answer(ReplyClass.PaymentPlan, s, [new(AnswerKind.PlanAgreed, Ids(about)) { Parts = parts }]) is { } answer
        )
            return new() { Effects = [new ReplyEffect.PaidInParts(Ids(about), parts)], Answer = answer };
        return HandOver(new(TaskKind.PaymentPlanRequest) { Invoices = Ids(about), On = reading.Plan?.FirstDate }, s);
    }

    private static ReplyDecision OfMoreTime(ReplyReading reading, ReplySituation s)
    {
        var until = reading.Extension?.Until;
        var about = s.Open.Where(i => IsAsked(i) && i.DueOn < until).ToList();
        if (
            until > s.ReceivedOn
            && until <= s.ReceivedOn.AddDays(s.Rules.MostExtensionDays)
            && about.Count > 0
            && reading.Intents.All(i => i.Intent is ReplyIntent.ExtensionRequest or ReplyIntent.Acknowledgement)
            && MayAct(ReplyClass.MoreTime, s)
        )
            return new()
            {
                Effects = [new ReplyEffect.Promised(Ids(about), until.Value)],
                Answer = Answer(ReplyClass.MoreTime, s, [new(AnswerKind.TimeGranted, Ids(about), until)]),
            };
        return HandOver(new(TaskKind.ExtensionRequest) { On = until }, s);
    }

    private static ReplyDecision OfDocuments(ReplyReading reading, ReplySituation s)
    {
        var question = new ReplyQuestion(TaskKind.MissingDocument) { Document = reading.Document };
        if (reading.Document is not (RequestedDocument.InvoiceCopy or RequestedDocument.Statement))
            return HandOver(question, s);
        return
            IsAlone(reading)
            && !reading.Has(ReplyIntent.PromiseToPay)
            && !reading.Has(ReplyIntent.PaymentClaimed)
            && MayAct(ReplyClass.Documents, s)
            && RequestedPapers.Of(reading, s) is { Count: > 0 } papers
            && Answer(ReplyClass.Documents, s, papers) is { } answer
            ? new() { Answer = answer }
            : new() { Question = question };
    }

    private static ReplyEffect.Away? AwayOf(ReplyReading reading, ReplySituation s) =>
        s.IsFromContact
        && reading.Absence is { Until: { } until }
        && until >= s.ReceivedOn
        && until <= s.ReceivedOn.AddDays(LongestAbsenceDays)
        && MayAct(ReplyClass.Absence, s)
            ? new(until, reading.Absence.Delegate?.Email)
            : null;

    private static bool IsNothing(ReplyReading reading, ReplySituation s) =>
        IsAlone(reading) && reading.Intents.Count == 1 && reading.NewContact is null && MayAct(ReplyClass.Acknowledgement, s);

    private static ReplyDecision HandOver(ReplyQuestion question, ReplySituation s) =>
        new()
        {
            Question = question,
            Answer = MayAct(ReplyClass.HandedOver, s) ? Answer(ReplyClass.HandedOver, s, [new(AnswerKind.HandedOver, [])]) : null,
        };

    private static ReplyDecision Ask(TaskKind kind) => new() { Question = new(kind) };

    private static ReplyAnswer? Answer(ReplyClass kind, ReplySituation s, IReadOnlyList<AnswerPart> parts) =>
        s.WasAnsweredToday ? null : new(kind, parts, s.Rules.For(kind, s.Autonomy) == Autonomy.Auto);

    // Whoever only observes is asked, as if nothing could be done alone.
    private static bool MayAct(ReplyClass kind, ReplySituation s) => s.IsFromContact && s.Rules.For(kind, s.Autonomy) != Autonomy.Observe;

    private static bool IsKnown(ReplySituation s) => s.IsFromContact || s.IsInThread;

    private static bool IsAlone(ReplyReading reading) => !reading.NeedsHuman && reading.Intents.All(i => Harmless.Contains(i.Intent));

    // Part of it is another matter: what of the rest? A person asks.
    private static bool CoversAll(decimal? amount, List<OpenInvoice> about) =>
        amount is null
        || (
            about.TrueForAll(i => i.Outstanding.Currency == about[0].Outstanding.Currency) && amount >= about.Sum(i => i.Outstanding.Major)
        );

    private static bool IsAsked(OpenInvoice invoice) => !invoice.IsDisputed && !invoice.IsWrittenOff && invoice.Outstanding.IsPositive;

    private static ReadContact? Reachable(ReadContact? contact) => string.IsNullOrWhiteSpace(contact?.Email) ? null : contact;

    private static List<InvoiceId> Ids(IEnumerable<OpenInvoice> invoices) => [.. invoices.Select(i => i.Id)];

    private static List<OpenInvoice> Those(IReadOnlyList<string>? numbers, IReadOnlyList<OpenInvoice> open) =>
        numbers is null ? [] : [.. open.Where(i => numbers.Contains(i.Number))];
}
