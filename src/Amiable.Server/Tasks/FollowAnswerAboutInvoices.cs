using Amiable.Invoices;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Tasks;

/// <summary>Does what follows from an answer for the invoices a task is about; without any named, for all that the account owes.</summary>
public sealed class FollowAnswerAboutInvoices(
    AppDb db,
    SettleDispute settleDispute,
    SetDueDate setDueDate,
    WriteOffInvoice writeOffInvoice,
    PromisePayment promisePayment,
    EditPaidAmount editPaidAmount,
    LetFollowUpsGoOn letFollowUpsGoOn,
    Today today
)
{
    public async Task<Problem?> Run(HumanTask task, TaskAnswer answer, AnswerDetails details, CancellationToken ct)
    {
        if (answer == TaskAnswer.NotArrived || (answer == TaskAnswer.KeepWriting && task.Kind == TaskKind.BrokenPromise))
            return await GoOn(task, ct);
        // One word about all of them, as it was given.
        if (answer == TaskAnswer.WaitUntil)
            return await About(task, ct) is { Count: > 0 } promised
                ? (await promisePayment.Run([.. promised.Select(i => i.Id)], details.On, ct)).Problem
                : null;
        if (task.AccountId is null || Effect(answer, details, ct) is not { } follow)
            return null;
        foreach (var invoice in await About(task, ct))
            if (await follow(invoice) is { } problem)
                return problem;
        return null;
    }

    private Func<Invoice, Task<Problem?>>? Effect(TaskAnswer answer, AnswerDetails details, CancellationToken ct) =>
        answer switch
        {
            TaskAnswer.CreditNoteFollows => i => MoreTime(i, ct),
            TaskAnswer.ItIsOwed => i => Settle(i, ct),
            TaskAnswer.NewDueDate => async i => await Settle(i, ct) ?? (await setDueDate.Run(i.Id, details.On, ct)).Problem,
            TaskAnswer.WriteOff => async i => (await writeOffInvoice.Run(i.Id, ct)).Problem,
            TaskAnswer.PaymentArrived => async i => (await editPaidAmount.Run(i.Id, i.PaidWhenSettled.Major, details.On, ct)).Problem,
            _ => null,
        };

    // The credit note has the same time to come.
    private async Task<Problem?> MoreTime(Invoice invoice, CancellationToken ct)
    {
        var organization = await db.Organizations.AsNoTracking().SingleAsync(ct);
        var tracked = await db.Invoices.SingleAsync(i => i.Id == invoice.Id, ct);
        tracked.DecideDisputeBy(today.For(organization).AddDays(organization.ReplyRules.DisputeAnswerDays));
        return null;
    }

    private async Task<Problem?> Settle(Invoice invoice, CancellationToken ct) =>
        invoice.IsDisputed ? (await settleDispute.Run(invoice.Id, ct)).Problem : null;

    /// <summary>Those still owed: what was paid meanwhile needs nothing.</summary>
    private async Task<List<Invoice>> About(HumanTask task, CancellationToken ct)
    {
        var named = task.Invoices;
        var day = today.For(await db.Organizations.AsNoTracking().SingleAsync(ct));
        var open = await db
            .Invoices.AsNoTracking()
            .Where(i => i.AccountId == task.AccountId && i.Settled.Minor < i.Total.Minor && i.WrittenOffOn == null)
            .ToListAsync(ct);
        return task.Kind == TaskKind.BrokenPromise ? open.FindAll(i => i.PromisedOn < day)
            : named.Count > 0 ? open.FindAll(i => named.Contains(i.Id))
            // Recommended before invoices were named: what is overdue, never what is not due yet.
            : task.Kind == TaskKind.AdvancedAction
                ? open.FindAll(i => i.CountsInBalance && !i.IsDisputed && i.StatusOn(day) == InvoiceStatus.Overdue)
            : open.FindAll(i => i.CountsInBalance);
    }

    private async Task<Problem?> GoOn(HumanTask task, CancellationToken ct)
    {
        await letFollowUpsGoOn.Run([.. (await About(task, ct)).Select(i => i.Id)], DeclarationResolution.ResumeAuthorized, null, ct);
        return null;
    }
}
