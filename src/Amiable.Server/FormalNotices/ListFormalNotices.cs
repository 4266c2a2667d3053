using Amiable.Accounts;
using Amiable.FollowUp;
using Amiable.Invoices;
using Amiable.LatePayment;
using Microsoft.EntityFrameworkCore;

namespace Amiable.FormalNotices;

/// <summary>The formal notices to an account, and what the next one could ask for.</summary>
public sealed class ListFormalNotices(AppDb db, ReadSituation readSituation, Today today)
{
    public async Task<Result<NoticesOfAccount>> Run(AccountId id, CancellationToken ct)
    {
        if ((await readSituation.Run([id], ct)).SingleOrDefault() is not { } facts)
            return new NotFound("account");
        var day = today.For(facts.Organization);
        List<Invoice> possible = [.. WriteNotice.Possible(facts, day)];
        var notices = await db
            .FormalNotices.AsNoTracking()
            .Where(n => n.AccountId == id)
            .OrderByDescending(n => n.PreparedAt)
            .Select(n => new NoticeLine(n.Id, n.Subject, n.On, n.By, n.PostedOn, n.ReplacedAt != null))
            .ToListAsync(ct);
        return new NoticesOfAccount(
            facts.Account,
            day,
            possible,
            facts.Late?.On(day, possible),
            Math.Clamp(facts.Policy.WaitAfterFormalNoticeBusinessDays, PrepareFormalNotice.FewestDays, PrepareFormalNotice.MostDays),
            AddressLines.IsEnough(facts.Account.Details.Address),
            Writing.NoticeWriter.LanguageOf(facts.Language),
            notices
        );
    }
}

/// <summary>What the page of the notices to an account shows.</summary>
/// <param name="Possible">What may be asked for, the oldest first.</param>
/// <param name="Late">What would be claimed for paying late; null unless a member claims it.</param>
/// <param name="Days">How many business days are proposed.</param>
/// <param name="HasAddress">Whether there is an address to write to.</param>
/// <param name="Language">ISO 639-1 of the next one.</param>
/// <param name="Notices">The latest first.</param>
public sealed record NoticesOfAccount(
    Account Account,
    DateOnly Today,
    IReadOnlyList<Invoice> Possible,
    IReadOnlyList<LateSum>? Late,
    int Days,
    bool HasAddress,
    string Language,
    IReadOnlyList<NoticeLine> Notices
);

/// <summary>A notice in a list.</summary>
public sealed record NoticeLine(FormalNoticeId Id, string Subject, DateOnly On, string By, DateOnly? PostedOn, bool IsReplaced);
