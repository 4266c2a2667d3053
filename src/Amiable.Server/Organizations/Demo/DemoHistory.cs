using Amiable.Accounts;
using Amiable.Communications;
using Amiable.FollowUp;
using Amiable.Mail.Mime;
using Amiable.Platform;

namespace Amiable.Organizations.Demo;

/// <summary>What the agent would have written to a demo customer in the last weeks: the real planner and the real writer, walked through the calendar.</summary>
internal static class DemoHistory
{
    public static IEnumerable<(Communication Message, OutgoingMessage Mail)> Of(
        DemoLedger ledger,
        Organization organization,
        MemberId approver,
        DateOnly today,
        DateTimeOffset now
    )
    {
        List<HistoryLine> history = [];
        List<EarlierMail> earlier = [];
        Communication? last = null;
        for (var day = today.AddDays(-75); day <= today; day = day.AddDays(1))
        {
            var facts = Facts(ledger, organization, history, day);
            if (ledger is { Reply: not null, Heard: null } && last?.SendOn < day && AnswersOn(ledger, last, facts, day))
                ledger.Hear(last, day, facts.Zone);
            if (day == today || ledger.IsHeldOn(day))
                continue;
            // What is planned for a later day is looked at again on that day: facts may change until then.
            if (facts.Plan() is not { Next: { } next } plan || next.SendOn > day)
                continue;
            var message = Sent(facts, plan, next, history, earlier, approver, now);
            InvoiceId[] about = [.. message.Facts.About.Concat(message.Facts.Upcoming).Select(i => i.Invoice)];
            last = message;
            history.Add(new(message.Id, new(message.SendOn, message.Stage, message.Tone, about)));
            var conversation = earlier.Where(e => e.Thread == message.Thread).Select(e => e.MailId).Reverse();
            yield return (message, MailOfMessage.Of(message, organization, null, [.. conversation], message.SentAt!.Value));
            earlier.Insert(0, new(message.Thread, message.MailId!, about));
        }
    }

    private static bool AnswersOn(DemoLedger ledger, Communication message, AccountFacts facts, DateOnly day) =>
        day >= ledger.AnswersOn && (facts.Calendar.IsOpen(day) || day == ledger.AnswersOn) && ledger.CanAnswer(message);

    private static Communication Sent(
        AccountFacts facts,
        FollowUpPlan plan,
        PlannedMessage next,
        List<HistoryLine> history,
        List<EarlierMail> earlier,
        MemberId approver,
        DateTimeOffset now
    )
    {
        var at = facts.MomentOn(next.SendOn, DateTimeOffset.MinValue)!.Value;
        var step = history.Count == 0 ? "first" : $"after {history[^1].Id.Value:N}";
        var message = new Communication(
            Ids.New<CommunicationId>(at),
            facts.Account.Id,
            Origin.Agent,
            step,
            CommunicationStatus.AwaitingApproval,
            at.AddDays(-2)
        );
        var written = WriteMessage.For(facts, next, plan);
        message.Write(next, written.Facts, facts.Language, written.Recipients, written.Words, written.Files);
        message.MoveTo(next.SendOn, at);
        message.Approve(approver, at.AddHours(-3));
        message.Claim("{}");
        message.GoesOutAs(
            MailBytes.IdOf(message.Id.Value, facts.Organization.AgentEmail),
            Conversations.GoesOnWith(message.Facts, earlier)
        );
        message.WasSent(at < now ? at : now);
        return message;
    }

    internal static AccountFacts Facts(DemoLedger ledger, Organization organization, List<HistoryLine> history, DateOnly day)
    {
        var invoices = ledger.AsOf(day);
        var details = ledger.Account.Details;
        return new()
        {
            Organization = organization,
            Account = ledger.Account,
            Contacts = ledger.Contacts,
            Invoices = invoices.ToDictionary(i => i.Id),
            History = [.. history],
            Calendar = BusinessCalendar.For(details.Country, details.Region),
            Zone = TimeZoneInfo.FindSystemTimeZoneById(TimeZones.Of(details.Country, details.Region) ?? organization.TimeZone),
            FirstDay = day,
            Situation = new()
            {
                AccountId = ledger.Account.Id,
                Invoices = [.. invoices.Select(OpenInvoices.Of)],
                Messages = [.. history.Select(h => h.Message)],
                Reach = ledger.Contacts.Any(c => c.CanReceive) ? Channel.Email : null,
                IsPaused = ledger.Account.IsPausedOn(day) && ledger.Account.PausedOn <= day,
                EasedOn = ledger.Credits.Where(c => c.On <= day).Select(c => (DateOnly?)c.On).Max(),
            },
        };
    }
}
