using Amiable.Accounts;
using Amiable.Communications;
using Amiable.FollowUp;
using Amiable.Invoices;
using Amiable.Mail.Replies;
using Amiable.Organizations;
using Amiable.Reading.Replies;
using Amiable.Replies;
using Amiable.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Reading;

/// <summary>
/// Reads what a customer answered and does what follows from it: facts are recorded, the customer is answered, the team is asked: about these invoices, this day,
/// this address. Part of the caller's work: the caller saves.
/// </summary>
public sealed partial class ActOnReply(
    AppDb db,
    ReadSituation readSituation,
    RecordReplyFacts recordReplyFacts,
    AnswerReply answerReply,
    ReadReply readReply,
    DetectNamedAccount detectNamedAccount,
    RaiseNeeds raiseNeeds,
    ILogger<ActOnReply> log
)
{
    private const int MostSaid = 280;

    public async Task Run(Communication received, TrimmedReply text, DateTimeOffset sentAt, CancellationToken ct)
    {
        var facts = (await readSituation.Run([received.AccountId], ct)).Single();
        var open = await Open(received.AccountId, ct);
        var named = MentionedNumbers.In(text.NewText);
        List<Invoice> known = [.. open, .. await Settled(received.AccountId, named, ct)];
        var reading = await Read(received, text, sentAt, known, ct);
        if (reading is not null)
            received.WasRead(ReadAsOf(reading));
        var said = Said(reading, text.NewText);
        var meant = known.Where(i => named.Contains(i.Number)).Select(i => i.Id).ToHashSet();
        var decision = await Decide(reading, received, open, meant, facts, ct);
        if (
            meant.Count == 0
            && (decision.Effects.Count > 0 || decision.Answer is not null)
            && await IsOfAnother(received.AccountId, named, ct)
        )
            decision = new() { Question = new(TaskKind.UnclearReply) };
        // Whoever asks about another customer of ours may be refused, by a person: no answer leaves alone.
        if (decision.Answer is not null && await detectNamedAccount.Run(received.AccountId, text.NewText, ct))
            decision = decision with { Answer = null, Question = decision.Question ?? new(TaskKind.UnclearReply) };
        if (!await recordReplyFacts.Run(received, decision.Effects, open, said, ct))
            // What was said can no longer be recorded: the invoice was paid or given up in this moment. Somebody reads it.
            decision = new() { Question = new(TaskKind.UnclearReply) };
        if (decision.Answer is { } answer && !answerReply.Run(received, answer, facts, AnswerReply.Writer(received, facts)!))
            decision = decision with { Question = decision.Question ?? new(TaskKind.MissingDocument) };
        if (decision.Question is { } question)
            await Ask(question, received, open, said, ct);
    }

    private async Task<ReplyDecision> Decide(
        ReplyReading? reading,
        Communication received,
        List<Invoice> open,
        HashSet<InvoiceId> named,
        AccountFacts facts,
        CancellationToken ct
    )
    {
        if (reading is null)
            return received.IsAutomatic ? new() : new() { Question = new(TaskKind.UnclearReply) };
        var decision = ReplyPolicy.Decide(
            reading,
            new()
            {
                Open = [.. open.Select(OpenInvoices.Of)],
                ReceivedOn = received.SendOn,
                Calendar = facts.Calendar,
                IsFromContact = AnswerReply.Writer(received, facts) is not null,
                IsInThread = received.ThreadId is not null,
                IsAutomatic = received.IsAutomatic,
                WasAnsweredToday = await WasAnsweredToday(received, ct),
                Named = named,
                WithDocument = facts.Documents.Keys.ToHashSet(),
                Rules = facts.Organization.ReplyRules,
                Autonomy = facts.Organization.IsLeaving ? Autonomy.Observe : facts.Organization.Autonomy,
            }
        );
        // It says more about something that is being looked at: somebody reads it, and nothing else is said to the customer.
        return
            decision.Question is { } question && question.Kind != TaskKind.UnclearReply && await IsAsked(question, received.AccountId, ct)
            ? decision with
            {
                Question = new(TaskKind.UnclearReply),
                Answer = null,
            }
            : decision;
    }

    private Task<bool> WasAnsweredToday(Communication received, CancellationToken ct)
    {
        var (thread, day) = (received.Thread, received.SendOn);
        return db.Communications.AnyAsync(
            c => c.Origin == Origin.Answer && c.ThreadId == thread && c.SendOn == day && c.Status != CommunicationStatus.Cancelled,
            ct
        );
    }

    private Task<List<Invoice>> Open(AccountId account, CancellationToken ct) =>
        db
            .Invoices.IgnoreAutoIncludes()
            .Where(i => i.AccountId == account && i.WrittenOffOn == null && i.Settled.Minor < i.Total.Minor && i.DueOn != null)
            .ToListAsync(ct);

    // Who names an invoice that is settled means that one, and not all that are open.
    private async Task<List<Invoice>> Settled(AccountId account, IReadOnlyList<string> numbers, CancellationToken ct) =>
        numbers.Count > 0
            ? await db
                .Invoices.IgnoreAutoIncludes()
                .AsNoTracking()
                .Where(i => i.AccountId == account && numbers.Contains(i.Number) && i.Settled.Minor >= i.Total.Minor && i.DueOn != null)
                .ToListAsync(ct)
            : [];

    // An invoice of another customer, and none of this one's: whatever is said of it is not said of what this one owes.
    private async Task<bool> IsOfAnother(AccountId account, IReadOnlyList<string> numbers, CancellationToken ct) =>
        numbers.Count > 0 && await db.Invoices.IgnoreAutoIncludes().AnyAsync(i => i.AccountId != account && numbers.Contains(i.Number), ct);

    // Whatever somebody writes, a person gets to see it: what the reader cannot cope with is only less well asked.
    private async Task<ReplyReading?> Read(
        Communication received,
        TrimmedReply text,
        DateTimeOffset sentAt,
        List<Invoice> known,
        CancellationToken ct
    )
    {
        try
        {
            var reply = ToRead(received, text, sentAt, known);
            // A language model takes seconds, for which no transaction is held open.
            return db.Database.CurrentTransaction is null ? await readReply.Run(reply, ct) : BuiltInReader.Read(reply);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            NotRead(log, received.Id.Value, failure);
            return null;
        }
    }

    private static ReplyToRead ToRead(Communication received, TrimmedReply text, DateTimeOffset sentAt, List<Invoice> known) =>
        new(
            received.From?.Name ?? "",
            received.From?.Address ?? "",
            received.Subject,
            text,
            sentAt,
            [.. known.Select(i => new Understanding.Invoices.OpenInvoice(i.Number, i.Outstanding.Major, i.DueOn!.Value, i.IssuedOn))]
        )
        {
            IsAutomatic = received.IsAutomatic,
            Language = received.Language,
            Currency = known.Select(i => i.Total.Currency).FirstOrDefault() ?? "EUR",
        };

    private async Task<bool> IsAsked(ReplyQuestion question, AccountId account, CancellationToken ct) =>
        (await db.Tasks.AsNoTracking().Where(t => t.AccountId == account && t.Kind == question.Kind).ToListAsync(ct)).Exists(t =>
            t.IsTheSameAs(question.Kind, account, question.Invoices)
        );

    private Task Ask(ReplyQuestion question, Communication received, List<Invoice> open, string said, CancellationToken ct) =>
        raiseNeeds.Raise(
            question.Kind,
            question.Kind == TaskKind.UnclearReply
                ? $"reply {received.Id.Value:N}"
                : HumanTask.KeyOf(question.Kind, received.AccountId, question.Invoices),
            received.AccountId,
            Facts(received, question, open.FindAll(i => question.Invoices.Contains(i.Id)), said),
            ct,
            received.Id
        );

    private static Dictionary<string, string> Facts(Communication received, ReplyQuestion question, List<Invoice> about, string said)
    {
        var facts = RecordSaid.FactsOf(
            said,
            new(question.Kind, question.Invoices, question.On, question.Contact?.Name, question.Contact?.Email),
            about
        );
        if (question.Kind == TaskKind.UnclearReply)
            facts["subject"] = received.From is { Name.Length: > 0 } from ? from.Name : received.From?.Address ?? "";
        return facts;
    }

    private static ReadAs ReadAsOf(ReplyReading reading) =>
        new(
            [.. reading.Intents.Select(i => i.Intent)],
            Math.Round(reading.Confidence, 2),
            reading.Promise?.Date ?? reading.Payment?.Date ?? reading.Extension?.Until ?? reading.Absence?.Until,
            reading.Dispute?.Invoices ?? reading.Promise?.Invoices ?? reading.Payment?.Invoices ?? [],
            reading.InstructsTheAgent
        );

    /// <summary>The words that say it, as they were written, in one line; the beginning when nobody knows which.</summary>
    private static string Said(ReplyReading? reading, string text)
    {
        var evidence = reading?.Intents.SelectMany(i => i.Evidence).Where(e => e.Start >= 0 && e.End <= text.Length).FirstOrDefault();
        var said = evidence is { Length: > 0 } span ? text.Substring(span.Start, span.Length) : text;
        var line = string.Join(' ', said.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= MostSaid ? line : string.Concat(line.AsSpan(0, MostSaid), "…");
    }

    [LoggerMessage(LogLevel.Warning, "The answer {Id} could not be read: somebody is asked to.")]
    private static partial void NotRead(ILogger log, Guid id, Exception failure);
}
