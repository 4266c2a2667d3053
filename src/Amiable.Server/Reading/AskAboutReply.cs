using Amiable.Accounts;
using Amiable.Communications;
using Amiable.FollowUp;
using Amiable.Invoices;
using Amiable.Mail.Replies;
using Amiable.Reading.Replies;
using Amiable.Replies;
using Amiable.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Reading;

/// <summary>
/// Reads what a customer answered and asks the team what follows from it: about these invoices, this day, this address. What is contested rests at once; nothing
/// else is done on a customer's word. Part of the caller's work: the caller saves.
/// </summary>
public sealed partial class AskAboutReply(AppDb db, RaiseNeeds raiseNeeds, Today today, ILogger<AskAboutReply> log)
{
    private const int MostSaid = 280;

    public async Task Run(Communication received, TrimmedReply text, DateTimeOffset sentAt, CancellationToken ct)
    {
        var open = await Open(received.AccountId, ct);
        var reading = Read(received, text, sentAt, open);
        var question = reading is null
            ? new ReplyQuestion(TaskKind.UnclearReply)
            : ReplyPolicy.Ask(
                reading,
                [.. open.Select(Planned)],
                received.SendOn,
                received is { From.Contact: not null } or { ThreadId: not null }
            );
        if (question.Kind != TaskKind.UnclearReply && await IsAsked(question, received.AccountId, ct))
            // It says more about something that is being looked at: somebody reads it.
            question = new(TaskKind.UnclearReply);
        var about = open.FindAll(i => question.Invoices.Contains(i.Id));
        var said = Said(reading, text.NewText);
        if (question.Reason is { } reason)
            Contest(about, reason, said, received.SendOn);
        await raiseNeeds.Raise(
            question.Kind,
            question.Kind == TaskKind.UnclearReply
                ? $"reply {received.Id.Value:N}"
                : HumanTask.KeyOf(question.Kind, received.AccountId, question.Invoices),
            received.AccountId,
            Facts(received, question, about, said),
            ct,
            received.Id
        );
    }

    private Task<List<Invoice>> Open(AccountId account, CancellationToken ct) =>
        db
            .Invoices.IgnoreAutoIncludes()
            .Where(i => i.AccountId == account && i.WrittenOffOn == null && i.Settled.Minor < i.Total.Minor && i.DueOn != null)
            .ToListAsync(ct);

    // Whatever somebody writes, a person gets to see it: what the reader cannot cope with is only less well asked.
    private ReplyReading? Read(Communication received, TrimmedReply text, DateTimeOffset sentAt, List<Invoice> open)
    {
        try
        {
            return BuiltInReader.Read(
                new(
                    received.From?.Name ?? "",
                    received.From?.Address ?? "",
                    received.Subject,
                    text,
                    sentAt,
                    [.. open.Select(i => new Understanding.Invoices.OpenInvoice(i.Number, i.Outstanding.Major, i.DueOn!.Value, i.IssuedOn))]
                )
                {
                    Language = received.Language,
                    Currency = open.Select(i => i.Total.Currency).FirstOrDefault() ?? "EUR",
                }
            );
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            NotRead(log, received.Id.Value, failure);
            return null;
        }
    }

    private async Task<bool> IsAsked(ReplyQuestion question, AccountId account, CancellationToken ct) =>
        (await db.Tasks.AsNoTracking().Where(t => t.AccountId == account && t.Kind == question.Kind).ToListAsync(ct)).Exists(t =>
            t.IsTheSameAs(question.Kind, account, question.Invoices)
        );

    // Contesting takes them out of the messages until a person decided; the others go on.
    private void Contest(List<Invoice> about, DisputeReason reason, string said, DateOnly day)
    {
        foreach (var invoice in about.Where(i => !i.IsDisputed && i.Dispute(reason, said, day) is null))
            db.AccountEvents.Add(
                new(today.NewId<AccountEventId>(), invoice.AccountId, AccountEventKind.Disputed, invoice.Number, null, today.Now)
            );
    }

    private static Dictionary<string, string> Facts(Communication received, ReplyQuestion question, List<Invoice> about, string said)
    {
        var facts = AddTask.FactsOf(
            said,
            new(question.Kind, question.Invoices, question.On, question.Contact?.Name, question.Contact?.Email),
            about
        );
        if (question.Kind == TaskKind.UnclearReply)
            facts["subject"] = received.From is { Name.Length: > 0 } from ? from.Name : received.From?.Address ?? "";
        return facts;
    }

    /// <summary>The words that say it, as they were written, in one line; the beginning when nobody knows which.</summary>
    private static string Said(ReplyReading? reading, string text)
    {
        var evidence = reading?.Intents.SelectMany(i => i.Evidence).Where(e => e.Start >= 0 && e.End <= text.Length).FirstOrDefault();
        var said = evidence is { Length: > 0 } span ? text.Substring(span.Start, span.Length) : text;
        var line = string.Join(' ', said.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= MostSaid ? line : string.Concat(line.AsSpan(0, MostSaid), "…");
    }

    private static FollowUp.OpenInvoice Planned(Invoice invoice) =>
        new()
        {
            Id = invoice.Id,
            Number = invoice.Number,
            DueOn = invoice.DueOn,
            Outstanding = invoice.Outstanding,
            IsDisputed = invoice.IsDisputed,
        };

    [LoggerMessage(LogLevel.Warning, "The answer {Id} could not be read: somebody is asked to.")]
    private static partial void NotRead(ILogger log, Guid id, Exception failure);
}
