using Amiable.Communications;
using Amiable.Invoices;

namespace Amiable.FollowUp;

/// <summary>What a member's message is about, beside the ledger. No plan stands behind such a message, so its figures are compared one by one.</summary>
internal static class StatedFigures
{
    /// <summary>What a message about these invoices states.</summary>
    public static MessageFacts Of(AccountFacts facts, IEnumerable<InvoiceId> about)
    {
        List<StatedInvoice> stated =
        [
            .. about
                .Distinct()
                .Select(facts.Invoices.GetValueOrDefault)
                .OfType<Invoice>()
                .Where(CanBeAsked)
                .OrderBy(i => i.DueOn)
                .ThenBy(i => i.Number, StringComparer.Ordinal)
                .Select(WriteMessage.Stated),
        ];
        return new() { About = stated, Credit = CreditBeside(stated, facts) };
    }

    /// <summary>Whether a member may write about it: it was issued, says when it is due, and something is owed.</summary>
    public static bool CanBeAsked(Invoice invoice) =>
        invoice is { DueOn: not null, WrittenOffOn: null, Outstanding.IsPositive: true }
        && invoice.Excluded is not (Exclusion.Draft or Exclusion.Cancelled or Exclusion.ProForma);

    /// <summary>Whether all of it is still owed, to the cent, and the documents are there.</summary>
    public static bool Hold(Communication message, AccountFacts facts)
    {
        var now = Of(facts, message.Facts.About.Select(i => i.Invoice));
        return now.About.Select(i => (i.Invoice, i.Outstanding)).SequenceEqual(message.Facts.About.Select(i => (i.Invoice, i.Outstanding)))
            && now.Credit.ToHashSet().SetEquals(message.Facts.Credit)
            && facts.HasStill(message.Files);
    }

    /// <summary>Whether one of its invoices is so.</summary>
    public static bool AboutOneOf(Communication message, AccountFacts facts, Func<Invoice, bool> isSo) =>
        message.Facts.About.Any(i => facts.Invoices.GetValueOrDefault(i.Invoice) is { } invoice && isSo(invoice));

    private static List<Money> CreditBeside(List<StatedInvoice> about, AccountFacts facts) =>
        [.. facts.Situation.UnallocatedCredit.Where(c => about.Exists(i => i.Outstanding.Currency == c.Currency))];
}
