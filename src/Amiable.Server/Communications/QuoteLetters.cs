using Amiable.Channels;
using Amiable.Integrations.Pingen;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Communications;

/// <summary>What it costs to have letters posted, before anything is given out of the house: their pages are counted here, and the service is asked for prices only.</summary>
public sealed class QuoteLetters(
    AppDb db,
    ListLettersToPrint list,
    OpenPosting open,
    PingenLine line,
    PrintSheets printSheets,
    ReadSheets readSheets
)
{
    /// <param name="chosen">Which, in the version that was seen; empty for all that may leave now.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<LettersQuote>> Run(IReadOnlyList<(CommunicationId Id, int Version)> chosen, CancellationToken ct)
    {
        var opened = await open.Run(ct);
        if (opened.Value is not { } posting)
            return opened.Problem!;
        var letters = await list.Letters(chosen.Count == 0 ? null : [.. chosen.Select(c => c.Id)], ct);
        var free = letters.Where(l => l.Answer == FollowUp.GateAnswer.Open).ToList();
        if (free.Count == 0)
            return new Refused("post.nothing-to-print", "No letter can be printed now.");
        if (free.Exists(l => chosen.Count > 0 && !chosen.Contains((l.Message.Id, l.Message.Version))))
            return new ChangedMeanwhile();
        var sheets = await readSheets.Run(free, ct);
        var counted = await printSheets.Count(sheets, ct);
        if (counted.Value is not { } pages)
            return counted.Problem!;
        var home = await db.Organizations.Select(o => o.Profile.Country).SingleAsync(ct);
        try
        {
            var prices = new Dictionary<(string, int), Money>();
            var lines = new List<QuotedLetter>();
            foreach (var (letter, count) in free.Zip(pages))
            {
                var asked = (letter.Facts.Account.Details.Country ?? home, count);
                if (!prices.TryGetValue(asked, out var cost))
                    prices[asked] = cost = await line.Price(posting.Client, posting.Way, asked.Item1, count, ct);
                lines.Add(new(letter.Message.Id, letter.Message.Version, letter.Facts.Account.Name, count, cost, IsDear(cost, posting)));
            }
            return new LettersQuote(lines, letters.Count - free.Count, posting.Settings.MostCost);
        }
        catch (PingenFailed failed)
        {
            return PostingProblem.Of(failed);
        }
    }

    internal static bool IsDear(Money cost, OpenedPosting posting) =>
        cost.Currency != posting.Settings.MostCost.Currency || cost > posting.Settings.MostCost;
}

/// <summary>What posting letters costs.</summary>
/// <param name="Letters">Each for itself.</param>
/// <param name="Held">Letters of the queue that do not leave now.</param>
/// <param name="Most">What one may cost.</param>
public sealed record LettersQuote(IReadOnlyList<QuotedLetter> Letters, int Held, Money Most)
{
    /// <summary>Those that are posted.</summary>
    public IEnumerable<QuotedLetter> Posted => Letters.Where(l => !l.IsDear);

    public int Pages => Posted.Sum(l => l.Pages);

    /// <summary>What they cost together, one amount a currency.</summary>
    public IReadOnlyList<Money> Sum => [.. Posted.GroupBy(l => l.Cost.Currency).Select(g => g.Select(l => l.Cost).Sum(g.Key))];
}

/// <summary>What posting one letter costs.</summary>
/// <param name="IsDear">Whether that is more than one may cost.</param>
public sealed record QuotedLetter(CommunicationId Id, int Version, string AccountName, int Pages, Money Cost, bool IsDear);
