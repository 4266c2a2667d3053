using Amiable.Accounts;
using Amiable.FollowUp;
using Amiable.Integrations.Chromium;
using Amiable.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Amiable.FormalNotices;

/// <summary>One formal notice as it was prepared, and whether it still says what the ledger says.</summary>
public sealed class ShowFormalNotice(AppDb db, ReadSituation readSituation, ShowLogo showLogo, PrintPages printPages, Today today)
{
    public async Task<Result<FormalNoticeView>> Run(AccountId account, FormalNoticeId id, CancellationToken ct)
    {
        if (await db.FormalNotices.AsNoTracking().SingleOrDefaultAsync(n => n.Id == id && n.AccountId == account, ct) is not { } notice)
            return new NotFound("formal notice");
        var facts = (await readSituation.Run([account], ct)).Single();
        var day = today.For(facts.Organization);
        var logo = notice.IsWaiting && facts.Organization.LogoHash is not null ? (await showLogo.Run(ct)).Value : null;
        return new FormalNoticeView(
            notice,
            facts.Account.Name,
            facts.Organization.Name,
            day,
            facts.Policy.WaitAfterFormalNoticeBusinessDays,
            notice.IsWaiting && WriteNotice.HasChanged(notice, facts, day, logo),
            printPages.CanPrint ? null : PrintPages.Missing
        );
    }
}

/// <summary>What the page of a notice shows.</summary>
/// <param name="Waits">Business days the agent waits once it is posted.</param>
/// <param name="HasChanged">Whether it would say something else if it were prepared now; never once it is posted.</param>
/// <param name="CannotPrint">Why no PDF can be made; null when it can.</param>
public sealed record FormalNoticeView(
    FormalNotice Notice,
    string AccountName,
    string OrganizationName,
    DateOnly Today,
    int Waits,
    bool HasChanged,
    Problem? CannotPrint
);
