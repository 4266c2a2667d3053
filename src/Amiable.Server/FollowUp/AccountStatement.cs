using System.Text;
using Amiable.Communications;
using Amiable.Invoices;
using Amiable.Writing;

namespace Amiable.FollowUp;

/// <summary>The statement of an account: everything issued that is open on a day, and the credit beside it. Pure.</summary>
/// <param name="FileName">What its file is called.</param>
/// <param name="Html">The document.</param>
public sealed record AccountStatement(string FileName, string Html)
{
    public AttachedFile File => new(FileName, "text/html", Encoding.UTF8.GetByteCount(Html), IsStatement: true);

    public static AccountStatement Of(AccountFacts facts, string language, DateOnly day)
    {
        var open = StatedFigures.Of(facts, facts.Invoices.Keys);
        var brief = WriteMessage.Brief(facts, new(), Stage.Thanks, Tone.Courteous, day, 0) with
        {
            Language = language,
            Overdue = [.. open.About.Select(i => Line(facts.Invoices[i.Invoice]))],
            UnallocatedCredit = open.Credit,
        };
        return new($"{StatementWriter.Title(brief)} {day:yyyy-MM-dd}.html", StatementWriter.Write(brief));
    }

    /// <summary>An invoice as it stands in a text; one without a due date falls due when it was issued.</summary>
    internal static BriefLine Line(Invoice i) => new(i.Number, i.IssuedOn, i.DueOn ?? i.IssuedOn, i.Total, i.Outstanding, i.PurchaseOrder);
}
