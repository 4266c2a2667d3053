using Amiable.FollowUp;
using Amiable.Writing;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Communications;

/// <summary>Change the day, the recipients or the words of a message before it goes out. It is then pinned: the agent leaves it alone.</summary>
public sealed class EditCommunication(AppDb db, ReadSituation readSituation, Today today)
{
    public sealed record Edit(
        DateOnly SendOn,
        TimeOnly SendAt,
        string Subject,
        string Text,
        IReadOnlyList<ContactId> To,
        IReadOnlyList<ContactId> Copies,
        int Version
    );

    public async Task<Result<Done>> Run(CommunicationId id, Edit edit, CancellationToken ct)
    {
        if (await db.Communications.SingleOrDefaultAsync(c => c.Id == id, ct) is not { } communication)
            return new NotFound("communication");
        if (communication.Version != edit.Version)
            return new ChangedMeanwhile();

        var facts = (await readSituation.Run([communication.AccountId], ct)).Single();
        var reachable = facts.Contacts.Where(c => c.CanReceive).ToDictionary(c => c.Id);
        if (edit.To.Concat(edit.Copies).Any(c => !reachable.ContainsKey(c)))
            return new Invalid(
                "recipients",
                "communication.recipient",
                "Choose recipients among the contacts of the account that can receive mail."
            );
        var at = LocalMoment(edit.SendOn, edit.SendAt, facts.Zone);
        if (at < today.Now.AddMinutes(-1))
            return new Invalid("sendOn", "communication.past-moment", "That moment has passed: choose a later one.");
        if (!facts.Calendar.IsOpen(edit.SendOn) || !facts.Policy.Window.Contains(at, facts.Zone))
            return new Invalid(
                "sendOn",
                "communication.closed",
                "Messages leave on business days of the customer, inside the hours of sending."
            );
        if (
            communication.Stage is { } stage
            && NumberLock.Check(
                WriteMessage.Brief(facts, communication.Facts, stage, communication.Tone, edit.SendOn, 0),
                $"{edit.Subject}\n{edit.Text}"
            )
                is { Count: > 0 } unexplained
        )
            return new Invalid(
                "text",
                "communication.unexplained",
                $"The ledger does not explain: {string.Join(", ", unexplained.Select(u => u.Text))}."
            );

        IReadOnlyList<Recipient> recipients =
        [
            .. edit.To.Select(c => Of(reachable[c], false)),
            .. edit.Copies.Except(edit.To).Select(c => Of(reachable[c], true)),
        ];
        var words = new MessageWords(
            edit.Subject,
            edit.Text,
            communication.Text == edit.Text ? communication.Html : EditedText.AsHtml(edit.Text, communication.Language)
        );
        if (communication.Edit(edit.SendOn, at, recipients, words, SendWindow.LocalDay(today.Now, facts.Zone)) is { } problem)
            return problem;
        return await db.Save(ct);
    }

    private static Recipient Of(Contacts.Contact contact, bool copy) => new(contact.Id, contact.FullName, contact.Email!, copy);

    private static DateTimeOffset LocalMoment(DateOnly day, TimeOnly time, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(time);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
