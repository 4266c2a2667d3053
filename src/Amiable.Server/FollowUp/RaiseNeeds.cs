using System.Globalization;
using Amiable.Communications;
using Amiable.Contacts;
using Amiable.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Amiable.FollowUp;

/// <summary>
/// Turns what the agent needs into tasks: never two open for the same thing, none again within a month after a member ended it, and those that
/// are no longer needed end by themselves.
/// </summary>
public sealed class RaiseNeeds(AppDb db, RaiseCall raiseCall, Today today)
{
    internal const string NoLongerNeeded = "no-longer-needed";
    private const int RestDays = 30; // Not hours: a plan asks for days only.
    private static readonly TaskKind[] FromPlans =
    [
        TaskKind.MissingContact,
        TaskKind.MissingDueDate,
        TaskKind.AdvancedAction,
        TaskKind.BrokenPromise,
        TaskKind.AddressBounced,
    ];

    private static readonly TaskKind[] AboutMessages = [TaskKind.MessageOutdated, TaskKind.UnexplainedFigure];

    /// <summary>Brings the tasks of an account in line with what its plan needs.</summary>
    public async Task Run(AccountFacts facts, IReadOnlyList<Need> needs, CancellationToken ct)
    {
        var (account, rested) = (facts.Account.Id, facts.FirstDay.AddDays(-RestDays));
        foreach (var overdue in needs.Where(n => n.Kind == NeedKind.DisputeOverdue))
            await RaiseOverdueDispute(overdue, facts, ct);
        await raiseCall.Run(facts, needs.FirstOrDefault(n => n.Kind == NeedKind.Call), ct);
        var wanted = needs
            .Where(n => n.Kind is not (NeedKind.DisputeOverdue or NeedKind.Call))
            .ToDictionary(n => KeyOf(n, facts), n => (Kind: KindOf(n.Kind), Facts: FactsOf(n, facts)));
        foreach (var contact in BouncedAmong(facts))
            wanted[$"address {contact.Id.Value:N}"] = (TaskKind.AddressBounced, FactsOf(contact));
        List<HumanTask> known = facts.Tasks.Any(t => FromPlans.Contains(t.Kind))
            ? await db.Tasks.Where(t => t.AccountId == account && FromPlans.Contains(t.Kind)).ToListAsync(ct)
            : [];

        foreach (var task in known.Where(t => t.IsOpen && !wanted.ContainsKey(t.Key)))
            task.Cancel(NoLongerNeeded, today.Now);
        if (facts.HasOpen(AboutMessages))
            await EndThoseOfMessagesThatLeft(facts, ct);
        foreach (var (key, need) in wanted)
            if (!known.Any(t => t.Key == key && (t.IsOpen || (t.EndedOn(facts.Zone) > rested && WasEndedByAMember(t)))))
                db.Tasks.Add(new(today.NewId<HumanTaskId>(), need.Kind, key, account, need.Facts, today.Now));
    }

    // Asked already, or decided since but for a credit note that has not come: then it is asked about what is left.
    private async Task RaiseOverdueDispute(Need need, AccountFacts facts, CancellationToken ct)
    {
        var account = facts.Account.Id;
        var asked = await db.Tasks.AsNoTracking().Where(t => t.AccountId == account && t.Kind == TaskKind.Dispute).ToListAsync(ct);
        var about = need.Invoices.Where(i => !asked.Exists(t => t.IsTheSameAs(TaskKind.Dispute, account, [i.Id]))).ToList();
        if (about.Count == 0)
            return;
        List<InvoiceId> ids = [.. about.Select(i => i.Id)];
        await Raise(
            TaskKind.Dispute,
            HumanTask.KeyOf(TaskKind.Dispute, account, ids),
            account,
            RecordSaid.FactsOf(
                facts.Invoices[ids[0]].DisputeNote ?? "",
                new(TaskKind.Dispute, ids, null),
                [.. ids.Select(i => facts.Invoices[i])]
            ),
            ct
        );
    }

    /// <summary>Contacts whose address does not work, of an account that owes something and where others can be reached.</summary>
    internal static IEnumerable<Contact> BouncedAmong(AccountFacts facts) =>
        facts.Situation is { Reach: not null, Invoices.Count: > 0 } ? facts.Contacts.Where(c => c.EmailStatus == EmailStatus.Bounced) : [];

    // What ended because it was no longer needed is asked for again as soon as it is.
    private static bool WasEndedByAMember(HumanTask task) => task.Remarks is not [.., { By: null, Text: NoLongerNeeded }];

    // A message that no longer waits needs no other words.
    private async Task EndThoseOfMessagesThatLeft(AccountFacts facts, CancellationToken ct)
    {
        var (account, waiting) = (facts.Account.Id, facts.Waiting?.Id);
        var about = db.Tasks.Where(t =>
            t.AccountId == account
            && AboutMessages.Contains(t.Kind)
            && t.Status != HumanTaskStatus.Closed
            && t.Status != HumanTaskStatus.Cancelled
            && t.CommunicationId != waiting
            && !db.Communications.Any(c =>
                c.Id == t.CommunicationId && c.Origin == Origin.Member && c.Status == CommunicationStatus.Scheduled
            )
        );
        foreach (var task in await about.ToListAsync(ct))
            task.Cancel(NoLongerNeeded, today.Now);
    }

    /// <summary>Ends the tasks about figures that were too old and about an unusual volume once no message is held back for that any more.</summary>
    public async Task EndThoseOfMessagesHeldBack(CancellationToken ct)
    {
        foreach (
            var (kind, answer) in new[] { (TaskKind.StaleData, GateAnswer.StaleLedger), (TaskKind.UnusualVolume, GateAnswer.UnusualVolume) }
        )
        {
            var open = await Open(kind).ToListAsync(ct);
            if (
                open.Count == 0
                || await db.Communications.AnyAsync(
                    c => c.Status == CommunicationStatus.Scheduled && c.StatusReason == answer.ToString(),
                    ct
                )
            )
                continue;
            foreach (var task in open)
                task.Cancel(NoLongerNeeded, today.Now);
        }
        // Figures that came in since show that they do come in.
        foreach (var task in await Open(TaskKind.SyncProblem).Where(t => db.Imports.Any(i => i.At > t.CreatedAt)).ToListAsync(ct))
            task.Cancel(NoLongerNeeded, today.Now);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>A message was refused: as long as nobody has solved that, the task is open.</summary>
    public Task RaiseFailure(CommunicationId message, AccountId account, string reason, CancellationToken ct, bool cameBack = false) =>
        Raise(
            TaskKind.DeliveryProblem,
            $"failed {message.Value:N}",
            account,
            new Dictionary<string, string> { ["reason"] = reason, ["came-back"] = cameBack ? "yes" : "" },
            ct,
            message
        );

    /// <summary>What a person wrote no longer fits the figures: the person decides.</summary>
    public Task RaiseOutdated(Communication message, CancellationToken ct) =>
        Raise(
            TaskKind.MessageOutdated,
            $"outdated:{message.Id.Value}",
            message.AccountId,
            new Dictionary<string, string> { ["by-hand"] = message.Origin == Origin.Member ? "yes" : "" },
            ct,
            message.Id
        );

    /// <summary>Nobody knows whether a message left: a person finds out.</summary>
    public Task RaiseUncertain(Communication message, CancellationToken ct) =>
        Raise(
            TaskKind.UncertainDelivery,
            $"uncertain {message.Id.Value:N}",
            message.AccountId,
            new Dictionary<string, string> { ["subject"] = message.Subject },
            ct,
            message.Id
        );

    /// <summary>Our mail server cannot be used: one task, however many messages wait for it.</summary>
    public Task RaiseServerProblem(string said, CancellationToken ct) =>
        Raise(TaskKind.MailServerProblem, "mail-server", null, new Dictionary<string, string> { ["reason"] = said }, ct);

    /// <summary>It took a mail again.</summary>
    public async Task EndServerProblem(CancellationToken ct)
    {
        foreach (var task in await Open(TaskKind.MailServerProblem).ToListAsync(ct))
            task.Cancel(NoLongerNeeded, today.Now);
    }

    /// <summary>What was asked about a message has become known.</summary>
    public async Task NoLonger(TaskKind kind, CommunicationId message, CancellationToken ct)
    {
        foreach (var task in await Open(kind).Where(t => t.CommunicationId == message).ToListAsync(ct))
            task.Cancel(NoLongerNeeded, today.Now);
    }

    private IQueryable<HumanTask> Open(TaskKind kind) =>
        db.Tasks.Where(t => t.Kind == kind && t.Status != HumanTaskStatus.Closed && t.Status != HumanTaskStatus.Cancelled);

    /// <summary>Raises one task, unless one of that key is open.</summary>
    public async Task Raise(
        TaskKind kind,
        string key,
        AccountId? account,
        IReadOnlyDictionary<string, string> facts,
        CancellationToken ct,
        CommunicationId? communication = null
    )
    {
        if (db.Tasks.Local.Any(t => t.Key == key && t.IsOpen))
            return;
        if (!await db.Tasks.AnyAsync(t => t.Key == key && t.Status != HumanTaskStatus.Closed && t.Status != HumanTaskStatus.Cancelled, ct))
            db.Tasks.Add(new(today.NewId<HumanTaskId>(), kind, key, account, facts, today.Now, communication));
    }

    private static TaskKind KindOf(NeedKind need) =>
        need switch
        {
            NeedKind.MissingContact => TaskKind.MissingContact,
            NeedKind.MissingDueDate => TaskKind.MissingDueDate,
            NeedKind.AdvancedAction => TaskKind.AdvancedAction,
            _ => TaskKind.BrokenPromise,
        };

    private static Contact? LastBounced(AccountFacts facts) =>
        facts.Contacts.Where(c => c.EmailStatus == EmailStatus.Bounced).OrderBy(c => c.EmailFaultAt).LastOrDefault();

    private static Dictionary<string, string> FactsOf(Contact contact) =>
        new()
        {
            ["contact"] = contact.Id.Value.ToString("N"),
            ["name"] = contact.FullName.Length > 0 ? contact.FullName : contact.Email ?? "",
            ["address"] = contact.Email ?? "",
            ["fault"] = contact.EmailFault ?? "",
        };

    // A recommendation concerns the account; it comes back as a new one when the oldest debt is another.
    private static string KeyOf(Need need, AccountFacts facts) =>
        need.Kind switch
        {
            NeedKind.MissingContact => $"contact {facts.Account.Id.Value:N}",
            // One about all that was promised and did not come; what is promised and broken after it was answered is another.
            NeedKind.BrokenPromise => $"{need.Kind} {facts.Account.Id.Value:N} {need.Invoices.Min(i => i.PromisedOn):yyyy-MM-dd}",
            // After a formal notice the question is another one: what comes next.
            NeedKind.AdvancedAction when facts.Account.FormalNoticeOn is { } notice =>
                $"{need.Kind} {need.Invoices[0].Id.Value:N} {notice:yyyy-MM-dd}",
            _ => $"{need.Kind} {need.Invoices[0].Id.Value:N}",
        };

    private static Dictionary<string, string> FactsOf(Need need, AccountFacts facts) =>
        new(need.Kind == NeedKind.MissingContact && LastBounced(facts) is { } contact ? FactsOf(contact) : [])
        {
            ["invoices"] = string.Join(", ", need.Invoices.Select(i => i.Number)),
            // Of promises, what is broken when it is answered counts.
            [HumanTask.InvoiceIds] =
                need.Kind == NeedKind.AdvancedAction ? string.Join(' ', need.Invoices.Select(i => i.Id.Value.ToString("N"))) : "",
            ["notice"] = need.Kind == NeedKind.AdvancedAction && facts.Account.FormalNoticeOn is { } notice ? $"{notice:yyyy-MM-dd}" : "",
            ["amounts"] = string.Join(
                " ",
                need.Invoices.GroupBy(i => i.Outstanding.Currency).Select(g => g.Select(i => i.Outstanding).Sum(g.Key).ToString())
            ),
            ["days"] = need
                .Invoices.Select(i => i.DueOn is { } due ? Math.Max(0, facts.FirstDay.DayNumber - due.DayNumber) : 0)
                .DefaultIfEmpty()
                .Max()
                .ToString(CultureInfo.InvariantCulture),
            ["messages"] = facts
                .History.Count(h => h.Message.Stage == Stage.Overdue && !h.Message.Skipped)
                .ToString(CultureInfo.InvariantCulture),
        };
}
