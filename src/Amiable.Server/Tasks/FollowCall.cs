using Amiable.Accounts;
using Amiable.Contacts;
using Amiable.FollowUp;
using Amiable.Invoices;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Tasks;

/// <summary>
/// Does what follows from a call, by the same use cases as the buttons elsewhere, and tells it on the account's timeline. Part of the caller's work, in a transaction of
/// the caller.
/// </summary>
public sealed class FollowCall(
    AppDb db,
    CurrentMember member,
    ReadSituation readSituation,
    PromisePayment promisePayment,
    RecordSaid recordSaid,
    SaveContact saveContact,
    Today today
)
{
    private const int MostInNote = 1000;

    public async Task<Problem?> Run(HumanTask task, TaskAnswer answer, AnswerDetails details, CancellationToken ct)
    {
        var note = (details.Note ?? "").Trim().ReplaceLineEndings(" ");
        if (note.Length > MostInNote)
            return new Invalid("note", "call.long-note", $"A note has at most {MostInNote} characters.") { Values = [MostInNote] };
        var facts = (await readSituation.Run([task.AccountId!.Value], ct)).Single();
        var day = SendWindow.LocalDay(today.Now, facts.Zone);
        if (task.IsOpen && details.On is { } on && PlanCall.DayFault(on, day) is { } tooFar)
            return tooFar;
        var reached = facts.Contacts.Where(c => c.Id == details.Contact).ToList();
        if (details.Contact is not null && reached.Count == 0)
            return new NotFound("contact");
        var numbers = facts.Contacts.Where(c => PhoneNumber.Dialled(c.Phone) is not null).ToList();
        var called = reached.FirstOrDefault() ?? (numbers.Count == 1 ? numbers[0] : null);
        if (answer == TaskAnswer.WrongNumber && called is null)
            return new Invalid("contact", "call.whose-number", "Say whose number it is.");
        Tell(task, answer, details, called, note, day);
        if ((await db.Save(ct)).Problem is { } lost)
            return lost;
        return await Follow(facts, answer, details, called, note, day, ct);
    }

    private async Task<Problem?> Follow(
        AccountFacts facts,
        TaskAnswer answer,
        AnswerDetails details,
        Contact? called,
        string note,
        DateOnly day,
        CancellationToken ct
    ) =>
        answer switch
        {
            TaskAnswer.WillPay => await Promise(Overdue(facts, day), details, ct),
            TaskAnswer.SaysPaid => await Said(facts, note, new(TaskKind.PaymentAnnounced, details.Invoices, details.On), ct),
            TaskAnswer.Contests => await Said(facts, note, new(TaskKind.Dispute, Contested(facts, details, day)), ct),
            TaskAnswer.AsksForTime => await Said(facts, note, new(TaskKind.ExtensionRequest, details.Invoices, details.On), ct),
            TaskAnswer.AsksForParts => await Said(facts, note, new(TaskKind.PaymentPlanRequest, details.Invoices), ct),
            TaskAnswer.WrongNumber => await Forget(called!, ct),
            _ => null,
        };

    // What was said already is asked about already.
    private async Task<Problem?> Said(AccountFacts facts, string note, NotedTask noted, CancellationToken ct) =>
        (await recordSaid.Run(note, facts.Account.Id, noted, ct)).Problem is { } problem and not Refused { Code: "task.double" }
            ? problem
            : null;

    private async Task<Problem?> Promise(IReadOnlyList<OpenInvoice> overdue, AnswerDetails details, CancellationToken ct)
    {
        if (overdue.Count == 0)
            return new Refused("call.nothing-owed", "Nothing is overdue that could be promised.");
        if (details.Amount <= 0)
            return new Invalid("amount", "call.amount", "Give an amount above nothing, or leave it out.");
        return (await promisePayment.Run([.. PromisedPart.Of(overdue, details.Amount).Select(i => i.Id)], details.On, ct)).Problem;
    }

    private static IReadOnlyList<InvoiceId> Contested(AccountFacts facts, AnswerDetails details, DateOnly day) =>
        details.Invoices is { Count: > 0 } chosen ? chosen
        : Overdue(facts, day) is [var only] ? [only.Id]
        : [];

    private static IReadOnlyList<OpenInvoice> Overdue(AccountFacts facts, DateOnly day) =>
        FollowUpPlanner.Overdue(facts.Situation, facts.Policy, facts.Calendar, day);

    private async Task<Problem?> Forget(Contact contact, CancellationToken ct) =>
        (
            await saveContact.Run(
                contact.AccountId,
                contact.Id,
                new(contact.FullName, contact.Email, null, contact.Role, contact.Notes, contact.Language, contact.IsPrimary),
                ct
            )
        ).Problem;

    // A wrong number is no call to this customer.
    private void Tell(HumanTask task, TaskAnswer answer, AnswerDetails details, Contact? called, string note, DateOnly day)
    {
        if (answer != TaskAnswer.WrongNumber)
            task.Note(CallLog.CalledOn, $"{day:yyyy-MM-dd}");
        var quiet = answer == TaskAnswer.CallBack ? details.On!.Value : day;
        if (answer.WasSpokenWith())
            task.Note(CallLog.QuietThrough, $"{quiet:yyyy-MM-dd}");
        if (note.Length > 0)
            task.Remember(member.Name ?? "", note, today.Now);
        var whom =
            called is null ? ""
            : called.FullName.Length > 0 ? called.FullName
            : called.Phone ?? "";
        if (answer == TaskAnswer.WrongNumber)
            whom = string.Join(", ", new[] { called!.FullName, called.Phone }.Where(part => !string.IsNullOrEmpty(part)));
        db.AccountEvents.Add(
            new(
                today.NewId<AccountEventId>(),
                task.AccountId!.Value,
                AccountEventKind.Called,
                string.Join('\n', answer, whom, details.On is { } on ? $"{on:yyyy-MM-dd}" : "", note),
                member.Name,
                today.Now
            )
        );
    }
}
