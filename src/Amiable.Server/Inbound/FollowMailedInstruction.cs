using Amiable.Instructions;
using Amiable.Mail.DeliveryReports;
using Amiable.Mail.Mime;
using Amiable.Reading.Instructions;
using Amiable.Tasks;

namespace Amiable.Inbound;

/// <summary>
/// A mail to the agent from a member, or from who is in charge of an account, that tells it to do something: proven to be theirs, and naming an account they may
/// speak of. What is asked back, refused or asked becomes a task, so that somebody sees it; what was done stands on the page of the account.
/// </summary>
public sealed class FollowMailedInstruction(
    AppDb db,
    CurrentMember currentMember,
    ReadKnownAccounts readKnown,
    FindMailWriter findMailWriter,
    FollowInstruction follow,
    AddTask addTask,
    Today today
)
{
    private const int MostInSubject = 200;

    /// <returns>Whether it was one.</returns>
    public async Task<bool> Run(InboundMail mail, MimeMessage message, string text, CancellationToken ct)
    {
        if (AutomaticAnswer.Is(message) || await findMailWriter.Run(message, ct) is not { } writer)
            return false;
        var known = await readKnown.Run($"{message.Subject}\n{text}", null, writer.Only, ct);
        if (known.Count == 0)
            return false;
        var read = InstructionReader.Read(new(text, today.Now, known) { About = known.Count == 1 ? known[0].Id : null });
        // What says nothing to do, or nobody knows what, is a mail like any other: a person reads it.
        if (!read.Commands.Any(c => c.Command is not Unclear { About: UnclearAbout.Intent }))
            return false;
        mail.BecomeRemark();
        if ((await db.Save(ct)).Problem is not null)
            return true;
        if (writer.Member is { } member)
            currentMember.Is(member, writer.Name);
        var account = read.Commands.Select(c => (c.Command as AccountCommand)?.Account).FirstOrDefault(a => a is not null) ?? known[0].Id;
        var told = await follow.Run(
            account,
            new(text)
            {
                By = writer.Name,
                Only = writer.Only,
                NamesItsAccount = known.Count > 1,
            },
            ct
        );
        if (told.Value is { } turn && turn.Answers.Any(a => !a.Code.StartsWith("done.", StringComparison.Ordinal)))
            await Ask(message, account, ct);
        return true;
    }

    private async Task Ask(MimeMessage message, AccountId account, CancellationToken ct)
    {
        var subject = message.Subject.Trim() is { Length: > 0 } written ? written : "E-mail";
        await addTask.Run(subject.Length > MostInSubject ? subject[..MostInSubject] : subject, account, ct);
    }
}
