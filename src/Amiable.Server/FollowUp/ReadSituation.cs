using Amiable.Accounts;
using Amiable.Communications;
using Amiable.Contacts;
using Amiable.Credits;
using Amiable.Invoices;
using Amiable.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Amiable.FollowUp;

/// <summary>Reads the facts of accounts, many at a time, from the database as it is at this moment.</summary>
public sealed class ReadSituation(AppDb db, Today today)
{
    public async Task<IReadOnlyList<AccountFacts>> Run(IReadOnlyList<AccountId> ids, CancellationToken ct)
    {
        var organization = await db.Organizations.SingleAsync(ct);
        var accounts = await db.Accounts.Where(a => ids.Contains(a.Id)).ToListAsync(ct);
        var invoices = (
            await db
                .Invoices.IgnoreAutoIncludes()
                .AsNoTracking()
                .Where(i => ids.Contains(i.AccountId) && i.Settled.Minor < i.Total.Minor)
                .ToListAsync(ct)
        ).ToLookup(i => i.AccountId);
        var credits = (
            await db.Credits.AsNoTracking().Where(c => ids.Contains(c.AccountId) && c.Used.Minor < c.Amount.Minor).ToListAsync(ct)
        ).ToLookup(c => c.AccountId);
        var lastCredit = await db
            .Credits.Where(c => ids.Contains(c.AccountId))
            .GroupBy(c => c.AccountId)
            .Select(g => new { g.Key, On = g.Max(c => c.On) })
            .ToDictionaryAsync(g => g.Key, g => g.On, ct);
        var contacts = (await db.Contacts.AsNoTracking().Where(c => ids.Contains(c.AccountId)).ToListAsync(ct)).ToLookup(c => c.AccountId);
        var communications = (await ReadCommunications(ids, ct)).ToLookup(c => c.AccountId);

        return
        [
            .. accounts.Select(account =>
                Facts(
                    organization,
                    account,
                    [.. invoices[account.Id]],
                    [.. credits[account.Id]],
                    lastCredit.TryGetValue(account.Id, out var on) ? on : null,
                    [.. contacts[account.Id]],
                    [.. communications[account.Id]]
                )
            ),
        ];
    }

    // Waiting ones are tracked, because planning changes them; what left is read as it is.
    private Task<List<Communication>> ReadCommunications(IReadOnlyList<AccountId> ids, CancellationToken ct) =>
        db
            .Communications.Where(c =>
                ids.Contains(c.AccountId) && c.Origin != Origin.Customer && (c.Status != CommunicationStatus.Cancelled || c.SkippedByMember)
            )
            .OrderBy(c => c.SendOn)
            .ThenBy(c => c.CreatedAt)
            .ToListAsync(ct);

    private AccountFacts Facts(
        Organization organization,
        Account account,
        List<Invoice> invoices,
        List<Credit> credits,
        DateOnly? lastCreditOn,
        List<Contact> contacts,
        List<Communication> communications
    )
    {
        var (country, region) = account.Details.Country is null
            ? (organization.Country, organization.Region)
            : (account.Details.Country, account.Details.Region);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(account.Details.ZoneOr(organization.TimeZone));
        var history = communications
            .Where(c => c.Status.HasLeft() || c.SkippedByMember)
            .Select(c => new HistoryLine(c.Id, Past(c)))
            .ToList();
        var localDay = SendWindow.LocalDay(today.Now, zone);
        var windowIsOver = organization.Policy.Window.At(localDay, zone, 0, today.Now) is null;

        return new()
        {
            Organization = organization,
            Account = account,
            Contacts = contacts,
            Invoices = invoices.ToDictionary(i => i.Id),
            History = history,
            Waiting = communications.SingleOrDefault(c => c.Status.IsWaiting() && c.Origin == Origin.Agent),
            HasUnsolvedFailure = communications.Any(c => c.Status == CommunicationStatus.Failed),
            Calendar = BusinessCalendar.For(country, region, organization.BlackoutDays),
            Zone = zone,
            FirstDay = windowIsOver ? localDay.AddDays(1) : localDay,
            Situation = new()
            {
                AccountId = account.Id,
                Invoices = [.. invoices.Select(Open)],
                Messages = [.. history.Select(h => h.Message)],
                UnallocatedCredit = [.. credits.GroupBy(c => c.Amount.Currency).Select(g => g.Select(c => c.Unused).Sum(g.Key))],
                Reach = contacts.Any(c => c.CanReceive) ? Channel.Email : null,
                IsPaused = account.IsPausedOn(today.For(organization)),
                EasedOn = Latest(invoices.Select(i => i.DisputedOn).Concat(invoices.Select(i => i.PromiseMadeOn)).Append(lastCreditOn)),
                FormalNoticeOn = account.FormalNoticeOn,
            },
        };
    }

    private static DateOnly? Latest(IEnumerable<DateOnly?> days) => days.Max();

    internal static OpenInvoice Open(Invoice invoice) =>
        new()
        {
            Id = invoice.Id,
            Number = invoice.Number,
            DueOn = invoice.DueOn,
            Outstanding = invoice.Outstanding,
            IsDisputed = invoice.IsDisputed,
            PromisedOn = invoice.PromisedOn,
            IsWrittenOff = invoice.WrittenOffOn is not null,
            Excluded = invoice.Excluded,
        };

    private static PastMessage Past(Communication c) =>
        new(c.SendOn, c.Stage, c.Tone, [.. c.Facts.About.Concat(c.Facts.Upcoming).Select(i => i.Invoice)], c.SkippedByMember);
}
