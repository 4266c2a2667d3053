using Amiable.FollowUp;
using Amiable.Tasks;
using Amiable.Writing;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Communications;

/// <summary>
/// Change the day, the recipients or the words of a message before it goes out. It is then pinned: the agent leaves day and words alone. Its
/// figures stay bound to the ledger: to that of today, when it has changed since the message was written.
/// </summary>
public sealed class EditCommunication(AppDb db, CurrentMember member, ReadSituation readSituation, EndTasksAbout endTasks, Today today)
{
    /// <summary>What it is to be; without a tone it keeps the one it has.</summary>
    public sealed record Edit(
        DateOnly SendOn,
        TimeOnly SendAt,
        string Subject,
        string Text,
        IReadOnlyList<ContactId> To,
        IReadOnlyList<ContactId> Copies,
        int Version,
        Tone? Tone = null
    );

    public async Task<Result<Done>> Run(CommunicationId id, Edit edit, CancellationToken ct)
    {
        if (await db.Communications.SingleOrDefaultAsync(c => c.Id == id, ct) is not { } communication)
            return new NotFound("communication");
        if (communication.Version != edit.Version)
            return new ChangedMeanwhile();
        if (!communication.Status.IsWaiting())
            return new Refused("communication.not-waiting", "It has left or was cancelled: it can no longer be changed.");
        if (communication.Origin == Origin.Answer)
            return await EditAnswer(communication, edit, ct);
        if (communication.Origin != Origin.Agent)
            return new Refused("communication.by-hand", "A member wrote it: it can be changed or cancelled.");

        var facts = (await readSituation.Run([communication.AccountId], ct)).Single();
        var at = MomentOf(communication, edit, facts.Zone);
        if (WrongMoment(at, communication, edit.SendOn, facts) is { } wrongMoment)
            return wrongMoment;
        if (ChosenRecipients.Among(facts, edit.To, edit.Copies) is not { } recipients)
            return NoRecipients;
        var asked = communication.Facts.Asked;
        if (TakeFacts(communication, facts) is { } nothingToSay)
            return nothingToSay;
        var tone = edit.Tone ?? communication.Tone;
        var words = EditedWords.Of(facts, communication, edit.Subject, edit.Text, tone, edit.SendOn);
        if (StillSaysTheOldFigures(communication, words, asked) is { } outdated)
            return outdated;
        if (Unexplained(communication, words, edit.SendOn, facts) is { } figures)
            return figures;

        if (communication.Edit(edit.SendOn, at, recipients, words, tone, facts.FirstDay) is { } problem)
            return problem;
        communication.ApproveAsEdited(member.Id, today.Now);
        await endTasks.Run(id, "message-edited", ct);
        return await db.Save(ct);
    }

    /// <summary>An answer has no plan to keep to: its words and its moment are the member's.</summary>
    private async Task<Result<Done>> EditAnswer(Communication answer, Edit edit, CancellationToken ct)
    {
        var facts = (await readSituation.Run([answer.AccountId], ct)).Single();
        var at = MomentOf(answer, edit, facts.Zone);
        if (Past(at, answer, edit.SendOn, facts) is { } past)
            return past;
        if (ChosenRecipients.Among(facts, edit.To, edit.Copies) is not { } recipients)
            return NoRecipients;
        var words = EditedWords.Of(facts, answer, edit.Subject, edit.Text, answer.Tone, edit.SendOn);
        if (answer.Edit(edit.SendOn, at, recipients, words, answer.Tone, SendWindow.LocalDay(today.Now, facts.Zone)) is { } problem)
            return problem;
        answer.ApproveAsEdited(member.Id, today.Now);
        return await db.Save(ct);
    }

    private static Invalid NoRecipients =>
        new("recipients", "communication.recipient", "Choose recipients among the contacts of the account that can receive mail.");

    /// <summary>A form knows minutes, the plan seconds: the same minute of the same day is no change.</summary>
    private static DateTimeOffset MomentOf(Communication communication, Edit edit, TimeZoneInfo zone)
    {
        var planned = TimeZoneInfo.ConvertTime(communication.SendAt, zone).DateTime;
        var asked = edit.SendOn.ToDateTime(edit.SendAt);
        return asked == planned.Date.Add(new TimeSpan(planned.Hour, planned.Minute, 0))
            ? communication.SendAt
            : new DateTimeOffset(asked, zone.GetUtcOffset(asked)).ToUniversalTime();
    }

    // A moment that passed while the message waited for a person is not the fault of who corrects its words: it then leaves at once.
    private Invalid? Past(DateTimeOffset at, Communication communication, DateOnly day, AccountFacts facts) =>
        at < today.Now.AddMinutes(-1) && (at != communication.SendAt || day < SendWindow.LocalDay(today.Now, facts.Zone))
            ? new("sendOn", "communication.past-moment", "That moment has passed: choose a later one.")
            : null;

    private Invalid? WrongMoment(DateTimeOffset at, Communication communication, DateOnly day, AccountFacts facts)
    {
        if (Past(at, communication, day, facts) is { } past)
            return past;
        if (!facts.Calendar.IsOpen(day))
            return new("sendOn", "communication.closed-day", "That is no business day of the customer.");
        if (!facts.Policy.Window.Contains(at, facts.Zone))
        {
            var (opens, closes) = facts.Policy.Window;
            return new(
                "sendAt",
                "communication.closed-hour",
                $"Messages leave between {opens:HH\\:mm} and {closes:HH\\:mm} of the customer."
            )
            {
                Values = [opens, closes],
            };
        }
        var last = facts.History.LastOrDefault(h => !h.Message.Skipped);
        if (last is null)
            return null;
        var from = facts.Calendar.Away(last.Message.On, facts.Policy.MinimumGapBusinessDays);
        return day >= from
            ? null
            : new("sendOn", "communication.too-soon", $"A message went out on {last.Message.On:O}: the next may leave on {from:O}.")
            {
                Values = [last.Message.On, from],
            };
    }

    /// <summary>When the figures changed since it was written, it stands for those of today from now on: else no edit could ever mend it.</summary>
    private static Refused? TakeFacts(Communication communication, AccountFacts facts)
    {
        var plan = facts.Plan();
        if (plan.Next is not { } planned)
            return new("communication.nothing-to-say", "Nothing is to be asked of this account any more: the message will be cancelled.");
        var asPinned = communication.AsWaiting() with { IsPinned = true };
        if (
            PlanChanges.Between(asPinned, plan, facts.Situation.UnallocatedCredit) is not PlanChange.Nothing
            || !facts.HasStill(communication.Files)
        )
        {
            var written = WriteMessage.For(facts, planned, plan);
            communication.StandsFor(planned.Stage, written.Facts, written.Files);
        }
        return null;
    }

    /// <summary>The lock cannot tell what is owed from what was owed once: the total of an invoice explains both. So the words have to change.</summary>
    private static Invalid? StillSaysTheOldFigures(Communication communication, MessageWords words, IReadOnlyList<Money> asked) =>
        communication.Facts.Asked.SequenceEqual(asked)
        || !EditedText.IsSame(words.Text, communication.Text)
        || !communication.Text.Any(char.IsDigit)
            ? null
            : new("text", "communication.old-figures", "The figures have changed since this was written: correct them in the text.");

    private static Invalid? Unexplained(Communication communication, MessageWords words, DateOnly sendOn, AccountFacts facts)
    {
        if (communication.Stage is not { } stage)
            return null;
        var brief = WriteMessage.Brief(facts, communication.Facts, stage, communication.Tone, sendOn, 0) with
        {
            Language = communication.Language,
        };
        foreach (var (field, said) in new[] { ("subject", words.Subject), ("text", words.Text) })
        {
            var unexplained = NumberLock.Check(brief, said).Select(u => u.Text).Distinct().ToList();
            if (unexplained.Count == 0)
                continue;
            var listed = string.Join(", ", unexplained);
            return new(field, "communication.unexplained", $"The ledger does not explain: {listed}.") { Values = [listed] };
        }
        return null;
    }
}
