using System.Globalization;
using Amiable.FollowUp;
using Amiable.Organizations;
using Amiable.Platform.Api;
using Amiable.Tasks;
using Amiable.Writing;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Communications;

/// <summary>
/// A member writes to an account, or changes what a member wrote. It leaves now or at a moment of its own, by the way of everything that leaves.
/// What should give pause is told first, and the member may want it nevertheless; a stranger as recipient or a demand for what is paid nobody may want.
/// </summary>
public sealed class WriteCommunication(
    AppDb db,
    CurrentMember member,
    ReadSituation readSituation,
    FindDoubts findDoubts,
    SendDueCommunications sendDue,
    PlanFollowUps planFollowUps,
    EndReading endReading,
    EndTasksAbout endTasks,
    Today today
)
{
    /// <param name="Form">The form it was written in: sent twice, it is one message.</param>
    /// <param name="LeavesAt">By the clock of the customer; null for at once.</param>
    /// <param name="Answers">The message that came in and is answered.</param>
    /// <param name="IsDealtWith">Whether that one needs nothing else.</param>
    /// <param name="Changes">What is written anew; null for a new message.</param>
    /// <param name="Confirmed">What the member was told and wants nevertheless.</param>
    /// <param name="Post">How it goes by post, for a letter; null for an e-mail.</param>
    public sealed record Wanted(
        Guid Form,
        string Subject,
        string Text,
        string Language,
        Tone Tone,
        IReadOnlyList<ContactId> To,
        IReadOnlyList<ContactId> Copies,
        IReadOnlyList<InvoiceId> About,
        DateTime? LeavesAt = null,
        CommunicationId? Answers = null,
        bool IsDealtWith = true,
        (CommunicationId Id, int Version)? Changes = null,
        IReadOnlyList<Confirmed>? Confirmed = null,
        ByPost? Post = null
    );

    public async Task<Result<WrittenByHand>> Run(AccountId account, Wanted wanted, CancellationToken ct)
    {
        if (wanted.Changes is null && await Existing(account, wanted.Form, ct) is { } already)
            return already;
        if ((await readSituation.Run([account], ct)).SingleOrDefault() is not { } facts)
            return new NotFound("account");
        if (Obstacle(facts) is { } obstacle)
            return obstacle;
        var started = await Start(account, wanted, ct);
        if (started.Value is not { } message)
            return started.Problem!;
        if (Write(message, wanted, facts) is { } problem)
            return problem;
        if (await findDoubts.Run(message, wanted.Tone, facts, ct) is { Count: > 0 } doubts)
            return await Doubtful(account, wanted, new(doubts), ct);
        if (wanted.Changes is null)
            db.Communications.Add(message);
        else
            await endTasks.Run(message.Id, "message-edited", ct);
        if (wanted is { IsDealtWith: true, Answers: { } answered })
            await endReading.Run(answered, ct);
        return await Save(message, wanted, ct);
    }

    // Sent twice at once, the first may be what gives pause to the second.
    private async Task<Result<WrittenByHand>> Doubtful(AccountId account, Wanted wanted, Doubtful doubts, CancellationToken ct) =>
        wanted.Changes is null && await Existing(account, wanted.Form, ct) is { } meanwhile ? meanwhile : doubts;

    private static Refused? Obstacle(AccountFacts facts) =>
        facts.Organization.IsLeaving ? new("send.leaving", "The organization is to be deleted: nothing leaves any more unless it is kept.")
        : facts.Organization.Autonomy == Autonomy.Observe
            ? new("send.observing", "The agent only observes: nothing leaves until that is changed in the settings.")
        : null;

    private async Task<Result<Communication>> Start(AccountId account, Wanted wanted, CancellationToken ct)
    {
        if (wanted.Changes is { } changes)
        {
            var known = await db.Communications.SingleOrDefaultAsync(
                c => c.Id == changes.Id && c.AccountId == account && c.Origin == Origin.Member,
                ct
            );
            return known is null || known.IsLetter != wanted.Post is not null ? new NotFound("communication")
                : known.Version != changes.Version ? new ChangedMeanwhile()
                : known;
        }
        CommunicationId? thread = null;
        if (wanted.Answers is { } answers)
        {
            var answered = await db
                .Communications.AsNoTracking()
                .SingleOrDefaultAsync(c => c.Id == answers && c.AccountId == account && c.Status == CommunicationStatus.Received, ct);
            if (answered is null)
                return new NotFound("communication");
            thread = answered.Thread;
        }
        return Communication.ByHand(
            today.NewId<CommunicationId>(),
            account,
            wanted.Form,
            thread,
            today.Now,
            wanted.Post is not null ? Channel.Letter : Channel.Email
        );
    }

    // The mail keeps its own entry, with what became of it: two ways are never one message.
    private async Task<Problem?> TakeThePlaceOf(CommunicationId id, AccountId account, CancellationToken ct)
    {
        if (await db.Communications.SingleOrDefaultAsync(c => c.Id == id && c.AccountId == account, ct) is not { } mail)
            return new NotFound("communication");
        if (mail.Cancel("sent-as-letter", byMember: mail.Origin == Origin.Agent) is { } late)
            return late;
        await endTasks.Run(id, "message-cancelled", ct);
        return null;
    }

    private Problem? Write(Communication message, Wanted wanted, AccountFacts facts)
    {
        if (wanted.Post is not null && !facts.HasPostalAddress)
            return new Invalid("address", "letter.no-address", "A letter needs at least street and town of the account: add them first.");
        var at = wanted.LeavesAt is { } local ? new DateTimeOffset(local, facts.Zone.GetUtcOffset(local)).ToUniversalTime() : today.Now;
        if (at < today.Now.AddMinutes(-1))
            return new Invalid("sendOn", "communication.past-moment", "That moment has passed: choose a later one.");
        if (!Languages.Written.Contains(wanted.Language))
            return new Invalid("language", "letter.language", "Choose a language.");
        if ((wanted.Post is null ? ChosenRecipients.Among(facts, wanted.To, wanted.Copies) : []) is not { } recipients)
            return new Invalid(
                "recipients",
                "communication.recipient",
                "Choose recipients among the contacts of the account that can receive mail."
            );
        var stated = StatedFigures.Of(facts, wanted.About);
        if (stated.About.Count != wanted.About.Distinct().Count())
            return new Invalid("about", "letter.not-owed", "One of these invoices is no longer owed: choose again.");

        var day = SendWindow.LocalDay(at, facts.Zone);
        var letter = new Letter(
            recipients,
            Words(wanted, facts, stated, day),
            wanted.Language,
            stated with
            {
                Template = "by hand",
                Confirmed = wanted.Confirmed ?? [],
            },
            wanted.Post is null ? DocumentsToSend.For(facts, stated.About).Attached
                : wanted.Post.Encloses ? DocumentsToSend.Of(facts, stated.About)
                : []
        );
        return message.WriteByHand(letter, (day, at), member.Id, today.Now, SendWindow.LocalDay(today.Now, facts.Zone));
    }

    // The agent's draft as it is keeps its table; other words are set as they were typed.
    private MessageWords Words(Wanted wanted, AccountFacts facts, MessageFacts stated, DateOnly day)
    {
        var recipient = facts.Contacts.FirstOrDefault(c => wanted.To.Contains(c.Id))?.FullName;
        var draft =
            stated.About.Count == 0
                ? null
                : AgentDraft.Of(facts, stated, wanted.Tone, wanted.Language, day, member.Name ?? "", recipient, wanted.Post is not null);
        return draft is not null && EditedText.IsSame(wanted.Text, draft.Text)
            ? new(wanted.Subject, draft.Text, draft.Html)
            : new(wanted.Subject, EditedText.Clean(wanted.Text), EditedText.AsHtml(EditedText.Clean(wanted.Text), wanted.Language));
    }

    private async Task<Result<WrittenByHand>> Save(Communication message, Wanted wanted, CancellationToken ct)
    {
        if (wanted.Post?.InsteadOf is { } other && await TakeThePlaceOf(other, message.AccountId, ct) is { } late)
            return late;
        try
        {
            if ((await db.Save(ct)).Problem is { } lost)
                return lost;
        }
        catch (DbUpdateException)
        {
            // The same form was sent twice at once: the other one was faster.
            db.ChangeTracker.Clear();
            if (await Existing(message.AccountId, wanted.Form, ct) is { } already)
                return already;
            throw;
        }
        // A person prints a letter and posts it.
        var leavesNow = !message.IsLetter && message.SendAt <= today.Now;
        var answer = leavesNow ? await sendDue.SendOne(message.Id, ct) : null;
        db.ChangeTracker.Clear();
        await planFollowUps.Run([message.AccountId], ct);
        return new WrittenByHand(message.Id, answer == GateAnswer.Open, leavesNow && answer != GateAnswer.Open);
    }

    private async Task<WrittenByHand?> Existing(AccountId account, Guid form, CancellationToken ct)
    {
        var step = Communication.StepOf(form);
        var known = await db.Communications.AsNoTracking().FirstOrDefaultAsync(c => c.AccountId == account && c.Step == step, ct);
        return known is null ? null : new(known.Id, known.SentAt is not null, false);
    }
}

/// <summary>What became of a message of a member.</summary>
/// <param name="HasLeft">Whether it was handed over at once.</param>
/// <param name="IsHeldBack">Whether it should have left and did not.</param>
public sealed record WrittenByHand(CommunicationId Id, bool HasLeft, bool IsHeldBack);

/// <summary>Something should give pause: it leaves when the member wants it nevertheless.</summary>
public sealed record Doubtful(IReadOnlyList<Confirmed> Doubts)
    : Problem("letter.doubtful", "There is something to think of first. Confirm each point, and it leaves."),
        ITellsMore
{
    public IReadOnlyDictionary<string, object> Facts() => new Dictionary<string, object> { ["doubts"] = Doubts };
}
