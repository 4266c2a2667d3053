using Amiable.Accounts;
using Amiable.Communications;
using Amiable.FollowUp;

namespace Amiable.Instructions;

/// <summary>Changes the next message to an account as its form does: its day, its tone, a sentence more; or sends it now.</summary>
public sealed class ChangeNextMessage(
    ShowAccount showAccount,
    ShowCommunicationToEdit showToEdit,
    EditCommunication edit,
    SendCommunicationNow sendNow,
    PauseFollowUps pause,
    CurrentMember member
)
{
    public async Task<AgentAnswer> Run(Account account, Command command, CancellationToken ct)
    {
        if ((await showAccount.Run(account.Id, ct)).Value?.Waiting is not { } waiting)
            return await NothingWaits(account, command, ct);
        // A member answers for what leaves: nobody else changes or sends it.
        if (member.Name is null)
            return new("next.member-only", [account.Name]);
        if (command is SendNow)
            return (await sendNow.Run(waiting.Id, waiting.Version, ct)).Problem is { } kept
                ? DoCommand.Refused(kept)
                : new("done.sent", [account.Name]) { Link = $"/communications/{waiting.Id.Value}" };
        var form = await showToEdit.Run(waiting.Id, ct);
        if (form.Value is not { } shown)
            return DoCommand.Refused(form.Problem!);
        if ((await edit.Run(waiting.Id, Changed(shown, command), ct)).Problem is { } problem)
            return DoCommand.Refused(problem);
        return Done(account, command) with
        {
            Undo = new(UndoKind.GiveBack, waiting.Id.Value),
            Link = $"/communications/{waiting.Id.Value}",
        };
    }

    /// <summary>No message waits: what is not to come before a day rests until the day before; everything else has nothing to change.</summary>
    private async Task<AgentAnswer> NothingWaits(Account account, Command command, CancellationToken ct)
    {
        if (command is not RescheduleFollowUp move)
            return new("next.none", [account.Name]);
        return (await pause.Run(account.Id, PauseReason.Other, null, move.On.AddDays(-1), ct)).Problem is { } problem
            ? DoCommand.Refused(problem)
            : new("done.not-before", [account.Name, DoCommand.Day(move.On)]) { Undo = new(UndoKind.Resume, account.Id.Value) };
    }

    private static EditCommunication.Edit Changed(CommunicationToEdit shown, Command command)
    {
        var message = shown.Message;
        var planned = TimeZoneInfo.ConvertTime(message.SendAt, shown.Zone).DateTime;
        return new(
            command is RescheduleFollowUp move ? move.On : DateOnly.FromDateTime(planned),
            new(planned.Hour, planned.Minute),
            message.Subject,
            command is AddNoteToNextMessage note ? WithNote(message.Text, note.Text) : message.Text,
            [.. message.Recipients.Where(r => !r.IsCopy).Select(r => r.Contact)],
            [.. message.Recipients.Where(r => r.IsCopy).Select(r => r.Contact)],
            message.Version,
            command is ChangeTone tone ? tone.Tone : null
        );
    }

    /// <summary>Behind the greeting and the first paragraph, where what is asked has been said.</summary>
    private static string WithNote(string text, string note)
    {
        var paragraphs = text.ReplaceLineEndings("\n").Split("\n\n").ToList();
        var sentence = char.ToUpperInvariant(note[0]) + note[1..].TrimEnd();
        paragraphs.Insert(Math.Min(2, paragraphs.Count), sentence[^1] is '.' or '!' or '?' ? sentence : sentence + ".");
        return string.Join("\n\n", paragraphs);
    }

    private static AgentAnswer Done(Account account, Command command) =>
        command switch
        {
            RescheduleFollowUp move => new("done.moved", [account.Name, DoCommand.Day(move.On)]),
            ChangeTone tone => new($"done.tone.{tone.Tone}", [account.Name]),
            AddNoteToNextMessage note => new("done.noted", [account.Name, note.Text]),
            _ => new("nothing", []),
        };
}
