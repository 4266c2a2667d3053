using System.Globalization;
using Amiable.Accounts;
using Amiable.Communications;
using Amiable.Contacts;
using Amiable.Invoices;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Instructions;

/// <summary>Takes back what was done on somebody's word, by the opposite use case; not when things have moved on since.</summary>
public sealed class UndoInstruction(
    AppDb db,
    PauseFollowUps pause,
    ResumeFollowUps resume,
    LetAgentRewrite rewrite,
    EditPaidAmount editPaid,
    SettleDispute settle,
    Invoices.ExcludeInvoice exclude,
    SaveContact saveContact,
    DeleteContact deleteContact
)
{
    /// <param name="id">What was told.</param>
    /// <param name="answer">Which of its answers.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>In whose conversation it stands.</returns>
    public async Task<Result<AccountId>> Run(InstructionId id, int answer, CancellationToken ct)
    {
        if (await db.Instructions.AsNoTracking().SingleOrDefaultAsync(i => i.Id == id, ct) is not { } told)
            return new NotFound("instruction");
        if (told.TakeBack(answer) is { } never)
            return never;
        if ((await Reverse(told.Answers[answer].Undo!, ct)).Problem is { } problem)
            return problem;
        var kept = await db.Instructions.SingleAsync(i => i.Id == id, ct);
        kept.TakeBack(answer);
        return (await db.Save(ct)).Problem is { } lost ? lost : told.AccountId;
    }

    private async Task<Result<Done>> Reverse(Undo undo, CancellationToken ct)
    {
        var before = (undo.Value ?? "").Split(' ');
        return undo.Kind switch
        {
            UndoKind.Resume => await Resume(new(undo.Id), ct),
            UndoKind.Pause => await pause.Run(
                new AccountId(undo.Id),
                Enum.TryParse<PauseReason>(before[0], out var reason) ? reason : PauseReason.Other,
                null,
                before.Length > 1 ? Day(before[1]) : null,
                ct
            ),
            UndoKind.GiveBack => await GiveBack(new(undo.Id), ct),
            UndoKind.PaidAmount => await Paid(new(undo.Id), before, ct),
            UndoKind.SettleDispute => await settle.Run(new(undo.Id), ct),
            UndoKind.FollowUpAgain => await exclude.Run(new(undo.Id), false, ct),
            UndoKind.RemoveContact => await Remove(new(undo.Id), undo.Value, ct),
            _ => await Speak(new(undo.Id), before[0], ct),
        };
    }

    private async Task<Result<Done>> Resume(AccountId id, CancellationToken ct) =>
        await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, ct) is not { PausedOn: not null }
            ? MovedOn()
            : await resume.Run(id, ct);

    private async Task<Result<Done>> GiveBack(CommunicationId id, CancellationToken ct) =>
        await db.Communications.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct) is not { IsPinned: true } message
            ? MovedOn()
            : await rewrite.Run(id, message.Version, ct);

    private async Task<Result<Done>> Paid(InvoiceId id, string[] before, CancellationToken ct)
    {
        if (await db.Invoices.AsNoTracking().SingleOrDefaultAsync(i => i.Id == id, ct) is not { } invoice || before.Length < 3)
            return MovedOn();
        // Another payment came since: what was paid is no longer for these words to say.
        return invoice.PaidByPayments.Major != decimal.Parse(before[1], CultureInfo.InvariantCulture)
            ? MovedOn()
            : await editPaid.Run(id, decimal.Parse(before[0], CultureInfo.InvariantCulture), Day(before[2]), ct);
    }

    private async Task<Result<Done>> Remove(ContactId id, string? before, CancellationToken ct)
    {
        if (await db.Contacts.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct) is not { } contact)
            return MovedOn();
        if (
            Guid.TryParse(before, out var first)
            && await db.Contacts.AsNoTracking().SingleOrDefaultAsync(c => c.Id == new ContactId(first), ct) is { } former
            && (await saveContact.Run(former.AccountId, former.Id, ChangeContacts.Of(former) with { IsPrimary = true }, ct)).Problem
                is { } problem
        )
            return problem;
        return await deleteContact.Run(contact.AccountId, id, ct);
    }

    private async Task<Result<Done>> Speak(ContactId id, string language, CancellationToken ct) =>
        await db.Contacts.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct) is not { } contact
            ? MovedOn()
            : await saveContact.Run(
                contact.AccountId,
                id,
                ChangeContacts.Of(contact) with
                {
                    Language = language.Length == 0 ? null : language,
                },
                ct
            );

    private static Refused MovedOn() =>
        new("instruction.moved-on", "Things have changed since: it cannot be taken back from here any more. Change it where it stands.");

    private static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
