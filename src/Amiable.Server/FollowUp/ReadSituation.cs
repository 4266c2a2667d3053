using Amiable.Accounts;
using Amiable.Communications;
using Amiable.Contacts;
using Amiable.Credits;
using Amiable.Invoices;
using Amiable.LatePayment;
using Amiable.Organizations;
using Amiable.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Amiable.FollowUp;

/// <summary>Reads the facts of accounts, many at a time, from the database as it is at this moment.</summary>
public sealed class ReadSituation(AppDb db, ListDocuments listDocuments, ReadClaimed readClaimed, Today today)
{
    // The accounts are sent as one parameter: SQLite looks for each of many by its name among all of them.
    public async Task<IReadOnlyList<AccountFacts>> Run(IReadOnlyList<AccountId> ids, CancellationToken ct)
    {
        var organization = await db.Organizations.AsNoTracking().SingleAsync(ct);
        var accounts = await db.Accounts.AsNoTracking().Where(a => EF.Parameter(ids).Contains(a.Id)).ToListAsync(ct);
        var invoices = (
            await db
                .Invoices.IgnoreAutoIncludes()
                .AsNoTracking()
                .Where(i => EF.Parameter(ids).Contains(i.AccountId) && i.Settled.Minor < i.Total.Minor)
                .ToListAsync(ct)
        ).ToLookup(i => i.AccountId);
        var theirs = db.Credits.AsNoTracking().Where(c => EF.Parameter(ids).Contains(c.AccountId));
        var credits = (await theirs.Where(c => c.Used.Minor < c.Amount.Minor).ToListAsync(ct)).ToLookup(c => c.AccountId);
        var lastCredit = await theirs
            .GroupBy(c => c.AccountId)
            .Select(g => new { g.Key, On = g.Max(c => c.On) })
            .ToDictionaryAsync(g => g.Key, g => g.On, ct);
        var contacts = (await db.Contacts.AsNoTracking().Where(c => EF.Parameter(ids).Contains(c.AccountId)).ToListAsync(ct)).ToLookup(c =>
            c.AccountId
        );
        var waiting = (await ReadWaiting(ids, ct)).ToLookup(c => c.AccountId);
        var past = (await ReadPast(ids, ct)).ToLookup(c => c.AccountId);
        var tasks = (
            await db
                .Tasks.Where(t => t.AccountId != null && EF.Parameter(ids).Contains(t.AccountId.Value))
                .Select(t => new
                {
                    t.AccountId,
                    t.Kind,
                    IsOpen = t.Status != HumanTaskStatus.Closed && t.Status != HumanTaskStatus.Cancelled,
                })
                .Distinct()
                .ToListAsync(ct)
        ).ToLookup(t => t.AccountId!.Value);

        var calls = await CallLog.Read(db, [.. tasks.Where(g => g.Any(t => t.Kind == TaskKind.Call)).Select(g => g.Key)], ct);
        var declared = (
            await db
                .PaymentDeclarations.Where(d => EF.Parameter(ids).Contains(d.AccountId) && d.Resolution == null)
                .Select(d => d.AccountId)
                .ToListAsync(ct)
        ).ToHashSet();
        var documents = await listDocuments.Run(ids, ct);
        var claimed = await readClaimed.Run(ids, ct);
        var wordings = (await ModelWording.Of(db, ids, ct)).ToLookup(w => w.AccountId);

        return
        [
            .. accounts.Select(account =>
                (
                    Facts(
                        organization,
                        account,
                        [.. invoices[account.Id]],
                        [.. credits[account.Id]],
                        lastCredit.TryGetValue(account.Id, out var on) ? on : null,
                        [.. contacts[account.Id]],
                        waiting[account.Id].FirstOrDefault(),
                        [.. past[account.Id]]
                    ) with
                    {
                        HasOpenDeclarations = declared.Contains(account.Id),
                        Tasks = [.. tasks[account.Id].Select(t => new TasksOfKind(t.Kind, t.IsOpen))],
                        HasUnreadAnswer = tasks[account.Id].Any(t => t.IsOpen && TaskKinds.HoldMessages.Contains(t.Kind)),
                        Late = claimed.GetValueOrDefault(account.Id),
                        Documents = documents,
                        Wordings = wordings[account.Id].ToDictionary(w => w.Key),
                    }
                ).Knowing(calls[account.Id])
            ),
        ];
    }

    private Task<List<Communication>> ReadWaiting(IReadOnlyList<AccountId> ids, CancellationToken ct) =>
        db
            .Communications.AsNoTracking()
            .Where(c =>
                EF.Parameter(ids).Contains(c.AccountId)
                && c.Origin == Origin.Agent
                && (
                    c.Status == CommunicationStatus.Draft
                    || c.Status == CommunicationStatus.AwaitingApproval
                    || c.Status == CommunicationStatus.Scheduled
                )
            )
            .ToListAsync(ct);

    // Of what left or failed only what planning looks back at: the words are the bulk of it. The order has no ties, so that every process
    // names the next step after the same message.
    private Task<List<Past>> ReadPast(IReadOnlyList<AccountId> ids, CancellationToken ct) =>
        db
            .Communications.Where(c =>
                EF.Parameter(ids).Contains(c.AccountId)
                && c.Origin != Origin.Customer
                && (c.Status != CommunicationStatus.Cancelled || c.SkippedByMember)
                && c.Status != CommunicationStatus.Draft
                && c.Status != CommunicationStatus.AwaitingApproval
                && c.Status != CommunicationStatus.Scheduled
            )
            .OrderBy(c => c.SendOn)
            .ThenBy(c => c.CreatedAt)
            .ThenBy(c => c.Id)
            .Select(c => new Past(
                c.AccountId,
                c.Id,
                c.Status,
                c.SendOn,
                c.Stage,
                c.Tone,
                c.Facts,
                c.SkippedByMember,
                c.StatusReason,
                c.Recipients,
                c.Deliveries
            ))
            .ToListAsync(ct);

    private AccountFacts Facts(
        Organization organization,
        Account account,
        List<Invoice> invoices,
        List<Credit> credits,
        DateOnly? lastCreditOn,
        List<Contact> contacts,
        Communication? waiting,
        List<Past> past
    )
    {
        var (country, region) = account.Details.Country is null
            ? (organization.Country, organization.Region)
            : (account.Details.Country, account.Details.Region);
        var zone = PlanningDays.ZoneOf(account.Details, organization);
        var calendar = BusinessCalendar.For(country, region, organization.BlackoutDays);
        var history = past.Where(c => c.Status.MayHaveArrived() || c.Skipped).Select(c => new HistoryLine(c.Id, c.Message)).ToList();
        var failed = past.FirstOrDefault(c => c.IsUnsolved);
        var firstDay = PlanningDays.FirstDay(today.Now, zone, organization);
        var recipient = AccountFacts.RecipientAmong(contacts, firstDay);

        return new()
        {
            Organization = organization,
            Account = account,
            Contacts = contacts,
            Invoices = invoices.ToDictionary(i => i.Id),
            History = history,
            LastStep = past.FindLast(c => c.Status.HasLeft() || c.Skipped)?.Id,
            IsSending = past.Exists(c => c.Status == CommunicationStatus.Sending),
            Waiting = waiting,
            Failure = failed is null ? null : new(failed.Id, failed.Problem, failed.Status == CommunicationStatus.Bounced),
            Calendar = calendar,
            Zone = zone,
            FirstDay = firstDay,
            Situation = new()
            {
                AccountId = account.Id,
                Invoices = [.. invoices.Select(OpenInvoices.Of)],
                Messages = [.. history.Select(h => h.Message)],
                UnallocatedCredit = [.. credits.GroupBy(c => c.Amount.Currency).Select(g => g.Select(c => c.Unused).Sum(g.Key))],
                Reach = Reach(contacts, account, organization),
                IsPaused = account.IsPausedOn(today.For(organization)),
                EasedOn = Latest(invoices.Select(i => i.DisputedOn).Concat(invoices.Select(i => i.PromiseMadeOn)).Append(lastCreditOn)),
                FormalNoticeOn = account.FormalNoticeOn,
                MayArriveFrom = MayArriveFrom(past, recipient?.Email, calendar, zone),
                BackOn = recipient is { AwayUntil: { } away } && recipient.IsAwayOn(firstDay) ? away.AddDays(1) : null,
            },
        };
    }

    // The longer an address sends messages back, the longer it is left alone.
    private static DateOnly? MayArriveFrom(List<Past> past, string? address, BusinessCalendar calendar, TimeZoneInfo zone)
    {
        var failures = past.Where(c => c.Status.HasLeft())
            .Reverse()
            .Select(c => c.Status == CommunicationStatus.Bounced ? c.PassingFailure(address) : null)
            .TakeWhile(at => at is not null)
            .ToList();
        return failures.Count == 0
            ? null
            : calendar.Away(SendWindow.LocalDay(failures[0]!.Value, zone), RetryDelay.BusinessDaysAfter(failures.Count));
    }

    private static Channel? Reach(List<Contact> contacts, Account account, Organization organization) =>
        contacts.Any(c => c.MayBeChased) ? Channel.Email
        : organization.Policy.WritesLetters && AddressLines.IsEnough(account.Details.Address) ? Channel.Letter
        : null;

    private static DateOnly? Latest(IEnumerable<DateOnly?> days) => days.Max();

    private sealed record Past(
        AccountId AccountId,
        CommunicationId Id,
        CommunicationStatus Status,
        DateOnly SendOn,
        Stage? Stage,
        Tone Tone,
        MessageFacts Facts,
        bool Skipped,
        string? StatusReason,
        IReadOnlyList<Recipient> Recipients,
        IReadOnlyList<DeliveryNews> Deliveries
    )
    {
        public bool IsUnsolved =>
            Status == CommunicationStatus.Failed || (Status == CommunicationStatus.Bounced && StatusReason == Communication.NeedsAPerson);

        /// <summary>Why it is unsolved, in the words of the server.</summary>
        public string Problem =>
            Status == CommunicationStatus.Failed
                ? StatusReason ?? ""
                : Deliveries.Where(d => d.Fault() == DeliveryFault.Ours).Select(d => d.Said).LastOrDefault() ?? "";

        /// <summary>When the address sent it back for a reason that may pass.</summary>
        public DateTimeOffset? PassingFailure(string? address) =>
            Deliveries
                .LastOrDefault(d =>
                    d.Kind == DeliveryKind.Failed
                    && d.Fault() == DeliveryFault.Passing
                    && string.Equals(d.Address, address, StringComparison.OrdinalIgnoreCase)
                )
                ?.At;

        public PastMessage Message => new(SendOn, Stage, Tone, [.. Facts.About.Concat(Facts.Upcoming).Select(i => i.Invoice)], Skipped);
    }
}
