using Amiable.Communications;
using Amiable.Instructions;
using Amiable.Mail.DeliveryReports;
using Amiable.Mail.Mime;
using Amiable.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Inbound;

/// <summary>
/// Finds out what a stored mail is: a report of a mail server, a customer's message, or one for a person to look at. Done again from the start when the
/// process ended in the middle: nothing of it is saved before all of it.
/// </summary>
public sealed class MatchMail(
    AppDb db,
    ReadClues readClues,
    FileReceived fileReceived,
    FileTaskReply fileTaskReply,
    FollowMailedInstruction followMailed,
    TakeMailedDocuments takeMailedDocuments,
    FollowInstruction followInstruction,
    AnswerTask answerTask,
    CurrentMember currentMember,
    RecordDelivery recordDelivery
)
{
    public async Task Run(InboundMailId id, CancellationToken ct)
    {
        if (await db.InboundMails.SingleOrDefaultAsync(m => m.Id == id && m.State == InboundState.New, ct) is not { } mail)
            return;
        var message = MimeMessage.Parse(mail.Bytes);
        var text = FileReceived.TextOf(message);
        var from = message.From.FirstOrDefault();
        mail.Describe(from?.Name ?? "", from?.Address ?? "", message.Subject, text);
        var reports = BounceReading.Read(message).Where(r => r.Kind != ReportKind.AutoReply).ToList();
        if (await IsOurOwn(from?.Address, ct))
            mail.SetAside();
        else if (reports.Count > 0)
        {
            // Whether or not it is about a message of ours: it is nobody's answer.
            mail.BecomeReport();
        }
        else if (await fileTaskReply.Run(mail, message, text, ct) is { } reply)
        {
            if ((await db.Save(ct)).Problem is null)
                await Follow(reply, ct);
            return;
        }
        else if (await followMailed.Run(mail, message, text, ct) || await takeMailedDocuments.Run(mail, message, ct))
            return;
        else
            await File(mail, message, text, ct);
        // Who is overtaken has nothing left to do: somebody else matched it.
        if (reports.Count == 0 || mail.State != InboundState.Report)
        {
            await db.Save(ct);
            return;
        }
        // What a report changes may be lost to somebody who saves the same contact: it is tried again there, in the same transaction as this.
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if ((await db.Save(ct)).Problem is null)
            await recordDelivery.Run(reports, mail.ReceivedAt, ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>What a colleague answered in one word is done as if by the button, and told as theirs. What cannot be done stays a remark, and the task open.</summary>
    private async Task Follow(TaskReply reply, CancellationToken ct)
    {
        if (reply.Member is var (id, name))
            currentMember.Is(id, name);
        if (reply.Answer is not { } answer)
        {
            if (reply.Account is { } account && reply.Words is { } words)
                await followInstruction.Run(account, words, ct);
            return;
        }
        // To let messages go, a member answers for it.
        if (reply.Member is null && answer == TaskAnswer.LetThemGo)
            return;
        await answerTask.Run(reply.Task, answer, ct);
    }

    private async Task File(InboundMail mail, MimeMessage message, string text, CancellationToken ct)
    {
        var found = await readClues.Run(message, text, ct);
        var match = MailMatching.Of(found.Clues);
        if (match.Account is { } account)
            await fileReceived.Run(mail, message, account, found.Thread, match.Reason, ct);
        else
            mail.WaitForPerson(match.Reason, match.Candidates);
    }

    /// <summary>A copy of what the agent wrote, or its own mail sent back: to take it in would be to answer itself.</summary>
    private async Task<bool> IsOurOwn(string? sender, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(sender))
            return false;
        var own = await db.Organizations.Select(o => o.AgentEmail).SingleAsync(ct);
        return WithoutTag(sender).Equals(WithoutTag(own), StringComparison.OrdinalIgnoreCase);
    }

    private static string WithoutTag(string address) =>
        (address.IndexOf('+', StringComparison.Ordinal), address.LastIndexOf('@')) is (> 0 and var plus, var at) && at > plus
            ? address[..plus] + address[at..]
            : address;
}
