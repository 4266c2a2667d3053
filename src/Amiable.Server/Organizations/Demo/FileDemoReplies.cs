using System.Globalization;
using Amiable.Accounts;
using Amiable.Communications;
using Amiable.FollowUp;
using Amiable.Inbound;
using Amiable.Invoices;
using Amiable.LatePayment;
using Amiable.Mail.Mime;
using Amiable.Reading;
using Amiable.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Organizations.Demo;

/// <summary>Takes in what customers of the demo answered, as the mails they wrote and on the days they wrote them, and deals with the tasks as the members did.</summary>
internal sealed class FileDemoReplies(
    AppDb db,
    Organization organization,
    Member claire,
    Member karim,
    DateTimeOffset now,
    IServiceProvider services
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
            await File(mail, message, ledger, heard, ct);
            await db.SaveChangesAsync(ct);
            await LetAnswerLeave(mail.CommunicationId!.Value, heard, ct);
            await db.SaveChangesAsync(ct);
        }
        db.ChangeTracker.Clear();
    }

    private async Task File(InboundMail mail, MimeMessage message, DemoLedger ledger, DemoHeard heard, CancellationToken ct)
    {
        var then = new Today(new ClockAt(heard.At));
        var declare = new RecordDeclaration(db, services.GetRequiredService<CurrentMember>(), then);
        var act = new ActOnReply(
            db,
            new(db, services.GetRequiredService<ListDocuments>(), services.GetRequiredService<ReadClaimed>(), then),
            new(db, declare, then),
            new(db, then),
            services.GetRequiredService<ReadReply>(),
            services.GetRequiredService<DetectNamedAccount>(),
            new(db, new(db, then), then),
            services.GetRequiredService<ILogger<ActOnReply>>()
        );
        await new FileReceived(db, act, then).Run(mail, message, ledger.Account.Id, heard.To.Thread, MatchReason.Thread, ct);
        var task = db.Tasks.Local.SingleOrDefault(t => t.CommunicationId == mail.CommunicationId);
        if (heard.Reply.Outcome == DemoOutcome.Kept)
            Keep(task!, mail.CommunicationId!.Value, heard, then);
        else if (task is not null)
        {
            if (heard.Reply.IsPaid)
                task = AsItWasOwed(task, ledger, heard);
            if (heard.Reply.IsKarims)
                db.Add(new TaskAssignment(then.NewId<TaskAssignmentId>(), task.Id, karim.Id));
            Deal(task, heard);
        }
    }

    // What was paid since was not there for the reader to find: it had noted the promise.
    private void Keep(HumanTask task, CommunicationId said, DemoHeard heard, Today then)
    {
        db.Entry(task).State = EntityState.Detached;
        var promise = new PaymentDeclaration(
            then.NewId<PaymentDeclarationId>(),
            task.AccountId!.Value,
            DeclarationKind.Promise,
            [new(heard.About.Id, heard.About.Number)],
            heard.Named,
            heard.At,
            said
        );
        promise.Resolve(DeclarationResolution.InvoicesSettled, null, null, new DateTimeOffset(heard.Named, new(11, 0), TimeSpan.Zero));
        db.Add(promise);
    }

    /// <summary>What the agent answered days ago was approved and left; today's still waits.</summary>
    private async Task LetAnswerLeave(CommunicationId received, DemoHeard heard, CancellationToken ct)
    {
        var step = $"answer {received.Value:N}";
        if (heard.Reply.Ago < 1 || await db.Communications.SingleOrDefaultAsync(c => c.Step == step, ct) is not { } answer)
            return;
        var at = Earlier(heard.At.AddMinutes(40));
        answer.Approve(claire.Id, at);
        answer.Claim("{}");
        answer.GoesOutAs(MailBytes.IdOf(answer.Id.Value, organization.AgentEmail), heard.To.Thread);
        answer.WasSent(at);
        await db.SaveChangesAsync(ct);
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
        foreach (var (name, value) in RecordSaid.FactsOf(task.Facts["said"], new(TaskKind.PaymentAnnounced), about))
            facts[name] = value;
        db.Entry(task).State = EntityState.Detached;
        var asked = new HumanTask(
            task.Id,
            TaskKind.PaymentAnnounced,
            task.Key,
            task.AccountId,
            facts,
            task.CreatedAt,
            task.CommunicationId
        );
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
