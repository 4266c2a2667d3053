using Amiable.Accounts;
using Amiable.Communications;
using Amiable.Credits;
using Amiable.FollowUp;
using Amiable.Invoices;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Insights;

/// <summary>How well follow-ups worked since a day: promises, replies, what messages brought, how fast people answer the agent, who is silent.</summary>
public sealed class ReckonWork(AppDb db, ListSilentAccounts listSilent)
{
    /// <summary>More silent accounts than these are not counted.</summary>
    public const int MostSilent = 200;
    private const int FewSilent = 5;

    private static readonly CommunicationStatus[] Left = [CommunicationStatus.Sent, CommunicationStatus.Delivered];

    public async Task<WorkFigures> Run(DateOnly since, DateOnly today, CancellationToken ct)
    {
        var from = new DateTimeOffset(since, default, default);
        var kept = await Promises(from, ct);
        var (messages, paid) = await Effect(since, today, ct);
        var waits = await Waits(from, ct);
        var silent = (await listSilent.Run(null, MostSilent, ct)).Rows;
        return new()
        {
            PromisesKept = kept.Count(k => k),
            PromisesBroken = kept.Count(k => !k),
            Replies = await Replies(from, ct),
            Messages = messages,
            MessagesPaid = paid,
            AnswerMinutes = Outcomes.Median(waits) is { } wait ? (int)wait.TotalMinutes : null,
            Answers = waits.Count,
            Silent = silent.Count,
            LongestSilent =
            [
                .. silent
                    .OrderByDescending(s => s.Messages)
                    .ThenBy(s => s.OldestDue)
                    .Take(FewSilent)
                    .Select(s => new SilentLine(s.Id.Value, s.Name, s.Messages, s.Owed)),
            ],
        };
    }

    private async Task<List<bool>> Promises(DateTimeOffset from, CancellationToken ct)
    {
        var all = await db
            .PaymentDeclarations.Where(d => d.NotedAt >= from)
            .Select(d => new
            {
                d.Kind,
                d.Resolution,
                d.BrokenOn,
            })
            .ToListAsync(ct);
        return [.. all.Select(d => Outcomes.WasKept(d.Kind, d.Resolution, d.BrokenOn)).OfType<bool>()];
    }

    // An answer may say several things: each is counted.
    private async Task<IReadOnlyList<RepliesOfIntent>> Replies(DateTimeOffset from, CancellationToken ct)
    {
        var all = await db
            .Communications.Where(c => c.Status == CommunicationStatus.Received && c.SentAt >= from)
            .Select(c => c.Facts)
            .ToListAsync(ct);
        return
        [
            .. all.SelectMany(f => f.Read?.Intents ?? [])
                .GroupBy(i => i)
                .Select(g => new RepliesOfIntent(g.Key, g.Count()))
                .OrderByDescending(r => r.Count)
                .ThenBy(r => r.Intent),
        ];
    }

    private async Task<(int Messages, int Paid)> Effect(DateOnly since, DateOnly today, CancellationToken ct)
    {
        var sent = db.Communications.Where(c => Left.Contains(c.Status) && c.SendOn >= since && c.Stage != null && c.Stage != Stage.Thanks);
        var messages = await sent.Select(c => new { c.AccountId, c.SendOn }).ToListAsync(ct);
        var payments = (
            await db
                .Credits.OfType<Payment>()
                .Where(p => p.On >= since && sent.Any(c => c.AccountId == p.AccountId))
                .Select(p => new { p.AccountId, p.On })
                .ToListAsync(ct)
        ).ToLookup(p => p.AccountId, p => p.On);
        var judged = messages.Where(m => Outcomes.IsJudged(m.SendOn, today)).ToList();
        return (judged.Count, judged.Count(m => Outcomes.HadEffect(m.SendOn, payments[m.AccountId])));
    }

    private async Task<List<TimeSpan>> Waits(DateTimeOffset from, CancellationToken ct)
    {
        var tasks = await db.Tasks.Where(t => t.CreatedAt >= from).Select(t => new { t.CreatedAt, t.Remarks }).ToListAsync(ct);
        return
        [
            .. from task in tasks
            let first = task.Remarks.FirstOrDefault(r => r.By is not null)
            where first is not null && first.At >= task.CreatedAt
            select first.At - task.CreatedAt,
        ];
    }
}
