using Amiable.Contacts;
using Amiable.FollowUp;
using Amiable.Replies;
using Amiable.Writing;

namespace Amiable.Communications;

/// <summary>
/// Writes the agent's answer to what came in, to who wrote it and nobody else, in the same conversation. It leaves by the way of everything that leaves, or waits
/// for a member's approval. Part of the caller's work: the caller saves.
/// </summary>
public sealed class AnswerReply(AppDb db, Today today)
{
    /// <returns>False when it cannot be written: a copy that was asked for is too large to go.</returns>
    public bool Run(Communication received, ReplyAnswer answer, AccountFacts facts, Contact writer) =>
        Write(
            received,
            answer,
            facts,
            writer,
            () =>
                Communication.Answering(
                    today.NewId<CommunicationId>(),
                    received,
                    answer.NeedsNobody ? CommunicationStatus.Scheduled : CommunicationStatus.AwaitingApproval,
                    today.Now
                )
        );

    /// <summary>Tells who asked what a member decided. The member approves it by deciding.</summary>
    public void Tell(Communication received, ReplyAnswer answer, AccountFacts facts, Contact writer, MemberId by) =>
        Write(
            received,
            answer,
            facts,
            writer,
            () => Communication.TellingDecision(today.NewId<CommunicationId>(), received, by, today.Now)
        );

    /// <summary>The contact who wrote it, when they can be answered.</summary>
    public static Contact? Writer(Communication received, AccountFacts facts) =>
        facts.Contacts.FirstOrDefault(c => c.CanReceive && c.Id == received.From?.Contact);

    private bool Write(Communication received, ReplyAnswer answer, AccountFacts facts, Contact writer, Func<Communication> make)
    {
        var copies = answer.Parts.FirstOrDefault(p => p.Kind == AnswerKind.Copies)?.Invoices ?? [];
        var documents = DocumentsToSend.For(facts, [.. copies.Select(i => WriteMessage.Stated(facts.Invoices[i]))]);
        if (documents.Attached.Count + documents.ToDownload.Count < copies.Count)
            return false;
        var message = make();
        var day = SendWindow.LocalDay(today.Now, facts.Zone);
        var brief = WriteMessage.Brief(facts, new(), Stage.Thanks, Tone.Courteous, day, 0) with
        {
            Language = received.Language,
            RecipientName = PersonName.Of(writer.FullName),
            Attached = documents.AttachedNumbers,
            ToDownload = documents.ToDownload,
        };
        var written = AnswerWriter.Write(brief, ReplySubject.To(received.Subject), [.. answer.Parts.Select(p => Line(p, facts))]);
        message.WriteAnswer(
            new(
                [new(writer.Id, writer.FullName, writer.Email!)],
                new(written.Subject, written.Text, written.Html),
                received.Language,
                new()
                {
                    Answer = new(received.Id, answer.Class, answer.Parts),
                    Template = $"built-in {received.Language} answer {string.Join('+', answer.Parts.Select(p => p.Kind))}",
                },
                [.. documents.Attached, .. Statement(answer, brief, facts, day)]
            ),
            day,
            today.Now
        );
        db.Communications.Add(message);
        return true;
    }

    private static AnswerLine Line(AnswerPart part, AccountFacts facts) =>
        new(part.Kind, [.. part.Invoices.Select(i => AccountStatement.Line(facts.Invoices[i]))], part.On) { Parts = part.Parts };

    private static IEnumerable<AttachedFile> Statement(ReplyAnswer answer, MessageBrief brief, AccountFacts facts, DateOnly day) =>
        answer.Parts.Any(p => p.Kind == AnswerKind.Statement) ? [AccountStatement.Of(facts, brief.Language, day).File] : [];
}
