using Amiable.Communications;
using Amiable.FollowUp;
using Amiable.Invoices;
using Amiable.Organizations;
using Amiable.Writing;

namespace Amiable.FormalNotices;

/// <summary>A formal notice ready to be stored.</summary>
internal sealed record WrittenNotice(
    DateOnly On,
    string Language,
    WrittenMessage Words,
    string Page,
    MessageFacts Facts,
    int BusinessDays,
    DateOnly PayBy
);

/// <summary>From the ledger to the page of a formal notice. Pure: the same facts give the same page, so that another page means other facts.</summary>
internal static class WriteNotice
{
    /// <summary>What a notice may ask for: overdue, not contested, not promised for a day that is still to come.</summary>
    public static IEnumerable<Invoice> Possible(AccountFacts facts, DateOnly day) =>
        facts
            .Invoices.Values.Where(i =>
                i.CountsInBalance && !i.IsDisputed && i.StatusOn(day) == InvoiceStatus.Overdue && !(i.PromisedOn >= day)
            )
            .OrderBy(i => i.DueOn)
            .ThenBy(i => i.Number, StringComparer.Ordinal);

    /// <exception cref="ArgumentException">There is nothing to ask for.</exception>
    public static WrittenNotice For(AccountFacts facts, IReadOnlyList<Invoice> about, DateOnly on, int businessDays, string by, Logo? logo)
    {
        var stated = new MessageFacts
        {
            About = [.. about.Select(WriteMessage.Stated)],
            Credit = [.. facts.Situation.UnallocatedCredit.Where(c => about.Any(i => i.Outstanding.Currency == c.Currency))],
            Late = facts.Late?.On(on, about) ?? [],
            Template = "formal-notice",
        };
        var brief = WriteMessage.Brief(facts, stated, Stage.Overdue, Tone.Firm, on, 0);
        var country = facts.Account.Details.Country;
        var payBy = facts.Calendar.Away(on, businessDays);
        var words = NoticeWriter.Write(brief, new(country, businessDays, payBy, facts.Late?.Regime, by));
        var language = NoticeWriter.LanguageOf(brief.Language);
        var page = LetterOfMessage.Of(words.Subject, words.Html, language, on, facts, logo);
        return new(on, language, words, page, stated, businessDays, payBy);
    }

    /// <summary>Whether the ledger, or anything else the page shows, is another one than when it was prepared.</summary>
    public static bool HasChanged(FormalNotice notice, AccountFacts facts, DateOnly day, Logo? logo)
    {
        var open = Possible(facts, day).ToDictionary(i => i.Id);
        if (notice.Facts.About.Any(stated => !open.ContainsKey(stated.Invoice)))
            return true;
        List<Invoice> about = [.. notice.Facts.About.Select(stated => open[stated.Invoice])];
        return IsCovered(facts, about) || For(facts, about, notice.On, notice.BusinessDays, notice.By, logo).Page != notice.Page;
    }

    /// <summary>Whether credit that nobody has allocated yet covers all of it.</summary>
    public static bool IsCovered(AccountFacts facts, IReadOnlyList<Invoice> about) =>
        !AskedFigures
            .Of(
                [.. about.Select(i => new BriefLine(i.Number, i.IssuedOn, i.DueOn!.Value, i.Total, i.Outstanding))],
                facts.Situation.UnallocatedCredit
            )
            .Any(f => f.ToPay.IsPositive);
}
