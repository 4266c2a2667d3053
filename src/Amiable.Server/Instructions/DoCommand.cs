using Amiable.Accounts;
using Amiable.Invoices;
using Amiable.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Instructions;

/// <summary>Does what was understood, by the same use cases as the buttons, and says what was done and how it is taken back.</summary>
public sealed class DoCommand(
    AppDb db,
    PauseFollowUps pause,
    ResumeFollowUps resume,
    EditPaidAmount editPaid,
    DisputeInvoice dispute,
    Invoices.ExcludeInvoice exclude,
    ChangeNextMessage changeNext,
    ChangeContacts changeContacts,
    AnswerTask answerTask,
    Today today
)
{
    public async Task<AgentAnswer> Run(Command command, string words, CancellationToken ct)
    {
        var account = await db.Accounts.AsNoTracking().SingleAsync(a => a.Id == ((AccountCommand)command).Account, ct);
        return command switch
        {
            PauseFollowUp rest => await Pause(account, rest, words, ct),
            ResumeFollowUp => await Resume(account, ct),
            SetPaidAmount paid => await Paid(account, paid, ct),
            MarkDisputed or ExcludeInvoice => await OfInvoice(account, (InvoiceCommand)command, words, ct),
            ReplaceContact or AddContact or SetContactLanguage => await changeContacts.Run(account, command, ct),
            ApproveFormalNotice or RejectFormalNotice => await Notice(account, command is ApproveFormalNotice, ct),
            _ => await changeNext.Run(account, command, ct),
        };
    }

    private async Task<AgentAnswer> Pause(Account account, PauseFollowUp rest, string words, CancellationToken ct)
    {
        var done = await pause.Run(account.Id, rest.Reason, words.Length > 500 ? words[..500] : words, rest.Until, ct);
        if (done.Problem is { } problem)
            return Refused(problem);
        string[] said = rest.Until is { } last ? [account.Name, Day(last)] : [account.Name];
        return new(rest.Until is null ? "done.paused" : "done.paused-until", said) { Undo = new(UndoKind.Resume, account.Id.Value) };
    }

    private async Task<AgentAnswer> Resume(Account account, CancellationToken ct)
    {
        if (account.PausedOn is null)
            return new("done.running-already", [account.Name]);
        if ((await resume.Run(account.Id, ct)).Problem is { } problem)
            return Refused(problem);
        var before = $"{account.PauseReason} {(account.PausedUntil is { } last ? Day(last) : "")}".Trim();
        return new("done.resumed", [account.Name]) { Undo = new(UndoKind.Pause, account.Id.Value, before) };
    }

    private async Task<AgentAnswer> Paid(Account account, SetPaidAmount paid, CancellationToken ct)
    {
        var invoice = await db.Invoices.AsNoTracking().SingleAsync(i => i.Id == paid.Invoice, ct);
        var before = invoice.PaidByPayments.Major;
        // A person tells of the payment that came; what is kept is what was paid in all.
        var all = before + paid.Amount;
        var on = paid.On ?? today.For(await db.Organizations.AsNoTracking().SingleAsync(ct));
        if ((await editPaid.Run(paid.Invoice, all, on, ct)).Problem is { } problem)
            return Refused(problem);
        return new("done.paid", [Said.Sum(paid.Amount, invoice.Total.Currency), invoice.Number, account.Name, Day(on)])
        {
            Undo = new(UndoKind.PaidAmount, paid.Invoice.Value, FormattableString.Invariant($"{before} {all} {on:yyyy-MM-dd}")),
        };
    }

    private async Task<AgentAnswer> OfInvoice(Account account, InvoiceCommand command, string words, CancellationToken ct)
    {
        var number = (await db.Invoices.AsNoTracking().SingleAsync(i => i.Id == command.Invoice, ct)).Number;
        var done =
            command is MarkDisputed
                ? await dispute.Run(command.Invoice, DisputeReason.Other, words.Length > 500 ? words[..500] : words, ct)
                : await exclude.Run(command.Invoice, true, ct);
        if (done.Problem is { } problem)
            return Refused(problem);
        return command is MarkDisputed
            ? new("done.disputed", [number, account.Name]) { Undo = new(UndoKind.SettleDispute, command.Invoice.Value) }
            : new("done.excluded", [number, account.Name]) { Undo = new(UndoKind.FollowUpAgain, command.Invoice.Value) };
    }

    /// <summary>The agent recommends a formal notice and never posts one: to approve it is to post it, and to say so in its task.</summary>
    private async Task<AgentAnswer> Notice(Account account, bool approved, CancellationToken ct)
    {
        var task = await db
            .Tasks.AsNoTracking()
            .FirstOrDefaultAsync(
                t =>
                    t.AccountId == account.Id
                    && t.Kind == TaskKind.AdvancedAction
                    && t.Status != HumanTaskStatus.Closed
                    && t.Status != HumanTaskStatus.Cancelled,
                ct
            );
        if (task is null)
            return new("notice.none", [account.Name]) { Link = $"/accounts/{account.Id.Value}" };
        if (approved)
            return new("notice.by-hand", [account.Name]) { Link = $"/tasks/{task.Id.Value}" };
        return (await answerTask.Run(task.Id, TaskAnswer.KeepWriting, ct)).Problem is { } problem
            ? Refused(problem)
            : new("done.notice-rejected", [account.Name]);
    }

    /// <summary>Why it was not done, in the words every page has for it.</summary>
    internal static AgentAnswer Refused(Problem problem) =>
        new($"problem.{problem.Code}", [.. problem.Values.Select(v => v is DateOnly day ? Day(day) : $"{v}")]);

    internal static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
