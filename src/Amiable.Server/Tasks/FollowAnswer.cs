using Amiable.Accounts;
using Amiable.Communications;
using Amiable.Contacts;
using Amiable.Invoices;
using Amiable.Replies;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Tasks;

/// <summary>Does what follows from an answer, by the same use cases as the buttons elsewhere. Part of the caller's work: the caller saves and plans.</summary>
public sealed class FollowAnswer(
    AppDb db,
    CurrentMember member,
    FollowAnswerAboutInvoices followAboutInvoices,
    FollowCall followCall,
    SaveContact saveContact,
    PauseFollowUps pauseFollowUps,
    RecordFormalNotice recordFormalNotice,
    AgreeToParts agreeToParts,
    TellWhatWasAgreed tellWhatWasAgreed,
    Today today
)
{
    public async Task<Problem?> Run(HumanTask task, TaskAnswer answer, AnswerDetails details, CancellationToken ct)
    {
        switch (answer)
        {
            case var _ when task.Kind == TaskKind.Call:
                return await followCall.Run(task, answer, details, ct);
            case TaskAnswer.AddContact or TaskAnswer.ReplaceContact:
                return await Contact(task, details, isPrimary: answer == TaskAnswer.ReplaceContact, ct);
            case TaskAnswer.AgreePlan:
                return await AgreePlan(task, details, ct);
            case TaskAnswer.PauseUntil when task.Kind == TaskKind.PaymentPlanRequest:
                return await Pause(task, PauseReason.PaymentPlan, details.On, ct);
            case TaskAnswer.PauseUntil:
                return await Pause(task, PauseReason.Commercial, details.On, ct);
            case TaskAnswer.StopWriting or TaskAnswer.ItIsFraud:
                return await Pause(task, PauseReason.Legal, until: null, ct);
            case TaskAnswer.NoticePosted:
                return (await recordFormalNotice.Run(task.AccountId!.Value, details.On, ct)).Problem;
            case TaskAnswer.KeepWriting when task.Kind == TaskKind.AdvancedAction:
                Tell(AccountEventKind.AdvancedActionRejected, task.AccountId!.Value);
                return null;
            case TaskAnswer.WriteOff when task.Kind == TaskKind.AdvancedAction:
                Tell(AccountEventKind.AdvancedActionApproved, task.AccountId!.Value, $"{AdvancedAction.WriteOff}");
                return await followAboutInvoices.Run(task, answer, details, ct);
            case TaskAnswer.HandOver:
                Tell(AccountEventKind.AdvancedActionApproved, task.AccountId!.Value, $"{AdvancedAction.LegalRecovery}");
                return await Pause(task, PauseReason.Legal, until: null, ct);
            default:
                return await Message(task, answer, ct)
                    ?? await followAboutInvoices.Run(task, answer, details, ct)
                    ?? await TellOfTime(task, answer, details, ct);
        }
    }

    private async Task<Problem?> AgreePlan(HumanTask task, AnswerDetails details, CancellationToken ct)
    {
        var agreed = await agreeToParts.Run(
            task.AccountId!.Value,
            details.Parts,
            details.On!.Value,
            details.Every,
            task.CommunicationId,
            ct
        );
        if (agreed.Value is not { } plan)
            return agreed.Problem;
        return details.Tell
            ? await tellWhatWasAgreed.Run(
                task.CommunicationId,
                new(ReplyClass.PaymentPlan, [new(AnswerKind.PlanAgreed, plan.Invoices) { Parts = plan.Parts }], NeedsNobody: false),
                ct
            )
            : null;
    }

    private async Task<Problem?> TellOfTime(HumanTask task, TaskAnswer answer, AnswerDetails details, CancellationToken ct)
    {
        if (!details.Tell || (task.Kind, answer) is not (TaskKind.ExtensionRequest, TaskAnswer.WaitUntil))
            return null;
        var waited = await db
            .Invoices.AsNoTracking()
            .Where(i => i.AccountId == task.AccountId && i.PromisedOn == details.On && i.Settled.Minor < i.Total.Minor)
            .Select(i => i.Id)
            .ToListAsync(ct);
        return await tellWhatWasAgreed.Run(
            task.CommunicationId,
            new(ReplyClass.MoreTime, [new(AnswerKind.TimeGranted, waited, details.On)], NeedsNobody: false),
            ct
        );
    }

    private async Task<Problem?> Message(HumanTask task, TaskAnswer answer, CancellationToken ct)
    {
        var message = await db.Communications.SingleOrDefaultAsync(c => c.Id == task.CommunicationId, ct);
        switch (task.Kind)
        {
            case TaskKind.UncertainDelivery when message is not null:
                return message.FoundOut(answer == TaskAnswer.ItLeft, today.Now);
            case TaskKind.DeliveryProblem when message is { Status: CommunicationStatus.Failed }:
                return message.Cancel("refused");
            case TaskKind.DeliveryProblem when message is { IsStuck: true }:
                return message.GoesOn();
            case TaskKind.MessageOutdated or TaskKind.UnexplainedFigure when message is not null && message.Status.IsWaiting():
                return message.GiveBack();
            case TaskKind.UnusualVolume:
                await LetThemGo(ct);
                return null;
            default:
                return null;
        }
    }

    // All of this day: those held back are due again in a quarter of an hour, others have their moment later.
    private async Task LetThemGo(CancellationToken ct)
    {
        var before = today.Now.AddHours(12);
        var waiting = db.Communications.Where(c => c.Status == CommunicationStatus.Scheduled && c.ApprovedBy == null && c.SendAt <= before);
        foreach (var message in await waiting.ToListAsync(ct))
            message.Approve(member.Id, today.Now);
    }

    private async Task<Problem?> Contact(HumanTask task, AnswerDetails details, bool isPrimary, CancellationToken ct)
    {
        var account = task.AccountId!.Value;
        var address = details.Email!.Trim();
        var known = (await db.Contacts.AsNoTracking().Where(c => c.AccountId == account).ToListAsync(ct)).Find(c =>
            string.Equals(c.Email, address, StringComparison.OrdinalIgnoreCase)
        );
        var described = known is null
            ? new SaveContact.Details(details.Name ?? "", address, null, null, null, null, isPrimary)
            : new(known.FullName, address, known.Phone, known.Role, known.Notes, known.Language, isPrimary || known.IsPrimary);
        return (await saveContact.Run(account, known?.Id, described, ct)).Problem;
    }

    private async Task<Problem?> Pause(HumanTask task, PauseReason reason, DateOnly? until, CancellationToken ct) =>
        (
            await pauseFollowUps.Run(
                task.AccountId!.Value,
                reason,
                task.Facts.GetValueOrDefault("said", "") is { Length: > 0 } said ? said : null,
                until,
                ct
            )
        ).Problem;

    private void Tell(AccountEventKind kind, AccountId account, string detail = "") =>
        db.AccountEvents.Add(new(today.NewId<AccountEventId>(), account, kind, detail, member.Name, today.Now));
}
