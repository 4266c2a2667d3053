using Amiable.Accounts;
using Amiable.Communications;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Instructions;

/// <summary>Answers a question with the figures the pages show.</summary>
public sealed class AnswerQuestion(AppDb db, ShowAccount showAccount)
{
    public async Task<AgentAnswer> Run(AskQuestion question, CancellationToken ct)
    {
        if (question.Account is not { } id || (await showAccount.Run(id, ct)).Value is not { } view)
            return new("answer.all", []) { Link = "/" };
        var link = $"/accounts/{id.Value}";
        return question.Topic switch
        {
            QuestionTopic.Balance => Balance(view) with { Link = $"{link}/invoices" },
            QuestionTopic.NextStep => Next(view),
            QuestionTopic.LastReply => await LastReply(view, ct),
            QuestionTopic.History => await History(view, ct) with { Link = $"{link}/communications" },
            QuestionTopic.Status => view.IsPaused ? Paused(view)
            : view.Balances.Any(b => b.Outstanding.IsPositive) ? Balance(view)
            : Next(view),
            _ => new("answer.other", [view.Account.Name]) { Link = link },
        };
    }

    private static AgentAnswer Balance(AccountView view)
    {
        // One currency is said in a sentence; several are a table, and that is the page.
        if (view.Balances.Count != 1)
            return new(view.Balances.Count == 0 ? "answer.nothing-owed" : "answer.several", [view.Account.Name]);
        var balance = view.Balances[0];
        return balance.OverdueInvoices == 0
            ? new("answer.owed", [view.Account.Name, Sum(balance.Outstanding)])
            : new("answer.overdue", [view.Account.Name, Sum(balance.Outstanding), Sum(balance.Overdue), $"{balance.OldestDaysOverdue}"]);
    }

    private static AgentAnswer Next(AccountView view)
    {
        if (view.IsPaused)
            return Paused(view);
        if (view.Waiting is { } waiting)
            return new("answer.next", [view.Account.Name, DoCommand.Day(DateOnly.FromDateTime(waiting.SendAt.UtcDateTime))])
            {
                Link = $"/communications/{waiting.Id.Value}",
            };
        return view.Plan.Next is { } planned
            ? new("answer.next", [view.Account.Name, DoCommand.Day(planned.SendOn)])
            : new("answer.no-next", [view.Account.Name]);
    }

    private static AgentAnswer Paused(AccountView view) =>
        view.Account.PausedUntil is { } last
            ? new("answer.paused-until", [view.Account.Name, DoCommand.Day(last)])
            : new("answer.paused", [view.Account.Name]);

    private async Task<AgentAnswer> LastReply(AccountView view, CancellationToken ct)
    {
        var last = await db
            .Communications.AsNoTracking()
            .Where(c => c.AccountId == view.Account.Id && c.Status == CommunicationStatus.Received)
            .OrderByDescending(c => c.SendAt)
            .FirstOrDefaultAsync(ct);
        return last is null
            ? new("answer.no-reply", [view.Account.Name])
            : new("answer.reply", [view.Account.Name, DoCommand.Day(DateOnly.FromDateTime(last.SendAt.UtcDateTime)), last.Subject])
            {
                Link = $"/communications/{last.Id.Value}",
            };
    }

    private async Task<AgentAnswer> History(AccountView view, CancellationToken ct)
    {
        var sent = await db
            .Communications.AsNoTracking()
            .Where(c => c.AccountId == view.Account.Id && c.SentAt != null)
            .Select(c => c.SentAt)
            .ToListAsync(ct);
        return sent.Count == 0
            ? new("answer.never-written", [view.Account.Name])
            : new(
                "answer.written",
                [view.Account.Name, $"{sent.Count}", DoCommand.Day(DateOnly.FromDateTime(sent.Max()!.Value.UtcDateTime))]
            );
    }

    private static string Sum(Money money) => Said.Sum(money.Major, money.Currency);
}
