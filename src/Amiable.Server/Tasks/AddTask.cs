using Amiable.FollowUp;
using Amiable.Invoices;
using Amiable.Replies;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Tasks;

/// <summary>What a member notes beside the one line: what kind of thing it is, and what it is about.</summary>
/// <param name="Kind">A note, or what a customer said.</param>
/// <param name="Invoices">Which of the account's it is about.</param>
/// <param name="On">The day a customer named.</param>
/// <param name="Contact">Who should be written to instead.</param>
/// <param name="Email">Where.</param>
/// <param name="AssignTo">Who has it; null for everybody.</param>
public sealed record NotedTask(
    TaskKind Kind = TaskKind.Free,
    IReadOnlyList<InvoiceId>? Invoices = null,
    DateOnly? On = null,
    string? Contact = null,
    string? Email = null,
    MemberId? AssignTo = null
);

/// <summary>A member notes something to be done, or what a customer said by telephone: the agent acts on that as if it had read it.</summary>
public sealed class AddTask(
    AppDb db,
    DisputeInvoice disputeInvoice,
    RecordDeclaration recordDeclaration,
    ReadSituation readSituation,
    AssignTask assignTask,
    PlanFollowUps planFollowUps,
    Today today
)
{
    private const int MostInSubject = 200;

    public async Task<Result<HumanTaskId>> Run(string subject, AccountId? account, CancellationToken ct, NotedTask? noted = null)
    {
        noted ??= new();
        subject = subject.Trim().ReplaceLineEndings(" ");
        if (subject.Length is 0 or > MostInSubject)
            return new Invalid("subject", "task.subject", $"Say in one line what is to be done, in up to {MostInSubject} characters.")
            {
                Values = [MostInSubject],
            };
        if (account is { } id && !await db.Accounts.AnyAsync(a => a.Id == id, ct))
            return new NotFound("account");
        if (noted.Kind != TaskKind.Free && !TaskKinds.SaidByCustomer.Contains(noted.Kind))
            return new Invalid("kind", "task.kind", "This is nothing a member notes.");
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var added = noted.Kind == TaskKind.Free ? Note(subject, account) : await Said(subject, account, noted, ct);
        if (added.Problem is { } wrong)
            return wrong;
        db.Tasks.Add(added.Value!);
        if ((await db.Save(ct)).Problem is { } lost)
            return lost;
        var task = added.Value!.Id;
        if (noted.AssignTo is { } member && (await assignTask.Run(task, [member], ct)).Problem is { } refused)
            return refused;
        if (noted.Kind == TaskKind.PaymentAnnounced && await Announce(account!.Value, noted, ct) is { } settled)
            return settled;
        // From here on the account is planned anew, which forgets what was read before.
        if (noted.Kind == TaskKind.Dispute)
            foreach (var invoice in noted.Invoices ?? [])
                if ((await disputeInvoice.Run(invoice, DisputeReason.Other, subject, ct)).Problem is { } paid)
                    return paid;
        if (noted.Kind != TaskKind.Free)
            await planFollowUps.Run([account!.Value], ct);
        await transaction.CommitAsync(ct);
        return task;
    }

    // What is said to be paid rests; without any named, all that is owed.
    private async Task<Problem?> Announce(AccountId account, NotedTask noted, CancellationToken ct)
    {
        var facts = (await readSituation.Run([account], ct)).Single();
        List<InvoiceId> ids = [.. noted.Invoices is { Count: > 0 } named ? named : facts.Invoices.Keys];
        var invoices = (await db.Invoices.Where(i => ids.Contains(i.Id)).ToListAsync(ct)).FindAll(i => !i.IsSettled && i.CountsInBalance);
        if (invoices.Count == 0)
            return null;
        var rests = facts.Calendar.Away(facts.FirstDay, ReplyPolicy.RestAfterPaymentSaidBusinessDays);
        if (await recordDeclaration.Run(invoices, new(DeclarationKind.Payment, noted.On, rests), ct) is { } problem)
            return problem;
        return (await db.Save(ct)).Problem;
    }

    private Result<HumanTask> Note(string subject, AccountId? account) =>
        New(TaskKind.Free, $"free {today.NewId<HumanTaskId>().Value:N}", account, new() { ["subject"] = subject });

    private async Task<Result<HumanTask>> Said(string subject, AccountId? about, NotedTask noted, CancellationToken ct)
    {
        if (about is not { } account)
            return new Invalid("account", "task.no-account", "Say of which customer: open the account, and add the task there.");
        var ids = noted.Invoices ?? [];
        var invoices = await db.Invoices.AsNoTracking().Where(i => i.AccountId == account && ids.Contains(i.Id)).ToListAsync(ct);
        if (invoices.Count != ids.Count)
            return new NotFound("invoice");
        if (noted.Kind == TaskKind.Dispute && invoices.Count == 0)
            return new Invalid("invoices", "task.no-invoice", "Choose the invoices that are contested.");
        if (noted.Kind == TaskKind.WrongContact && string.IsNullOrWhiteSpace(noted.Email))
            return new Invalid("email", "task.no-contact", "Give the address that should be written to.");
        var open = await db.Tasks.AsNoTracking().Where(t => t.AccountId == account && t.Kind == noted.Kind).ToListAsync(ct);
        if (open.Any(t => t.IsTheSameAs(noted.Kind, account, ids)))
            return new Refused("task.double", "There is an open task about this already.");
        return New(noted.Kind, HumanTask.KeyOf(noted.Kind, account, ids), account, await Facts(subject, noted, account, invoices, ct));
    }

    private async Task<Dictionary<string, string>> Facts(
        string said,
        NotedTask noted,
        AccountId account,
        List<Invoice> invoices,
        CancellationToken ct
    )
    {
        var facts = FactsOf(said, noted, invoices);
        if (await db.Invoices.AnyAsync(i => i.AccountId == account && i.Settled.Minor < i.Total.Minor && i.WrittenOffOn == null, ct))
            facts[HumanTask.SomethingWasOwed] = "yes";
        return facts;
    }

    private HumanTask New(TaskKind kind, string key, AccountId? account, Dictionary<string, string> facts) =>
        new(today.NewId<HumanTaskId>(), kind, key, account, facts, today.Now);

    internal static Dictionary<string, string> FactsOf(string said, NotedTask noted, List<Invoice> invoices)
    {
        var facts = new Dictionary<string, string>
        {
            ["said"] = said,
            ["invoices"] = string.Join(", ", invoices.Select(i => i.Number)),
            [HumanTask.InvoiceIds] = string.Join(' ', invoices.Select(i => i.Id.Value.ToString("N"))),
            ["amounts"] = string.Join(
                ' ',
                invoices.GroupBy(i => i.Outstanding.Currency).Select(g => g.Select(i => i.Outstanding).Sum(g.Key).ToString())
            ),
            ["date"] = noted.On is { } day ? $"{day:yyyy-MM-dd}" : "",
            ["name"] = noted.Contact?.Trim() ?? "",
            ["address"] = noted.Email?.Trim() ?? "",
        };
        return facts.Where(f => f.Value.Length > 0).ToDictionary();
    }
}
