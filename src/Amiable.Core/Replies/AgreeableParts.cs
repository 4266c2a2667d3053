using Amiable.FollowUp;
using Amiable.Invoices;

namespace Amiable.Replies;

/// <summary>The parts somebody asks to pay in, when they are said clearly, make the whole, and stay within the rules of the organization; else null.</summary>
internal static class AgreeableParts
{
    public static IReadOnlyList<Instalment>? Of(ReadPlan? plan, IReadOnlyList<OpenInvoice> about, ReplySituation s)
    {
        if (plan?.FirstDate is not { } first || first < s.ReceivedOn || about.Select(i => i.Outstanding.Currency).Distinct().Count() != 1)
            return null;
        var total = about.Select(i => i.Outstanding).Sum(about[0].Outstanding.Currency);
        var rhythm = plan.Every ?? InstalmentRhythm.Monthly;
        var parts = plan.AmountEach is { } each
            ? Money.OfMajor(each, total.Currency) is { } amount
                ? PartPayments.Split(total, amount, plan.Installments, first, rhythm)
                : null
            : plan.Installments is >= 2 and <= PartPayments.Most and { } count
                ? PartPayments.Split(total, count, first, rhythm)
                : null;
        return
            parts is not null
            && parts.Count <= s.Rules.MostInstalments
            && first <= s.ReceivedOn.AddDays(s.Rules.FirstInstalmentDays)
            && parts[^1].On <= s.ReceivedOn.AddDays(s.Rules.LastInstalmentDays)
            ? parts
            : null;
    }
}
