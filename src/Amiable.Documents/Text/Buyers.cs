namespace Amiable.Documents.Text;

/// <summary>Which address is the buyer's: by the label above it, or by where letters have their window.</summary>
internal static class Buyers
{
    public static (AddressBlock Address, double Sure)? Find(
        Sheet sheet,
        List<AddressBlock> addresses,
        List<(string Name, Passage Place)> senders
    )
    {
        var best = addresses
            .Select(address => (Address: address, Score: Score(sheet, address, senders, addresses)))
            .Where(one => one.Score > 0.35)
            .OrderByDescending(one => one.Score)
            .ToList();
        if (best.Count == 0)
            return null;
        // Named in one place, with the address in another.
        var whole = best[0].Address.City is null
            ? addresses.Find(other => other.City is not null && PartyNames.Same(other.Name!.Text, best[0].Address.Name!.Text))
            : null;
        var rival = best.Skip(1)
            .Where(one => !PartyNames.Same(one.Address.Name!.Text, best[0].Address.Name!.Text))
            .Select(one => one.Score)
            .DefaultIfEmpty(0)
            .Max();
        var buyer = whole ?? best[0].Address;
        buyer.Twins.AddRange(
            addresses.Where(other =>
                other != buyer && other.Announced != Role.Seller && PartyNames.Same(other.Name!.Text, buyer.Name!.Text)
            )
        );
        return (
            buyer,
            Math.Clamp(best[0].Score, 0, 0.94)
                - (
                    rival > best[0].Score - 0.1 ? 0.25
                    : rival > best[0].Score - 0.2 ? 0.1
                    : 0
                )
        );
    }

    private static double Score(Sheet sheet, AddressBlock address, List<(string Name, Passage Place)> senders, List<AddressBlock> all)
    {
        var page = address.Block.First.Line.Page;
        var top = address.Block.First.Line.Top / Math.Max(page.Height, 1);
        var score = address.Announced switch
        {
            Role.Buyer => 0.88,
            Role.Seller => -0.5,
            Role.Delivery => 0.35,
            _ => 0.6,
        };
        score += address.City is null ? -0.15 : 0.05;
        score -= 0.18 * Math.Min(address.SellerSigns, 4);
        score -=
            top > 0.7 ? 0.5
            : top > 0.5 ? 0.2
            : 0;
        score -= page.Number > 1 ? 0.2 : 0;
        score -= senders.Exists(sender => PartyNames.Same(sender.Name, address.Name!.Text)) ? 0.5 : 0;
        // Without a label: the first of several in the letterhead is the seller's, and a window comes below it.
        var higher = all.Exists(other =>
            other != address
            && other.Block.First.Line.Index < address.Block.First.Line.Index
            && !PartyNames.Same(other.Name!.Text, address.Name!.Text)
        );
        score +=
            address.Announced is null && senders.Count == 0
                ? (
                    higher ? 0.06
                    : top < 0.1 ? -0.15
                    : -0.04
                )
                : 0.04;
        score += address.Announced is null ? Side(sheet, address, all) : 0;
        return score;
    }

    /// <summary>Of two addresses side by side: windows are at the right in France and the south, at the left in Germany and the Netherlands.</summary>
    private static double Side(Sheet sheet, AddressBlock address, List<AddressBlock> all)
    {
        var (block, height) = (address.Block.First, address.Block.First.Line.Page.Height);
        var beside = all.Find(other =>
            other != address
            && other.Block.First.Line.Page == block.Line.Page
            && Math.Abs(other.Block.First.Top - block.Top) < 0.08 * height
            && Math.Abs(other.Block.First.Left - block.Left) > 0.2 * block.Line.Page.Width
        );
        if (beside is null)
            return 0;
        var right = block.Left > beside.Block.First.Left;
        return (sheet.Language is "fr" or "it" or "es" or "pt") == right ? 0.08 : -0.08;
    }
}
