using Amiable.Communications;
using Amiable.Integrations.Models;
using Amiable.Writing;
using Microsoft.EntityFrameworkCore;

namespace Amiable.FollowUp;

/// <summary>
/// Has a language model propose words for the messages that will leave soon, where the organization wants that. What stands the checks becomes part of the message before
/// anybody approves it; what does not, or comes too late, is never missed: the built-in words stand there already.
/// </summary>
public sealed class WriteAhead(
    AppDb db,
    ReadSituation readSituation,
    PlanFollowUps planFollowUps,
    CountModelUse countModelUse,
    AskModel askModel,
    Today today
)
{
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(7);

    /// <summary>Of one run; the next goes on.</summary>
    private const int Most = 20;
    private const int MostLookedAt = 5000;
    private const int AtATime = 50;

    /// <summary>After words that were not taken.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);
    private static readonly AnswerSchema Schema = new("message_words", ProposedWords.Schema);

    /// <returns>How many messages got words of the model.</returns>
    public async Task<int> Run(CancellationToken ct)
    {
        await ForgetOld(ct);
        if (await countModelUse.ModelFor(ModelPurpose.WriteMessage, ct) is not { } model)
            return 0;
        var (written, asked) = (0, 0);
        foreach (var some in (await Soon(ct)).Chunk(AtATime))
        foreach (var facts in await readSituation.Run(some, ct))
        {
            if (BriefOf(facts) is not { } brief)
                continue;
            var about = new WordingBrief(brief);
            if (facts.Wordings.ContainsKey(about.Key))
                continue;
            if (asked++ == Most || await Propose(facts, brief, about, model, ct) is not { } taken)
                return written;
            written += taken;
        }
        return written;
    }

    /// <summary>
    /// Who is written to soon, in built-in words. What a person edited, approved or sends now is not touched; what was not taken just now is looked at again later.
    /// </summary>
    private async Task<List<AccountId>> Soon(CancellationToken ct)
    {
        var (until, lately) = (today.Now + Ahead, today.Now - Pause);
        var waiting = await db
            .Communications.AsNoTracking()
            .Where(c =>
                (c.Status == CommunicationStatus.AwaitingApproval || c.Status == CommunicationStatus.Scheduled)
                && c.Origin == Origin.Agent
                && c.ApprovedBy == null
                && !c.IsPinned
                && !c.IsSentNow
                && c.SendAt < until
                && !db.ModelWordings.Any(w => w.AccountId == c.AccountId && w.Words == null && w.At > lately)
            )
            .OrderBy(c => c.SendAt)
            .Select(c => new { c.AccountId, c.Facts })
            .Take(MostLookedAt)
            .ToListAsync(ct);
        return [.. waiting.Where(c => !ModelWording.IsSourceOf(c.Facts.Template)).Select(c => c.AccountId)];
    }

    private static MessageBrief? BriefOf(AccountFacts facts)
    {
        if (facts.Organization.IsLeaving || facts.Waiting is null)
            return null;
        var plan = facts.Plan();
        return plan.Next is { } next ? WriteMessage.For(facts, next, plan).Brief : null;
    }

    /// <returns>How many were written; null when it makes no sense to ask on.</returns>
    private async Task<int?> Propose(AccountFacts facts, MessageBrief brief, WordingBrief about, string model, CancellationToken ct)
    {
        var answer = await askModel.Run(QuestionAbout(brief, about), ct);
        if (answer is null or { Value: null, Last: null } || !IsAnAnswer(answer))
            return null;
        db.ChangeTracker.Clear();
        db.ModelWordings.Add(
            new(today.NewId<ModelWordingId>(), facts.Account.Id, about.Key, today.Now, model, Prompt.WriteMessage.Name, answer.Value)
        );
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear(); // Another process asked at the same time, or the account is gone.
            return 0;
        }
        if (answer.Value is null)
            return 0;
        await planFollowUps.Run([facts.Account.Id], ct);
        return 1;
    }

    private static ModelQuestion<ProposedWords> QuestionAbout(MessageBrief brief, WordingBrief about) =>
        new(ModelPurpose.WriteMessage, Prompt.WriteMessage, about.Text, Schema, json => ProposedWords.Read(json, brief)) { Longest = 900 };

    // What it answers and is not taken would be answered again; what it could not answer is another matter tomorrow.
    private static bool IsAnAnswer(ModelAnswer<ProposedWords> answer) =>
        answer.Value is not null
        || answer.Last?.Outcome
            is ModelOutcome.Malformed
                or ModelOutcome.WordsRejected
                or ModelOutcome.Declined
                or ModelOutcome.WantedTool
                or ModelOutcome.CutShort;

    private async Task ForgetOld(CancellationToken ct)
    {
        var before = today.Now - ModelWording.Kept;
        if (await db.ModelWordings.AnyAsync(w => w.At < before, ct))
            await db.ModelWordings.Where(w => w.At < before).ExecuteDeleteAsync(ct);
    }
}
