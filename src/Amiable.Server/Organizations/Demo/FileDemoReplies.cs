using System.Globalization;
using Amiable.Communications;
using Amiable.FollowUp;
using Amiable.Inbound;
using Amiable.Mail.Mime;
using Amiable.Reading;
using Amiable.Tasks;

namespace Amiable.Organizations.Demo;

/// <summary>Takes in what customers of the demo answered, as the mails they wrote and on the days they wrote them, and deals with the tasks as the members did.</summary>
internal sealed class FileDemoReplies(
    AppDb db,
    Organization organization,
    Member claire,
    Member karim,
    DateTimeOffset now,
    ILogger<AskAboutReply> log
)
{
    public async Task Run(IEnumerable<DemoLedger> ledgers, CancellationToken ct)
    {
        foreach (var ledger in ledgers.Where(l => l.Heard is not null).OrderBy(l => l.Heard!.At))
        {
            var heard = ledger.Heard!;
            var mail = await Mail(ledger, heard, ct);
            var message = MimeMessage.Parse(mail.Bytes);
            mail.Describe(message.From[0].Name, message.From[0].Address, message.Subject, FileReceived.TextOf(message));
            db.Add(mail);
            var then = new Today(new ClockAt(heard.At));
            var ask = new AskAboutReply(db, new RaiseNeeds(db, then), then, log);
            await new FileReceived(db, ask, then).Run(mail, message, ledger.Account.Id, heard.To.Thread, MatchReason.Thread, ct);
            var task = db.Tasks.Local.Single(t => t.CommunicationId == mail.CommunicationId);
            if (heard.Reply.IsPaid)
                task = AsItWasOwed(task, ledger, heard);
            if (heard.Reply.IsKarims)
                db.Add(new TaskAssignment(then.NewId<TaskAssignmentId>(), task.Id, karim.Id));
            Deal(task, heard);
            await db.SaveChangesAsync(ct);
        }
        db.ChangeTracker.Clear();
    }

    private async Task<InboundMail> Mail(DemoLedger ledger, DemoHeard heard, CancellationToken ct)
    {
        var (to, contact) = (heard.To, ledger.Contacts[0]);
        var id = Ids.New<InboundMailId>(heard.At);
        var named = heard.Named.ToString(
            ledger.Account.Details.Country == "DE" ? "dd.MM.yyyy" : "dd/MM/yyyy",
            CultureInfo.InvariantCulture
        );
        var said = string.Format(CultureInfo.InvariantCulture, heard.Reply.Text, heard.About.Number, named);
        var bytes = await MailBytes.Of(
            new()
            {
                From = new(contact.FullName, contact.Email!),
                To = [new(organization.AgentName, organization.AgentEmail)],
                Subject = $"Re: {to.Subject}",
                Date = heard.At,
                MessageId = MailBytes.IdOf(id.Value, contact.Email!),
                InReplyTo = to.MailId,
                References = [to.MailId!],
                Text = $"{said}\n\n> {to.Text.ReplaceLineEndings("\n> ")}\n",
                Boundary = $"{id.Value:N}",
            },
            ct
        );
        return new(id, bytes, MailFingerprint.Of(MimeMessage.Parse(bytes)), heard.At);
    }

    // What was paid since is no longer open, and was not found by the reader.
    private HumanTask AsItWasOwed(HumanTask task, DemoLedger ledger, DemoHeard heard)
    {
        var about = ledger.AsOf(heard.On).FindAll(i => i.Id == heard.About.Id);
        var facts = new Dictionary<string, string>(task.Facts);
        foreach (var (name, value) in AddTask.FactsOf(task.Facts["said"], new(task.Kind), about))
            facts[name] = value;
        db.Entry(task).State = Microsoft.EntityFrameworkCore.EntityState.Detached;
        var asked = new HumanTask(task.Id, task.Kind, task.Key, task.AccountId, facts, task.CreatedAt, task.CommunicationId);
        db.Add(asked);
        return asked;
    }

    private void Deal(HumanTask task, DemoHeard heard)
    {
        var (reply, by, at) = (heard.Reply, heard.Reply.IsKarims ? karim : claire, Earlier(heard.At.AddMinutes(50)));
        if (reply.Remark is { } remark)
            task.Say(by.FullName, remark, at);
        if (reply.Outcome == DemoOutcome.Asked)
            task.WaitForCustomer();
        else if (reply.Outcome == DemoOutcome.Dropped)
            task.Cancel("by-member", at);
        else if (reply.IsDealtWith)
            task.Close(Outcome(task, heard), at);
    }

    // The words of the agent about what was answered to the task.
    private static string Outcome(HumanTask task, DemoHeard heard) =>
        heard.Reply.Outcome switch
        {
            DemoOutcome.Promised or DemoOutcome.Kept or DemoOutcome.Broken => $"{TaskAnswer.WaitUntil} {heard.Named:yyyy-MM-dd}",
            DemoOutcome.Arrived => $"{TaskAnswer.PaymentArrived} {heard.On:yyyy-MM-dd}",
            _ => $"{task.Kind.Answers()[0]}",
        };

    private DateTimeOffset Earlier(DateTimeOffset at) => at < now ? at : now.AddMinutes(-5);

    /// <summary>A clock that stands, at the moment something happened.</summary>
    private sealed class ClockAt(DateTimeOffset moment) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => moment.ToUniversalTime();
    }
}
