using Amiable.Channels;
using Amiable.FollowUp;
using Amiable.Integrations.Chromium;
using Amiable.Writing;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Communications;

/// <summary>The print queue: the letters that wait for a person to print and post them, each looked at again, and those posted lately.</summary>
public sealed class ListLettersToPrint(
    AppDb db,
    ReadSituation readSituation,
    LookBeforeSending lookBeforeSending,
    ReadEnclosures readEnclosures,
    PrintPages printPages,
    ShowPosting showPosting,
    Today today
)
{
    /// <summary>More than this nobody folds in a day; the next ones follow when these are posted.</summary>
    public const int Most = 100;

    private const int MostPosted = 20;

    public async Task<PrintQueue> Run(CancellationToken ct)
    {
        var letters = await Letters(null, ct);
        var organization = await db.Organizations.AsNoTracking().SingleAsync(ct);
        var posted = await db
            .Communications.AsNoTracking()
            .Where(c => c.Channel == Channel.Letter && (c.Status == CommunicationStatus.Sent || c.Status == CommunicationStatus.Delivered))
            .OrderByDescending(c => c.SentAt)
            .Take(MostPosted)
            .Join(
                db.Accounts,
                c => c.AccountId,
                a => a.Id,
                (c, a) => new PostedLetter(c.Id, c.Version, a.Name, c.Subject, c.SendOn, c.Consignment)
            )
            .ToListAsync(ct);
        var waiting = await db.Communications.CountAsync(
            c => c.Channel == Channel.Letter && c.Status == CommunicationStatus.AwaitingApproval,
            ct
        );
        return new(
            [.. letters.Select(Line)],
            posted,
            waiting,
            today.For(organization),
            organization.Policy.WritesLetters,
            printPages.CanPrint ? null : PrintPages.Missing,
            (await showPosting.Run(ct)).Settings is not null
        );
    }

    /// <summary>Those of the queue, or some of them, with what the last look says.</summary>
    internal async Task<IReadOnlyList<LetterInQueue>> Letters(IReadOnlyCollection<CommunicationId>? chosen, CancellationToken ct)
    {
        var organization = await db.Organizations.AsNoTracking().SingleAsync(ct);
        var day = today.For(organization);
        var rows = db
            .Communications.AsNoTracking()
            .Where(c => c.Channel == Channel.Letter && c.Status == CommunicationStatus.Scheduled && c.SendOn <= day);
        if (chosen is not null)
            rows = rows.Where(c => chosen.Contains(c.Id));
        var letters = await rows.OrderBy(c => c.SendOn).ThenBy(c => c.Id).Take(Most).ToListAsync(ct);
        var facts = (await readSituation.Run([.. letters.Select(l => l.AccountId).Distinct()], ct)).ToDictionary(f => f.Account.Id);
        var queue = new List<LetterInQueue>();
        var enclosures = await readEnclosures.Run(letters, ct);
        foreach (var letter in letters)
            queue.Add(new(letter, facts[letter.AccountId], await Look(letter, facts[letter.AccountId], ct), [.. enclosures[letter.Id]]));
        return queue;
    }

    private async Task<GateAnswer> Look(Communication letter, AccountFacts facts, CancellationToken ct)
    {
        var (plan, nextPost) = (facts.Plan(), facts.Calendar.OnOrAfter(facts.FirstDay));
        if (letter.Origin == Origin.Member)
        {
            var byHand = await lookBeforeSending.Run(letter, facts, plan, ct);
            return GateByHand.Check(GateOfLetter.ByPost(byHand, nextPost), facts.Policy, letter.Facts.Confirmed);
        }
        if (!letter.IsPinned && plan.Next is { } next && !WriteMessage.Says(letter, facts, next, plan))
            return GateAnswer.PlanAgain;
        var gate = await lookBeforeSending.Run(letter, facts, plan, ct);
        return GateOfLetter.Check(gate, facts.Policy, nextPost);
    }

    private static LetterToPrint Line(LetterInQueue letter) =>
        new(
            letter.Message.Id,
            letter.Message.Version,
            letter.Facts.Account.Name,
            string.Join(
                ", ",
                LetterOfMessage.To(letter.Facts, new LetterWords(letter.Message.Language, letter.Facts.Account.Details.Country)).Skip(1)
            ),
            letter.Message.Subject,
            letter.Message.Facts.Asked,
            letter.Answer == GateAnswer.Open ? null : letter.Answer,
            letter.Enclosures
        );
}

/// <summary>A letter of the queue with what it was looked at beside.</summary>
public sealed record LetterInQueue(Communication Message, AccountFacts Facts, GateAnswer Answer, IReadOnlyList<Enclosure> Enclosures);

/// <summary>What the page of the queue shows.</summary>
/// <param name="Waiting">Letters that a member has to approve first.</param>
/// <param name="IsOn">Whether the agent writes letters at all.</param>
/// <param name="CannotPrint">Why no page can be made; null when it can.</param>
/// <param name="HasService">Whether a service can post them; else only members do.</param>
public sealed record PrintQueue(
    IReadOnlyList<LetterToPrint> Letters,
    IReadOnlyList<PostedLetter> Posted,
    int Waiting,
    DateOnly Today,
    bool IsOn,
    Problem? CannotPrint,
    bool HasService
)
{
    public bool HasPrintable => Letters.Any(letter => letter.Held is null);
}

/// <summary>A letter that waits to be printed.</summary>
/// <param name="Held">Why it is not printed now; null when it is.</param>
/// <param name="Enclosures">What lies behind it, and what cannot.</param>
public sealed record LetterToPrint(
    CommunicationId Id,
    int Version,
    string AccountName,
    string Address,
    string Subject,
    IReadOnlyList<Money> Asked,
    GateAnswer? Held,
    IReadOnlyList<Enclosure> Enclosures
);

/// <summary>A letter that was posted.</summary>
/// <param name="Consignment">Where it is; null when a member posted it.</param>
public sealed record PostedLetter(
    CommunicationId Id,
    int Version,
    string AccountName,
    string Subject,
    DateOnly On,
    Consignment? Consignment
);
