using Amiable.Accounts;
using Amiable.FollowUp;
using Amiable.Invoices;
using Amiable.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Amiable.FormalNotices;

/// <summary>
/// A member decides on a formal notice: the letter is written from the ledger and kept as it is. It is theirs to sign and to post; nothing leaves, and nothing waits in the print queue.
/// </summary>
public sealed class PrepareFormalNotice(AppDb db, CurrentMember member, ReadSituation readSituation, ShowLogo showLogo, Today today)
{
    /// <summary>Less would be no time to pay.</summary>
    public const int FewestDays = 5;

    public const int MostDays = 60;

    /// <param name="id">To whom.</param>
    /// <param name="invoices">What it asks for.</param>
    /// <param name="businessDays">How many the customer has to pay.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<FormalNoticeId>> Run(
        AccountId id,
        IReadOnlyCollection<InvoiceId> invoices,
        int? businessDays,
        CancellationToken ct
    )
    {
        if ((await readSituation.Run([id], ct)).SingleOrDefault() is not { } facts)
            return new NotFound("account");
        var day = today.For(facts.Organization);
        List<Invoice> about = [.. WriteNotice.Possible(facts, day).Where(i => invoices.Contains(i.Id))];
        if (Obstacle(facts, about, invoices.Count, businessDays) is { } obstacle)
            return obstacle;
        var logo = facts.Organization.LogoHash is null ? null : (await showLogo.Run(ct)).Value;
        var written = WriteNotice.For(facts, about, day, businessDays!.Value, member.Name ?? "", logo);
        foreach (var earlier in await db.FormalNotices.Where(n => n.AccountId == id && n.PostedOn == null).ToListAsync(ct))
            earlier.IsReplaced(today.Now);
        var notice = new FormalNotice(today.NewId<FormalNoticeId>(), id, written, member.Name ?? "", today.Now);
        db.FormalNotices.Add(notice);
        db.AccountEvents.Add(
            new(
                today.NewId<AccountEventId>(),
                id,
                AccountEventKind.AdvancedActionApproved,
                $"{AdvancedAction.FormalNotice}",
                member.Name,
                today.Now
            )
        );
        return (await db.Save(ct)).Problem is { } lost ? lost : notice.Id;
    }

    private static Problem? Obstacle(AccountFacts facts, List<Invoice> about, int asked, int? days)
    {
        if (days is not (>= FewestDays and <= MostDays))
            return new Invalid("days", "formal-notice.days", $"Between {FewestDays} and {MostDays} business days.")
            {
                Values = [FewestDays, MostDays],
            };
        if (asked == 0)
            return new Invalid("invoices", "formal-notice.no-invoice", "Choose the invoices it asks for.");
        if (about.Count != asked)
            return new Refused("formal-notice.not-owed", "One of these invoices is no longer overdue, is in dispute, or is promised.");
        if (!AddressLines.IsEnough(facts.Account.Details.Address))
            return new Refused("formal-notice.no-address", "The account has no postal address a letter could go to. Add it first.");
        return WriteNotice.IsCovered(facts, about)
            ? new Refused("formal-notice.covered", "Unallocated credit covers all of it: there is nothing to ask for.")
            : null;
    }
}
