namespace Amiable.Writing;

/// <summary>What a message asks for in one currency: what is open, the credit that lowers it, and what is left to pay.</summary>
internal sealed record AskedFigures(Money Total, Money Credit, Money ToPay)
{
    /// <summary>The invoices a message asks about: those to come before the due date, the overdue ones after it, none in a word of thanks.</summary>
    public static IReadOnlyList<BriefLine> Lines(MessageBrief brief) =>
        brief.Stage switch
        {
            FollowUp.Stage.BeforeDue => brief.Upcoming,
            FollowUp.Stage.Thanks => [],
            _ => brief.Overdue,
        };

    /// <summary>One for each currency, in the order of the invoices. Credit counts only in its own currency, and never for more than is open.</summary>
    public static IReadOnlyList<AskedFigures> Of(MessageBrief brief) => Of(Lines(brief), brief.UnallocatedCredit);

    /// <summary>The same of any lines.</summary>
    public static IReadOnlyList<AskedFigures> Of(IReadOnlyList<BriefLine> all, IReadOnlyList<Money> credits) =>
        [
            .. all.GroupBy(line => line.Outstanding.Currency)
                .Select(lines =>
                {
                    var total = lines.Select(line => line.Outstanding).Sum(lines.Key);
                    var credit = credits.Where(c => c.Currency == lines.Key && c.IsPositive).Sum(lines.Key);
                    var deducted = Money.Min(credit, total);
                    return new AskedFigures(total, deducted, total - deducted);
                }),
        ];
}
