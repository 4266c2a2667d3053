using Amiable.Channels;
using Amiable.Communications;
using Amiable.Mail.Mime;
using Amiable.Organizations;
using Amiable.Platform.Http;
using Amiable.Platform.Notices;
using Amiable.Platform.Secrets;
using Amiable.Tasks.Pages;
using Amiable.Ui;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Tasks;

/// <summary>Writes one mail about tasks to one person, and that they were told, in one transaction: whoever is overtaken writes nothing.</summary>
public sealed partial class TellTasks(
    AppDb db,
    PostNotice postNotice,
    NoticeSignal signal,
    TagTaskAddress tagTaskAddress,
    PublicAddress address,
    SecretBox secrets,
    IConfiguration configuration,
    Today today,
    ILogger<TellTasks> log
)
{
    /// <param name="organization">In whose name.</param>
    /// <param name="reader">To whom.</param>
    /// <param name="tasks">Which tasks, in their order.</param>
    /// <param name="day">Of which day it is the mail; null for what cannot wait.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Whether it was written.</returns>
    public async Task<bool> Run(
        Organization organization,
        TaskReader reader,
        IReadOnlyList<HumanTaskId> tasks,
        DateOnly? day,
        CancellationToken ct
    )
    {
        try
        {
            var id = today.NewId<TaskNoticeId>().Value;
            foreach (var task in tasks)
                db.TaskNotices.Add(TaskNotice.Of(today.NewId<TaskNoticeId>(), reader.Address, task, id, today.Now));
            if (day is { } of)
                db.TaskNotices.Add(TaskNotice.Of(today.NewId<TaskNoticeId>(), reader.Address, of, id, today.Now));
            await Post(id, organization, reader, tasks, day, ct);
            await db.SaveChangesAsync(ct);
            signal.Ring();
            return true;
        }
        catch (DbUpdateException)
        {
            return false; // Another process told it in this very moment.
        }
        catch (MailRefused refused)
        {
            NotWritten(log, refused.Message);
            return false;
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }

    private async Task Post(
        Guid id,
        Organization organization,
        TaskReader reader,
        IReadOnlyList<HumanTaskId> tasks,
        DateOnly? day,
        CancellationToken ct
    )
    {
        var told = await Read(tasks, organization, reader, ct);
        var byOwnServer = await HasOwnServer(ct);
        var from = byOwnServer ? organization.AgentEmail : configuration["Mail:From"] ?? "amiable@localhost";
        TaskKind? scope = day is null && told is [{ Task: var only }] ? only.Kind : null;
        var stop = StopToken.Of(secrets, new(organization.Id, reader.Address, scope, IsDigest: day is not null));
        var letter = TaskLetter.Of(
            Words.For(reader.Language),
            organization,
            reader,
            told,
            tasks.Count - told.Count,
            new(address.Outside, $"{StopToken.Root}/{stop}", scope, day is not null)
        );
        var mail = new OutgoingMessage
        {
            From = new($"{organization.AgentName} · {organization.Name}", from),
            To = [new("", reader.Address)],
            ReplyTo = told is [{ ReplyTo: { } reply }] ? new(organization.AgentName, reply) : null,
            Subject = letter.Subject,
            Date = today.Now.ToUniversalTime(),
            MessageId = MailBytes.IdOf(id, from),
            Fields = Fields(new Uri(address.Outside, $"{StopToken.Root}/{stop}")),
            Text = letter.Text,
            Html = letter.Html,
            Boundary = $"{id:N}",
        };
        postNotice.Run(id, byOwnServer ? organization.Id : null, from, reader.Address, await MailBytes.Of(mail, ct));
    }

    private static IReadOnlyList<(string, string)> Fields(Uri stop) =>
        [
            ("Auto-Submitted", "auto-generated"),
            ("X-Auto-Response-Suppress", "All"),
            // RFC 8058: mail programs show a button of their own, which needs no page and no sign-in.
            ("List-Unsubscribe", $"<{stop}>"),
            ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
        ];

    /// <summary>That the company's own server takes nothing must not be told by that server.</summary>
    private async Task<bool> HasOwnServer(CancellationToken ct) =>
        await db.MailChannels.AnyAsync(c => c.Smtp != null, ct)
        && !await db.Tasks.AnyAsync(
            t => t.Kind == TaskKind.MailServerProblem && t.Status != HumanTaskStatus.Closed && t.Status != HumanTaskStatus.Cancelled,
            ct
        );

    private async Task<List<ToldTask>> Read(
        IReadOnlyList<HumanTaskId> ids,
        Organization organization,
        TaskReader reader,
        CancellationToken ct
    )
    {
        var shown = ids.Take(TaskLetter.MostTasks).ToList();
        var found = await db
            .Tasks.AsNoTracking()
            .Where(t => shown.Contains(t.Id))
            .Select(t => new
            {
                Task = t,
                Account = db.Accounts.Where(a => a.Id == t.AccountId).Select(a => a.Name).FirstOrDefault(),
                Facts = db.Communications.Where(c => c.Id == t.CommunicationId).Select(c => c.Facts).FirstOrDefault(),
                Received = db
                    .Communications.Where(c => c.Id == t.CommunicationId && c.Status == CommunicationStatus.Received)
                    .Select(c => c.Text)
                    .FirstOrDefault(),
                IsAssigned = db.TaskAssignments.Any(a => a.TaskId == t.Id && a.MemberId == reader.Member),
            })
            .ToDictionaryAsync(t => t.Task.Id, ct);
        var told = new List<ToldTask>();
        foreach (var task in shown.Where(found.ContainsKey).Select(id => found[id]))
            told.Add(
                new(
                    task.Task,
                    task.Account,
                    TaskAmounts.Of(task.Task, task.Facts),
                    task.Received,
                    task.IsAssigned,
                    await tagTaskAddress.Run(organization.AgentEmail, task.Task.Id, ct)
                )
            );
        return told;
    }

    [LoggerMessage(LogLevel.Warning, "A mail about tasks could not be written: {Why}")]
    private static partial void NotWritten(ILogger log, string why);
}
