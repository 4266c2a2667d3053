using System.Globalization;
using Amiable.FollowUp;

namespace Amiable.Communications;

/// <summary>What should give a member pause about a message, in the moment it is written, and was not confirmed yet.</summary>
public sealed class FindDoubts(CurrentMember member, LookBeforeSending lookBeforeSending)
{
    /// <returns>All of them as long as one is not confirmed; then none.</returns>
    public async Task<IReadOnlyList<Confirmed>> Run(Communication message, Tone tone, AccountFacts facts, CancellationToken ct)
    {
        var gate = await lookBeforeSending.Run(message, facts, facts.Plan(), ct, message.SendAt);
        if (message.IsLetter)
            gate = GateOfLetter.ByPost(gate, facts.Calendar.OnOrAfter(message.SendOn));
        List<Confirmed> all =
        [
            .. GateByHand.Doubts(gate, facts.Policy).Select(what => new Confirmed(what, Detail(what, message, facts, gate))),
        ];
        var words = $"{message.Subject}\n{message.Text}";
        var author = member.Name ?? "";
        var figures = AgentDraft.Unexplained(facts, message.Facts, tone, message.Language, message.SendOn, author, words);
        if (figures.Length > 0)
            all.Insert(0, new(Doubt.Figures, figures));
        return all.TrueForAll(message.Facts.Confirmed.Contains) ? [] : all;
    }

    private static string Detail(Doubt what, Communication message, AccountFacts facts, GateFacts gate) =>
        what switch
        {
            Doubt.Disputed => Numbers(message, facts, i => i.IsDisputed),
            Doubt.Promised => Numbers(message, facts, i => i.PromisedOn >= gate.LocalDay),
            Doubt.TooSoon => $"{facts.History.Last(h => !h.Message.Skipped).Message.On:yyyy-MM-dd}",
            Doubt.WeekLimit => gate.SentToAccountInAWeek.ToString(CultureInfo.InvariantCulture),
            _ => "",
        };

    private static string Numbers(Communication message, AccountFacts facts, Func<Invoices.Invoice, bool> isSo) =>
        string.Join(", ", message.Facts.About.Where(i => isSo(facts.Invoices[i.Invoice])).Select(i => i.Number));
}
