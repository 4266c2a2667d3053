using Amiable.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Amiable.FollowUp;

/// <summary>
/// What a customer once asked ends by itself when nothing is left of it: the invoices are paid, the dispute is settled elsewhere, the new contact is there. Who
/// wants to speak with a person, and what may be fraud, wait for a person whatever is paid. Part of the caller's work: the caller saves.
/// </summary>
public sealed class EndObsoleteTasks(AppDb db, Today today)
{
    public async Task Run(AccountFacts facts, CancellationToken ct)
    {
        var account = facts.Account.Id;
        var open = await db
            .Tasks.Where(t =>
                t.AccountId == account
                && TaskKinds.SaidByCustomer.Contains(t.Kind)
                && t.Status != HumanTaskStatus.Closed
                && t.Status != HumanTaskStatus.Cancelled
            )
            .ToListAsync(ct);
        foreach (var task in open.Where(t => IsObsolete(t, facts)))
            task.Cancel(RaiseNeeds.NoLongerNeeded, today.Now);
    }

    private static bool IsObsolete(HumanTask task, AccountFacts facts) =>
        task.Kind switch
        {
            TaskKind.Dispute => task.Invoices.Count > 0 && !task.Invoices.Any(i => IsOwed(i, facts) && facts.Invoices[i].IsDisputed),
            TaskKind.WrongContact => facts.Contacts.Any(c =>
                c.CanReceive && string.Equals(c.Email, task.Facts.GetValueOrDefault("address", ""), StringComparison.OrdinalIgnoreCase)
            ),
            TaskKind.HumanRequested or TaskKind.SuspectedFraud => false,
            _ => task.Invoices.Count > 0
                ? !task.Invoices.Any(i => IsOwed(i, facts))
                : task.Facts.ContainsKey(HumanTask.SomethingWasOwed) && !facts.Invoices.Keys.Any(i => IsOwed(i, facts)),
        };

    private static bool IsOwed(InvoiceId id, AccountFacts facts) =>
        facts.Invoices.TryGetValue(id, out var invoice) && invoice.WrittenOffOn is null;
}
