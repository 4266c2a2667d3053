using Amiable.Accounts;
using Amiable.FormalNotices;

namespace Amiable.Organizations.Demo;

/// <summary>The formal notice that a member of the demo prepared and posted some days ago, written from the ledger as it was then. The agent waits for its effect.</summary>
internal static class DemoNotice
{
    private const int BusinessDays = 8;

    /// <returns>Null of a customer who was sent none.</returns>
    public static FormalNotice? Of(DemoLedger ledger, Organization organization, string by)
    {
        if (ledger.NoticeOn is not { } day)
            return null;
        var facts = DemoHistory.Facts(ledger, organization, [], day);
        var morning = day.ToDateTime(new(10, 20));
        var at = new DateTimeOffset(morning, facts.Zone.GetUtcOffset(morning));
        var about = WriteNotice.Possible(facts, day).ToList();
        var notice = new FormalNotice(
            Ids.New<FormalNoticeId>(at),
            ledger.Account.Id,
            WriteNotice.For(facts, about, day, BusinessDays, by, logo: null),
            by,
            at
        );
        notice.WasPosted(day);
        ledger.Account.FormalNoticeWasPosted(day);
        ledger.Tell(AccountEventKind.AdvancedActionApproved, $"{AdvancedAction.FormalNotice}", at);
        ledger.Tell(AccountEventKind.FormalNotice, $"{day:yyyy-MM-dd}", at.AddHours(4));
        return notice;
    }
}
