using Amiable.Communications;
using Amiable.Replies;

namespace Amiable.FollowUp;

/// <summary>Whether what an answer of the agent says is still so: the promise is waited for, the dispute is open, the copies are there. Pure.</summary>
public static class AnswerFactsHold
{
    public static bool Of(Communication message, AccountFacts facts) =>
        message.Facts.Answer is { } answer
        && answer.Parts.All(p => Holds(p, facts))
        && message.Files.All(f => f.IsStatement || facts.HasStill([f]));

    private static bool Holds(AnswerPart part, AccountFacts facts) =>
        part.Kind switch
        {
            AnswerKind.PromiseNoted or AnswerKind.TimeGranted => part.Invoices.All(i =>
                facts.Invoices.TryGetValue(i, out var invoice) && invoice.PromisedOn == part.On
            ),
            AnswerKind.PlanAgreed => part.Invoices.All(i =>
                facts.Invoices.TryGetValue(i, out var invoice) && invoice.IsPaidInParts && part.Parts.Any(p => p.On == invoice.PromisedOn)
            ),
            AnswerKind.DisputeNoted => part.Invoices.All(i => facts.Invoices.TryGetValue(i, out var invoice) && invoice.IsDisputed),
            _ => true,
        };
}
