using Amiable.FollowUp;
using Amiable.Invoices;
using Amiable.Replies;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Tasks;

/// <summary>
/// Notes what a customer said as a task, with what follows from it at once: what is contested leaves the messages, what is said to be paid rests. Part of the caller's
/// work, in a transaction of the caller.
/// </summary>
public sealed class RecordSaid(
    AppDb db,
    DisputeInvoice disputeInvoice,
    RecordDeclaration recordDeclaration,
    ReadSituation readSituation,
    PlanFollowUps planFollowUps,
    Today today
)
{
    /// <param name="said">Their words, in one line.</param>
    /// <param name="about">Who.</param>
    /// <param name="noted">What kind of thing it is, and what it is about.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<HumanTaskId>> Run(string said, AccountId? about, NotedTask noted, CancellationToken ct)
    {
        var described = await Describe(said, about, noted, ct);
        if (described.Value is not { } task)
            return described.Problem!;
        db.Tasks.Add(task);
        if ((await db.Save(ct)).Problem is { } lost)
            return lost;
        if (noted.Kind == TaskKind.PaymentAnnounced && await Announce(about!.Value, noted, ct) is { } settled)
            return settled;
        // From here on the account is planned anew, which forgets what was read before.
        if (noted.Kind == TaskKind.Dispute)
            foreach (var invoice in noted.Invoices ?? [])
                if ((await disputeInvoice.Run(invoice, DisputeReason.Other, said, ct)).Problem is { } paid)
                    return paid;
        await planFollowUps.Run([about!.Value], ct);
        return task.Id;
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

    private async Task<Result<HumanTask>> Describe(string said, AccountId? about, NotedTask noted, CancellationToken ct)
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
        var facts = FactsOf(said, noted, invoices);
        if (await db.Invoices.AnyAsync(i => i.AccountId == account && i.Settled.Minor < i.Total.Minor && i.WrittenOffOn == null, ct))
            facts[HumanTask.SomethingWasOwed] = "yes";
        return new HumanTask(today.NewId<HumanTaskId>(), noted.Kind, HumanTask.KeyOf(noted.Kind, account, ids), account, facts, today.Now);
    }

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
