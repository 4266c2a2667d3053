using Amiable.FollowUp;
using Amiable.Invoices;
using Amiable.Organizations;
using Amiable.Replies;

namespace Amiable.Reading.Evaluation;

/// <summary>Of the replies of a kind that the agent would deal with alone, how many it would deal with as their labels ask.</summary>
/// <param name="Class">Which kind.</param>
/// <param name="Right">How many as the labels ask: the same facts about the same invoices and days, the same answer.</param>
/// <param name="Of">Of how many.</param>
public sealed record ClassPrecision(ReplyClass Class, int Right, int Of)
{
    /// <summary>Of fewer a share says nothing.</summary>
    public const int Fewest = 5;

    /// <summary>From 0 to 1.</summary>
    public double Value => Of == 0 ? 0 : (double)Right / Of;

    /// <summary>Whether that is enough to need nobody.</summary>
    public bool IsEnough => Of >= Fewest && Value >= ReplyRules.PrecisionForAuto;

    /// <summary>Each kind, as if the agent might do everything about all of them.</summary>
    public static IReadOnlyList<ClassPrecision> Over(IReadOnlyList<ScoredReply> replies)
    {
        var done = replies.Select(r => (Reply: r, Does: Decide(r.Reading, r.Reply))).ToList();
        return
        [
            .. Enum.GetValues<ReplyClass>()
                .Select(kind =>
                {
                    var alone = done.FindAll(d => KindOf(d.Does, d.Reply.Reading) == kind);
                    return new ClassPrecision(
                        kind,
                        alone.Count(d => Told(d.Does) == Told(Decide(Labelled(d.Reply), d.Reply.Reply))),
                        alone.Count
                    );
                }),
        ];
    }

    private static readonly ReplyRules Everything = Enum.GetValues<ReplyClass>()
        .Aggregate(
            ReplyRules.Standard with
            {
                LongestPromiseDays = ReplyRules.MostDays,
                MostExtensionDays = ReplyRules.MostDays,
                MostInstalments = PartPayments.Most,
                FirstInstalmentDays = ReplyRules.MostDays,
                LastInstalmentDays = ReplyRules.MostPlanDays,
            },
            (rules, kind) => rules.With(kind, Autonomy.Auto)
        );

    private static ReplyDecision Decide(ReplyReading reading, LabelledReply labelled)
    {
        var open = labelled.Reply.Invoices.Select((invoice, place) => Open(invoice, place, labelled.Reply.Currency)).ToList();
        return ReplyPolicy.Decide(
            reading,
            new()
            {
                Open = open,
                ReceivedOn = DateOnly.FromDateTime(labelled.Reply.Received.DateTime),
                Calendar = BusinessCalendar.For("FR"),
                IsFromContact = true,
                IsInThread = true,
                WithDocument = open.Select(i => i.Id).ToHashSet(),
                Rules = Everything,
                Autonomy = Autonomy.Auto,
            }
        );
    }

    // The same invoice is the same in both readings of a reply.
    private static OpenInvoice Open(Understanding.Invoices.OpenInvoice invoice, int place, string currency) =>
        new()
        {
            Id = new(new Guid(place + 1, 0, 0, new byte[8])),
            Number = invoice.Number,
            DueOn = invoice.DueDate,
            Outstanding = Money.OfMajor(invoice.Amount, currency) ?? new(1, currency),
        };

    private static ReplyClass? KindOf(ReplyDecision does, ReplyReading reading) =>
        does.Answer is { } answer ? answer.Class
        : does.Effects.Any(e => e is ReplyEffect.Away) ? ReplyClass.Absence
        : does is { Question: null, Effects.Count: 0 } && reading.Primary == ReplyIntent.Acknowledgement ? ReplyClass.Acknowledgement
        : null;

    private static ReplyReading Labelled(ScoredReply scored)
    {
        var labels = scored.Expected;
        return new()
        {
            Intents = [.. labels.Intents.DefaultIfEmpty(ReplyIntent.Other).Select(i => new FoundIntent(i, 1, []))],
            Promise = labels.Promise is { } promise ? new(promise.Date, promise.Amount, promise.Invoices) : null,
            Payment = labels.Payment is { } payment ? new(payment.Date, payment.Amount, payment.Reference, payment.Invoices) : null,
            Dispute = labels.Dispute is { } dispute ? new(dispute.Reason, dispute.Invoices, dispute.Amount) : null,
            Plan = labels.Plan is { } plan ? new(plan.Installments, plan.FirstDate, plan.AmountEach) : null,
            Extension = labels.Extension is { } extension ? new(extension.Until) : null,
            Document = labels.Document,
            NewContact = labels.NewContact is { } contact ? new(contact.Name, contact.Email, contact.Phone) : null,
            Absence = labels.Absence is { } absence ? new(absence.Until, null) : null,
            InstructsTheAgent = scored.Reply.IsInjection,
            Confidence = 1,
            NeedsHuman = labels.NeedsHuman,
        };
    }

    private static string Told(ReplyDecision does) =>
        string.Join(' ', does.Effects.Select(Told))
        + $" | {does.Question?.Kind} | "
        + string.Join(' ', (does.Answer?.Parts ?? []).Select(p => $"{p.Kind}:{Told(p.Invoices)}:{p.On:O}"));

    private static string Told(ReplyEffect effect) =>
        effect switch
        {
            ReplyEffect.Promised promised => $"promised:{Told(promised.Invoices)}:{promised.On:O}",
            ReplyEffect.SaidPaid paid => $"paid:{Told(paid.Invoices)}",
            ReplyEffect.PaidInParts agreed =>
                $"parts:{Told(agreed.Invoices)}:{string.Join(',', agreed.Parts.Select(p => $"{p.On:O} {p.Amount}"))}",
            ReplyEffect.Contested contested => $"contested:{Told(contested.Invoices)}",
            ReplyEffect.Away away => $"away:{away.Until:O}",
            _ => throw new ArgumentOutOfRangeException(nameof(effect), effect, "An effect nobody compares."),
        };

    private static string Told(IEnumerable<InvoiceId> invoices) =>
        string.Join(',', invoices.Select(i => i.Value.ToString("N")).Order(StringComparer.Ordinal));
}
