using Amiable.Channels;
using Amiable.Communications;
using Amiable.Instructions;
using Amiable.Mail.DeliveryReports;
using Amiable.Mail.Mime;
using Amiable.Organizations;
using Amiable.Platform.Secrets;
using Amiable.Tasks;
using Amiable.Tasks.Pages;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Inbound;

/// <summary>A member's or a referent's answer to a task, which came by mail.</summary>
/// <param name="Task">What it answers.</param>
/// <param name="Member">Who wrote it; null for a referent.</param>
/// <param name="Answer">What it answers in one word; null for words that a person reads.</param>
public sealed record TaskReply(HumanTaskId Task, (MemberId Id, string Name)? Member, TaskAnswer? Answer)
{
    /// <summary>The account of the task; null when it is about none, or a machine answered.</summary>
    public AccountId? Account { get; init; }

    /// <summary>What may tell the agent to do something.</summary>
    public Said? Words { get; init; }
}

/// <summary>
/// Puts a mail into the conversation of the task it answers: when its address carries the signed tag of the task, or it answers the mail that told of it, and when it is
/// proven to come from a member, or from who is in charge of the account. Everything else is a mail like any other. Part of the caller's work: the caller saves.
/// </summary>
public sealed class FileTaskReply(AppDb db, SecretBox secrets, Today today)
{
    private const int MostAddresses = 50;
    private const int MostInRemark = 5000;

    private static readonly string[] Recipients = ["To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To"];

    public async Task<TaskReply?> Run(InboundMail mail, MimeMessage message, string text, CancellationToken ct)
    {
        if (await db.MailChannels.AsNoTracking().SingleOrDefaultAsync(ct) is not { } channel)
            return null;
        if ((Tagged(message, channel) ?? await Told(message, ct)) is not { } id)
            return null;
        if (await db.Tasks.SingleOrDefaultAsync(t => t.Id == id, ct) is not { IsOpen: true } task)
            return null;
        if (ProvenSender.Of(message, channel.TrustedReceiver) is not { } address || await Writer(address, task, ct) is not { } writer)
            return null;
        // "I am on holiday" is nobody's answer, and nothing for the inbox either.
        if (AutomaticAnswer.Is(message))
        {
            mail.SetAside();
            return new(id, writer.Member, null);
        }
        var words = text.Length > MostInRemark ? text[..MostInRemark] : text;
        if (task.Say(writer.Name, words, today.Now) is not null)
            return null;
        mail.BecomeRemark();
        return new(id, writer.Member, OneWord(task, words))
        {
            Account = task.AccountId,
            Words = new(words)
            {
                Task = id,
                By = writer.Name,
                OnlyIfTold = true,
                // Who is no member speaks for the account they are in charge of.
                Only = writer.Member is null && task.AccountId is { } own ? [own] : null,
            },
        };
    }

    private HumanTaskId? Tagged(MimeMessage message, MailChannel channel) =>
        ReplyKeys.Read(channel.ReplyKey, secrets) is not { } key
            ? null
            : Recipients
                .SelectMany(name => message.Headers.All(name))
                .SelectMany(header => Mailbox.ReadList(header.Text).Take(MostAddresses))
                .Take(MostAddresses)
                .Select(mailbox => ReplyTag.ReadTask(mailbox.Address, key))
                .FirstOrDefault(id => id is not null);

    /// <summary>The one task that the answered mail told of. Of several nobody knows which is meant.</summary>
    private async Task<HumanTaskId?> Told(MimeMessage message, CancellationToken ct)
    {
        var mails = message
            .InReplyTo.Select(id => Guid.TryParseExact(id.Split('@')[0], "N", out var mail) ? mail : (Guid?)null)
            .OfType<Guid>()
            .Take(MostAddresses)
            .ToList();
        if (mails.Count == 0)
            return null;
        var told = await db
            .TaskNotices.Where(n => n.MailId != null && mails.Contains(n.MailId.Value) && n.TaskId != null)
            .Select(n => n.TaskId!.Value)
            .Distinct()
            .Take(2)
            .ToListAsync(ct);
        return told is [var only] ? only : null;
    }

    private async Task<(string Name, (MemberId, string)? Member)?> Writer(string address, HumanTask task, CancellationToken ct)
    {
        if (await db.Members.AsNoTracking().SingleOrDefaultAsync(m => m.Email == address, ct) is { } member)
            return (member.FullName, (member.Id, member.FullName));
        var inCharge = await db.Referents.AsNoTracking().Where(r => r.AccountId == task.AccountId).ToListAsync(ct);
        return inCharge.Find(r => Member.Address(r.Email) == address) is { } referent ? (referent.FullName, null) : null;
    }

    /// <summary>Only the very words of a button, alone on the first line: anything else is for a person to read.</summary>
    private static TaskAnswer? OneWord(HumanTask task, string text)
    {
        var first = Plain(text.ReplaceLineEndings("\n").Split('\n', 2)[0]);
        var meant = TaskLetter.OneWordAnswers(task).Where(a => Ui.Words.Spoken.Any(l => Plain(Ui.Words.For(l).Of(a)) == first)).ToList();
        return meant is [var only] ? only : null;
    }

    private static string Plain(string words) =>
        string.Join(
                ' ',
                words
                    .Replace('’', '\'')
                    .Split([' ', '\t', '\u00a0', '\u202f'], StringSplitOptions.RemoveEmptyEntries)
                    .Select(w => w.Trim('.', '!', '"', '“', '”', '«', '»', ','))
                    .Where(w => w.Length > 0)
            )
            .ToLowerInvariant();
}
