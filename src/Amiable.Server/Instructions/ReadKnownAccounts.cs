using System.Text.RegularExpressions;
using Amiable.Reading.Instructions;
using Amiable.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Instructions;

/// <summary>The accounts somebody may speak of in a text: the one of the conversation, those it names, and those whose invoices it names.</summary>
public sealed partial class ReadKnownAccounts(AppDb db, Today today)
{
    private const int Most = 40;

    /// <param name="text">What was said.</param>
    /// <param name="about">The account of the conversation.</param>
    /// <param name="only">Whom it may be about at most; null for any account.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<KnownAccount>> Run(
        string text,
        AccountId? about,
        IReadOnlyCollection<AccountId>? only,
        CancellationToken ct
    )
    {
        var names = await db.Accounts.AsNoTracking().Select(a => new { a.Id, a.Name }).ToListAsync(ct);
        var named = InstructionReader.Named(
            text,
            [.. names.Where(n => only is null || only.Contains(n.Id)).Select(n => new KnownAccount(n.Id, n.Name, [], []))]
        );
        var numbers = Word().Matches(text).Select(m => m.Value).Where(w => w.Any(char.IsDigit)).Distinct().Take(Most).ToList();
        var owners = await db
            .Invoices.IgnoreAutoIncludes()
            .Where(i => numbers.Contains(i.Number))
            .Select(i => i.AccountId)
            .Distinct()
            .Order()
            .Take(Most)
            .ToListAsync(ct);
        var ids = named
            .Concat(owners)
            .Concat(about is { } own ? [own] : [])
            .Where(id => only is null || only.Contains(id))
            .Distinct()
            .Take(Most)
            .ToList();
        return await Read(ids, ct);
    }

    private async Task<IReadOnlyList<KnownAccount>> Read(List<AccountId> ids, CancellationToken ct)
    {
        var accounts = await db.Accounts.AsNoTracking().Where(a => ids.Contains(a.Id)).ToListAsync(ct);
        var invoices = await db.Invoices.AsNoTracking().Where(i => ids.Contains(i.AccountId)).ToListAsync(ct);
        var contacts = await db.Contacts.AsNoTracking().Where(c => ids.Contains(c.AccountId)).ToListAsync(ct);
        var notices = await db
            .Tasks.AsNoTracking()
            .Where(t =>
                t.AccountId != null
                && ids.Contains(t.AccountId.Value)
                && t.Kind == TaskKind.AdvancedAction
                && t.Status != HumanTaskStatus.Closed
                && t.Status != HumanTaskStatus.Cancelled
            )
            .Select(t => t.AccountId)
            .ToListAsync(ct);
        var day = today.For(await db.Organizations.AsNoTracking().SingleAsync(ct));
        return
        [
            .. accounts.Select(a => new KnownAccount(
                a.Id,
                a.Name,
                [
                    .. invoices
                        .Where(i => i.AccountId == a.Id && i.CountsInBalance && !i.IsSettled)
                        .Select(i => new KnownInvoice(i.Id, i.Number, i.Outstanding.Major, i.DueOn ?? day)),
                ],
                [.. contacts.Where(c => c.AccountId == a.Id).Select(c => new KnownContact(c.FullName, c.Email))]
            )
            {
                HasNoticeToApprove = notices.Contains(a.Id),
                IsPaused = a.IsPausedOn(day),
                WritesMonthFirst = a.Details.Country == "US",
            }),
        ];
    }

    [GeneratedRegex(@"[\p{L}\d]+(?:[./_-]+[\p{L}\d]+)*")]
    private static partial Regex Word();
}
