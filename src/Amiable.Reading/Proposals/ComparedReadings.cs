using Amiable.Reading.Replies;
using Amiable.Replies;

namespace Amiable.Reading.Proposals;

/// <summary>
/// One reading of two: the built-in reader's and a language model's. Where both read the same, it is surer than either; where they differ in what an action would rest
/// on, it is too unsure for any. A model takes nothing grave away and gets nothing believed by itself. Pure.
/// </summary>
public static class ComparedReadings
{
    /// <summary>What remains of the confidence of readers who contradict each other.</summary>
    private const double Contradicted = 0.6;

    /// <summary>What only one of them saw is below <see cref="ReplyReading.SureEnough"/>: nothing acts on it.</summary>
    private const double SeenByOne = 0.6;
    private const double Surest = 0.99;

    /// <param name="reply">What both read.</param>
    /// <param name="builtIn">What the built-in reader understood.</param>
    /// <param name="model">What the model says.</param>
    public static ReplyReading Of(ReplyToRead reply, ReplyReading builtIn, ReplyReading model)
    {
        var isAttack = builtIn.InstructsTheAgent || model.InstructsTheAgent;
        // Who reads an attack may have fallen for it: then the one stands that no words can instruct.
        var agree = !isAttack && builtIn.Primary == model.Primary && SameFields(reply, builtIn, model);
        var first = isAttack ? builtIn : First(builtIn, model, agree);
        var second = ReferenceEquals(first, builtIn) ? model : builtIn;
        var joined = Joined(first, second, isAttack) with { InstructsTheAgent = isAttack };
        var same = builtIn.Intents.Select(i => i.Intent).ToHashSet().SetEquals(model.Intents.Select(i => i.Intent));
        var confidence =
            isAttack ? Math.Min(builtIn.Confidence, model.Confidence)
            : !agree ? Math.Min(Math.Min(builtIn.Confidence, model.Confidence), Contradicted)
            : same ? Math.Min(Surest, 1 - (1 - builtIn.Confidence) * (1 - model.Confidence))
            : Math.Min(builtIn.Confidence, model.Confidence);
        return joined with
        {
            Intents = [.. joined.Intents.Select(i => Sure(i, builtIn, model, agree))],
            Confidence = Math.Round(confidence, 3),
            NeedsHuman =
                model.NeedsHuman
                || !agree
                || !same
                || confidence < ReplyReading.SureEnough
                || PersonNeeded.For(joined)
                // It was sure of what it read, and wanted a person: there was another reason than doubt.
                || builtIn is { NeedsHuman: true, Confidence: >= ReplyReading.SureEnough },
        };
    }

    // Who agree on what counts: in the rest (a reason, a reference, a name) whoever understands whole sentences is better. Else what is grave is handled first, whoever saw
    // it; then whoever is sure without a model; then the model, which a person looks at.
    private static ReplyReading First(ReplyReading builtIn, ReplyReading model, bool agree) =>
        agree ? model
        : PersonNeeded.Grave.Contains(builtIn.Primary) ? builtIn
        : PersonNeeded.Grave.Contains(model.Primary) ? model
        : builtIn.Confidence >= ReplyReading.SureEnough ? builtIn
        : model;

    private static ReplyReading Joined(ReplyReading first, ReplyReading second, bool isAttack)
    {
        // Of an attack nothing is added but what calls a person.
        var more = second.Intents.Where(i =>
            !first.Has(i.Intent) && (PersonNeeded.Grave.Contains(i.Intent) || !isAttack && Adds(i.Intent))
        );
        IReadOnlyList<FoundIntent> intents = [.. first.Intents, .. more];
        if (intents.Count > 1 && !isAttack)
            intents = [intents[0], .. intents.Skip(1).Where(i => Adds(i.Intent))];
        bool Has(ReplyIntent intent) => intents.Any(i => i.Intent == intent);
        return first with
        {
            Intents = intents,
            Promise = Has(ReplyIntent.PromiseToPay) ? first.Promise ?? second.Promise : null,
            Payment = Has(ReplyIntent.PaymentClaimed) ? first.Payment ?? second.Payment : null,
            Dispute = Has(ReplyIntent.Dispute) ? first.Dispute ?? second.Dispute : null,
            Plan = Has(ReplyIntent.PaymentPlanRequest) ? WithRhythm(first.Plan ?? second.Plan, second.Plan) : null,
            Extension = Has(ReplyIntent.ExtensionRequest) ? first.Extension ?? second.Extension : null,
            Document = Has(ReplyIntent.DocumentRequest) ? first.Document ?? second.Document : null,
            NewContact = first.NewContact ?? (isAttack ? null : second.NewContact),
            Absence = first.Absence ?? (isAttack ? null : second.Absence),
        };
    }

    // Beside something else these say nothing.
    private static bool Adds(ReplyIntent intent) => intent is not (ReplyIntent.Acknowledgement or ReplyIntent.Other);

    private static FoundIntent Sure(FoundIntent intent, ReplyReading builtIn, ReplyReading model, bool agree)
    {
        var one = builtIn.Intents.FirstOrDefault(i => i.Intent == intent.Intent);
        var other = model.Intents.FirstOrDefault(i => i.Intent == intent.Intent);
        var confidence =
            one is null || other is null ? Math.Min(intent.Confidence, SeenByOne)
            : agree ? Math.Min(Surest, 1 - (1 - one.Confidence) * (1 - other.Confidence))
            : Math.Min(Math.Min(one.Confidence, other.Confidence), SeenByOne);
        return intent with
        {
            Confidence = Math.Round(confidence, 3),
            Evidence = one is { Evidence.Count: > 0 } ? one.Evidence : other?.Evidence ?? intent.Evidence,
        };
    }

    /// <summary>Whether days, sums, invoices and documents are the same, as far as both have something to say of them.</summary>
    private static bool SameFields(ReplyToRead reply, ReplyReading a, ReplyReading b) =>
        Both(a.Promise, b.Promise, (x, y) => x.Date == y.Date && SameSum(reply, x.Amount, x.Invoices, y.Amount, y.Invoices))
        && Both(a.Payment, b.Payment, (x, y) => x.Date == y.Date && SameSum(reply, x.Amount, x.Invoices, y.Amount, y.Invoices))
        && Both(a.Dispute, b.Dispute, (x, y) => x.Invoices.ToHashSet().SetEquals(y.Invoices))
        && Both(a.Plan, b.Plan, SamePlan)
        && Both(a.Extension, b.Extension, (x, y) => x == y)
        && Both(a.Absence, b.Absence, (x, y) => x.Until == y.Until)
        && (a.Document is null || b.Document is null || a.Document == b.Document)
        && (
            a.NewContact?.Email is null
            || b.NewContact?.Email is null
            || string.Equals(a.NewContact.Email, b.NewContact.Email, StringComparison.OrdinalIgnoreCase)
        );

    // How far apart the parts are only the built-in reader says: a model is not asked for it.
    private static bool SamePlan(ReadPlan a, ReadPlan b) =>
        a with { Every = null } == b with { Every = null } && (a.Every is null || b.Every is null || a.Every == b.Every);

    private static ReadPlan? WithRhythm(ReadPlan? plan, ReadPlan? other) =>
        plan is null ? null : plan with { Every = plan.Every ?? other?.Every };

    private static bool Both<T>(T? a, T? b, Func<T, T, bool> same)
        where T : class => a is null || b is null || same(a, b);

    /// <summary>No sum means all that is open of these invoices, so who writes it out says the same.</summary>
    private static bool SameSum(ReplyToRead reply, decimal? a, IReadOnlyList<string> of, decimal? b, IReadOnlyList<string> ofB) =>
        of.ToHashSet().SetEquals(ofB) && (a ?? Open(reply, of)) == (b ?? Open(reply, ofB));

    private static decimal Open(ReplyToRead reply, IReadOnlyList<string> numbers) =>
        reply.Invoices.Where(i => numbers.Contains(i.Number)).Sum(i => i.Amount);
}
