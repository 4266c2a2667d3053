using Amiable.Contacts;
using Amiable.FollowUp;
using Amiable.Invoices;
using Amiable.Organizations;
using Amiable.Replies;
using Amiable.Writing;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Communications;

/// <summary>
/// Thanks who promised a payment that came in time: on the first day on which a message may leave, to who promised it if they can be reached. Part of the caller's
/// work: the caller saves.
/// </summary>
public sealed class ThankForPayment(AppDb db, Today today)
{
    public async Task Run(PaymentDeclaration promise, IReadOnlyList<Invoice> paid, AccountFacts facts, CancellationToken ct)
    {
        var trust = facts.Organization.ReplyRules.For(ReplyClass.Promise, facts.Organization.Autonomy);
        var said = await db.Communications.AsNoTracking().SingleOrDefaultAsync(c => c.Id == promise.CommunicationId, ct);
        var recipient = facts.Contacts.FirstOrDefault(c => c.CanReceive && c.Id == said?.From?.Contact) ?? facts.Recipient;
        if (trust == Autonomy.Observe || recipient is null)
            return;
        var status = trust == Autonomy.Auto ? CommunicationStatus.Scheduled : CommunicationStatus.AwaitingApproval;
        var message = Communication.Thanking(today.NewId<CommunicationId>(), facts.Account.Id, promise.Id, said?.Thread, status, today.Now);
        Write(message, promise, paid, facts, recipient, said);
        db.Communications.Add(message);
    }

    private void Write(
        Communication message,
        PaymentDeclaration promise,
        IReadOnlyList<Invoice> paid,
        AccountFacts facts,
        Contact recipient,
        Communication? said
    )
    {
        var day = FirstDay(facts);
        var language = said?.Language ?? facts.Language;
        var words = Words(promise, paid, facts, recipient, language, day);
        var stated = new MessageFacts
        {
            Answer = new(said?.Id, ReplyClass.Promise, [new(AnswerKind.Thanks, [.. paid.Select(i => i.Id)], promise.On)]),
            Template = $"built-in {language} {Stage.Thanks}",
        };
        message.WriteAnswer(
            new([new(recipient.Id, recipient.FullName, recipient.Email!)], words, language, stated, []),
            day,
            facts.MomentOn(day, today.Now) ?? facts.Policy.Window.At(day, facts.Zone, 0)
        );
    }

    private static MessageWords Words(
        PaymentDeclaration promise,
        IReadOnlyList<Invoice> paid,
        AccountFacts facts,
        Contact recipient,
        string language,
        DateOnly day
    )
    {
        var variant = WriteMessage.Variant(facts, Stage.Thanks, Tone.Courteous);
        var written = BuiltInWriter.Write(
            WriteMessage.Brief(facts, new(), Stage.Thanks, Tone.Courteous, day, variant) with
            {
                Language = language,
                RecipientName = PersonName.Of(recipient.FullName),
                Paid = [.. paid.Select(AccountStatement.Line)],
                PromisedOn = promise.On,
            }
        );
        return new(written.Subject, written.Text, written.Html);
    }

    private static DateOnly FirstDay(AccountFacts facts)
    {
        var last = facts.History.LastOrDefault(h => !h.Message.Skipped);
        var afterGap = last is null ? facts.FirstDay : facts.Calendar.Away(last.Message.On, facts.Policy.MinimumGapBusinessDays);
        return facts.Calendar.OnOrAfter(afterGap > facts.FirstDay ? afterGap : facts.FirstDay);
    }
}
