using System.Text.RegularExpressions;
using Amiable.Reading.Intents;
using Amiable.Replies;

namespace Amiable.Reading.Replies;

/// <summary>Which intents a reply has, from what its sentences say.</summary>
internal static partial class IntentChoice
{
    /// <summary>From here on an intent counts.</summary>
    public const double Threshold = 0.5;

    /// <summary>The labels of the classifier that are an intent.</summary>
    public static readonly IReadOnlyDictionary<string, ReplyIntent> Labels = new Dictionary<string, ReplyIntent>
    {
        ["PP"] = ReplyIntent.PromiseToPay,
        ["PC"] = ReplyIntent.PaymentClaimed,
        ["DI"] = ReplyIntent.Dispute,
        ["PL"] = ReplyIntent.PaymentPlanRequest,
        ["EX"] = ReplyIntent.ExtensionRequest,
        ["DO"] = ReplyIntent.DocumentRequest,
        ["WC"] = ReplyIntent.WrongContact,
        ["AR"] = ReplyIntent.AutoReply,
        ["ST"] = ReplyIntent.StopRequest,
        ["IN"] = ReplyIntent.Insolvency,
        ["HU"] = ReplyIntent.HumanRequested,
        ["LE"] = ReplyIntent.LegalThreat,
        ["BA"] = ReplyIntent.BankDetailsChange,
        ["AK"] = ReplyIntent.Acknowledgement,
        ["SP"] = ReplyIntent.Other,
        ["UN"] = ReplyIntent.Other,
    };

    public static List<FoundIntent> Of(List<ReadSentence> told, ReplyToRead reply, ReplyFacts facts, bool isInjected)
    {
        var found = new Dictionary<ReplyIntent, FoundIntent>();
        foreach (var (label, intent) in Labels)
        {
            var saying = told.Where(s => s[label] >= Threshold).ToList();
            if (saying.Count == 0)
                continue;
            var score = saying.Max(s => s[label]);
            if (!found.TryGetValue(intent, out var other) || other.Confidence < score)
                found[intent] = new(intent, score, [.. saying.Select(s => s.Span)]);
        }
        Machine(found, reply, told, facts);
        Advertising(found, told);
        if (isInjected)
            return Injected(found);
        var business = found.Keys.Where(i => i is not (ReplyIntent.Acknowledgement or ReplyIntent.Other)).ToList();
        if (business.Count > 0)
        {
            found.Remove(ReplyIntent.Acknowledgement);
            found.Remove(ReplyIntent.Other);
        }
        else if (found.Count == 2)
            found.Remove(found.MinBy(f => f.Value.Confidence).Key);
        if (found.Count == 0)
            found = Likeliest(told);
        Exclude(found);
        return Ordered(found, told);
    }

    /// <summary>Absences, tickets, returned mail: what the machine says besides is not the writer's wish.</summary>
    private static void Machine(Dictionary<ReplyIntent, FoundIntent> found, ReplyToRead reply, List<ReadSentence> told, ReplyFacts facts)
    {
        var bySubject = AutomaticSubject().IsMatch(Understanding.WrittenText.Of(reply.Subject).Folded);
        var byServer = Bounces.IsSentByServer(reply);
        var byWords = found.GetValueOrDefault(ReplyIntent.AutoReply)?.Confidence ?? 0;
        bySubject = bySubject || byServer;
        if (!reply.IsAutomatic && !bySubject && byWords < Threshold)
            return;
        var score = Math.Max(byWords, bySubject || reply.IsAutomatic ? 0.95 : 0);
        var saying = told.Where(s => s["AR"] >= Threshold).Select(s => s.Span).ToList();
        // A person who also says that he is away is still a person.
        if (!bySubject && !reply.IsAutomatic && found.Values.Any(f => IsOfAPerson(f, byWords, told)))
        {
            found.Remove(ReplyIntent.AutoReply);
            return;
        }
        // Who stands in while somebody is away is nobody's new contact.
        var isBack = told.Exists(s => s.Means("OOO")) && !told.Exists(s => s.Means("NOMORE"));
        var gone = isBack ? null : found.GetValueOrDefault(ReplyIntent.WrongContact);
        found.Clear();
        found[ReplyIntent.AutoReply] = new(ReplyIntent.AutoReply, score, saying);
        if (byServer)
        {
            if (Bounces.SaysUnknown(facts.Text))
                found[ReplyIntent.WrongContact] = new(ReplyIntent.WrongContact, 0.9, saying);
        }
        else if (gone is { Confidence: > 0.6 })
            found[ReplyIntent.WrongContact] = gone;
    }

    /// <summary>A wish so clear that somebody wrote it, and no machine.</summary>
    private static bool IsOfAPerson(FoundIntent found, double byWords, List<ReadSentence> told) =>
        Business.Contains(found.Intent)
        && found.Confidence
            > (
                found.Intent is ReplyIntent.HumanRequested or ReplyIntent.StopRequest ? Math.Max(0.7, byWords)
                : found.Intent == ReplyIntent.PromiseToPay && told.Exists(Pays) ? 0.6
                : 0.7
            );

    /// <summary>"We were on holiday. I pay on Monday": the money has a sentence and a day of its own.</summary>
    private static bool Pays(ReadSentence sentence) =>
        sentence["PP"] > 0.6 && sentence["AR"] < 0.4 && sentence.Dates.Any(d => d.Next is not null);

    /// <summary>Who sells something promises and asks for many things, and none of it is about a bill.</summary>
    private static void Advertising(Dictionary<ReplyIntent, FoundIntent> found, List<ReadSentence> told)
    {
        var sells = told.Select(s => s["SP"]).DefaultIfEmpty(0).Max();
        if (sells < 0.6 || told.Exists(s => s.Mentions.Count > 0))
            return;
        var saying = told.Where(s => s["SP"] >= Threshold).ToList();
        var rest = told.Where(s => s["SP"] < Threshold && Labels.Any(l => l.Value != ReplyIntent.Other && s[l.Key] > 0.8)).ToList();
        if (saying.Count < rest.Count)
            return;
        found.Clear();
        found[ReplyIntent.Other] = new(ReplyIntent.Other, sells, [.. saying.Select(s => s.Span)]);
    }

    private static readonly ReplyIntent[] Business =
    [
        ReplyIntent.PromiseToPay,
        ReplyIntent.PaymentClaimed,
        ReplyIntent.Dispute,
        ReplyIntent.PaymentPlanRequest,
        ReplyIntent.ExtensionRequest,
        ReplyIntent.DocumentRequest,
        ReplyIntent.HumanRequested,
        ReplyIntent.BankDetailsChange,
        ReplyIntent.StopRequest,
    ];

    private static List<FoundIntent> Injected(Dictionary<ReplyIntent, FoundIntent> found)
    {
        FoundIntent[] first = [new(ReplyIntent.Other, 0.95, [])];
        return
        [
            .. first,
            .. found
                .Values.Where(f => f.Intent is not (ReplyIntent.Other or ReplyIntent.Acknowledgement or ReplyIntent.AutoReply))
                .OrderBy(f => Rank(f.Intent)),
        ];
    }

    /// <summary>Nothing is certain: the likeliest, with the little confidence there is.</summary>
    private static Dictionary<ReplyIntent, FoundIntent> Likeliest(List<ReadSentence> told)
    {
        var best = told.SelectMany(s => Labels.Select(l => (Sentence: s, l.Value, Score: s[l.Key])))
            .Where(s => s.Score > 0.12)
            .OrderByDescending(s => s.Score)
            .FirstOrDefault();
        return best.Sentence is null
            ? new() { [ReplyIntent.Other] = new(ReplyIntent.Other, 0.2, []) }
            : new() { [best.Value] = new(best.Value, Math.Min(0.45, best.Score), [best.Sentence.Span]) };
    }

    /// <summary>What rules another out.</summary>
    private static void Exclude(Dictionary<ReplyIntent, FoundIntent> found)
    {
        if (found.ContainsKey(ReplyIntent.Insolvency))
            foreach (var intent in found.Keys.Where(i => i is not (ReplyIntent.Insolvency or ReplyIntent.StopRequest)).ToList())
                found.Remove(intent);
        if (found.ContainsKey(ReplyIntent.PaymentPlanRequest))
        {
            // "In the run a week on Friday": a plan that is only suspected is none beside a promise that is certain.
            if (
                Overlap(found, ReplyIntent.PaymentPlanRequest, ReplyIntent.PromiseToPay)
                && found[ReplyIntent.PromiseToPay].Confidence > Clear
                && found[ReplyIntent.PaymentPlanRequest].Confidence < Suspected
            )
                found.Remove(ReplyIntent.PaymentPlanRequest);
            foreach (var intent in (ReplyIntent[])[ReplyIntent.PromiseToPay, ReplyIntent.ExtensionRequest])
                if (Overlap(found, intent, ReplyIntent.PaymentPlanRequest))
                    found.Remove(intent);
        }
        if (found.ContainsKey(ReplyIntent.ExtensionRequest) && Overlap(found, ReplyIntent.PromiseToPay, ReplyIntent.ExtensionRequest))
            found.Remove(
                found[ReplyIntent.PromiseToPay].Confidence > found[ReplyIntent.ExtensionRequest].Confidence
                    ? ReplyIntent.ExtensionRequest
                    : ReplyIntent.PromiseToPay
            );
        if (found.ContainsKey(ReplyIntent.LegalThreat))
            found.Remove(ReplyIntent.HumanRequested);
        if (found.ContainsKey(ReplyIntent.BankDetailsChange) && Overlap(found, ReplyIntent.DocumentRequest, ReplyIntent.BankDetailsChange))
            found.Remove(ReplyIntent.DocumentRequest);
    }

    /// <summary>Whether every sentence that says one says the other too.</summary>
    private static bool Overlap(Dictionary<ReplyIntent, FoundIntent> found, ReplyIntent one, ReplyIntent other) =>
        found.TryGetValue(one, out var a) && found.TryGetValue(other, out var b) && a.Evidence.All(b.Evidence.Contains);

    private static List<FoundIntent> Ordered(Dictionary<ReplyIntent, FoundIntent> found, List<ReadSentence> told)
    {
        var onCondition = told.Where(s => s["CP"] > Threshold).Select(s => s.Span).ToList();
        return
        [
            .. found
                // What is only suspected is told, and a human asked; first comes what is said.
                .Values.OrderBy(f =>
                    f.Confidence < Suspected && found.Values.Any(o => o.Confidence >= Clear && !Follows(o, f, onCondition))
                )
                .ThenBy(f => Rank(f.Intent) - (f.Intent == ReplyIntent.PaymentClaimed && Precedes(f, found) ? 5 : 0))
                .ThenBy(f => f.Intent == ReplyIntent.PromiseToPay && f.Evidence.All(onCondition.Contains))
                .ThenBy(f => f.Evidence.Count == 0 ? int.MaxValue : f.Evidence.Min(e => e.Start))
                // "Half is sent, the other half comes on the 15th".
                .ThenBy(f => f.Intent == ReplyIntent.PromiseToPay),
        ];
    }

    /// <summary>What is contested comes before the promise that waits for it to be mended.</summary>
    private static bool Follows(FoundIntent other, FoundIntent intent, List<Span> onCondition) =>
        intent.Intent == ReplyIntent.Dispute && other.Intent == ReplyIntent.PromiseToPay && other.Evidence.All(onCondition.Contains);

    private const double Suspected = 0.67;

    private const double Clear = 0.9;

    /// <summary>"Paid, less what was damaged": what was paid is checked first.</summary>
    private static bool Precedes(FoundIntent claim, Dictionary<ReplyIntent, FoundIntent> found) =>
        found.TryGetValue(ReplyIntent.Dispute, out var dispute)
        && claim.Evidence.Count > 0
        && dispute.Evidence.Count > 0
        && claim.Evidence.Min(e => e.Start) < dispute.Evidence.Min(e => e.Start);

    /// <summary>What must be handled first; equals come in the order of the text.</summary>
    private static int Rank(ReplyIntent intent) =>
        intent switch
        {
            ReplyIntent.AutoReply => 0,
            ReplyIntent.Insolvency => 1,
            ReplyIntent.LegalThreat => 2,
            ReplyIntent.BankDetailsChange => 3,
            ReplyIntent.Dispute => 4,
            ReplyIntent.WrongContact => 5,
            ReplyIntent.StopRequest => 6,
            ReplyIntent.HumanRequested => 7,
            ReplyIntent.PaymentPlanRequest or ReplyIntent.ExtensionRequest => 8,
            _ => 9,
        };

    [GeneratedRegex(
        @"^\W*(?:automatic reply|auto(?:matic)?[ -:]?(?:reply|response)|out of (?:the )?office|ooo\b|undeliver|delivery (?:status|failure)|mail delivery|returned mail|reponse automatique|absence\b|absent|message d'absence|automatische antwort|abwesen\w*|abwesend|respuesta automatica|fuera de la oficina|risposta automatica|fuori ufficio|automatisch antwoord|afwezig\w*|resposta automatica|ausencia|ausente|autoodpowiedz|automatyczna odpowiedz|odpowiedz automatyczna|nieobecnosc|unzustellbar|non remis|non recapitat|onbestelbaar|consegna:|accettazione:|ricevuta|mancata consegna|case \S+ has been|ticket|\[?ticket|accuse de reception|ontvangstbevestiging|niet bezorgd|nie dostarczono|no se ha podido entregar|no entregado|nao entregue|impossibile recapitare|failure notice|non distribu|echec de (?:la )?remise|eingangsbestatigung)"
    )]
    private static partial Regex AutomaticSubject();
}
