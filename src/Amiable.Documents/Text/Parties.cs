using System.Text.RegularExpressions;

namespace Amiable.Documents.Text;

/// <summary>Who sells and who buys: labels above addresses, the letterhead and the foot, and where the tax numbers stand.</summary>
internal static partial class Parties
{
    public static (Party Seller, Party Buyer) Read(Sheet sheet)
    {
        var blocks = Block.Of(sheet.Lines);
        var addresses = AddressBlock.Of(sheet, blocks);
        var senders = SenderLines(sheet).ToList();
        var numbers = TaxNumbers.Find(sheet);
        var buyerBlock = BuyerBlock(sheet, addresses, senders);
        var seller = SellerName(sheet, addresses, senders, buyerBlock);
        var (sellerVat, buyerVat) = Assign(sheet, numbers, buyerBlock);
        var (sellerId, buyerId) = Registrations.Read(sheet, buyerBlock);
        return (
            new()
            {
                Name = seller,
                VatNumber = sellerVat,
                RegistrationNumber = sellerId,
                Country = CountryOf(sheet, sellerVat),
            },
            Buyer(sheet, buyerBlock, seller) with
            {
                VatNumber = buyerVat,
                RegistrationNumber = buyerId,
            }
        );
    }

    private static Party Buyer(Sheet sheet, (AddressBlock Address, double Sure)? found, Finding<string>? seller)
    {
        if (found is not var (address, sure))
            return Party.Unknown;
        var name = address.Name!;
        var text = CleanName(name.Text);
        if (seller is not null && Same(text, seller.Value))
            return Party.Unknown;
        var lines = address.Lines;
        var email = address.Body.Select(cell => (Cell: cell, Match: Mail().Match(cell.Text))).FirstOrDefault(one => one.Match.Success);
        return new()
        {
            Name = sheet.Found(text, sure, name.All),
            Address =
                lines.Count == 0
                    ? null
                    : Spread(sheet.Found(string.Join('\n', lines.Select(cell => cell.Text)), sure - 0.05, lines[0].All), lines),
            Country =
                address.Country is { } country && address.CountryCell is { } cell ? sheet.Found(country, sure - 0.02, cell.All) : null,
            Email = email.Cell is null
                ? BuyerMail(sheet)
                : sheet.Found(email.Match.Value, sure - 0.1, email.Cell.Part(email.Match.Index, email.Match.Length)),
        };
    }

    /// <summary>The evidence of several lines is all of them.</summary>
    private static Finding<string> Spread(Finding<string> finding, List<Cell> lines)
    {
        var areas = lines.Select(cell => cell.All.Evidence().Area).ToList();
        var area = new Area(areas.Min(a => a.Left), areas.Min(a => a.Top), areas.Max(a => a.Right), areas.Max(a => a.Bottom));
        return finding with { Evidence = finding.Evidence! with { Text = finding.Value, Area = area } };
    }

    private static (AddressBlock, double)? BuyerBlock(Sheet sheet, List<AddressBlock> addresses, List<(string Name, Passage Place)> senders)
    {
        var best = addresses
            .Select(address => (Address: address, Score: BuyerScore(address, senders, addresses)))
            .Where(one => one.Score > 0.35)
            .OrderByDescending(one => one.Score)
            .ToList();
        if (best.Count == 0)
            return null;
        // Named in one place, with the address in another.
        var whole = best[0].Address.City is null
            ? addresses.Find(other => other.City is not null && Same(other.Name!.Text, best[0].Address.Name!.Text))
            : null;
        var rival = best.Skip(1)
            .Where(one => !Same(one.Address.Name!.Text, best[0].Address.Name!.Text))
            .Select(one => one.Score)
            .DefaultIfEmpty(0)
            .Max();
        return (
            whole ?? best[0].Address,
            Math.Clamp(best[0].Score, 0, 0.94)
                - (
                    rival > best[0].Score - 0.1 ? 0.25
                    : rival > best[0].Score - 0.2 ? 0.1
                    : 0
                )
        );
    }

    private static double BuyerScore(AddressBlock address, List<(string Name, Passage Place)> senders, List<AddressBlock> all)
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
        score -= senders.Exists(sender => Same(sender.Name, address.Name!.Text)) ? 0.5 : 0;
        // Without a label: the first of several in the letterhead is the seller's, and a window comes below it.
        var higher = all.Exists(other =>
            other != address && other.Block.First.Line.Index < address.Block.First.Line.Index && !Same(other.Name!.Text, address.Name!.Text)
        );
        score +=
            address.Announced is null && senders.Count == 0
                ? (
                    higher ? 0.06
                    : top < 0.1 ? -0.15
                    : -0.04
                )
                : 0.04;
        return score;
    }

    private static Finding<string>? SellerName(
        Sheet sheet,
        List<AddressBlock> addresses,
        List<(string Name, Passage Place)> senders,
        (AddressBlock Address, double)? buyer
    )
    {
        var choices = new List<Choice<string>>();
        foreach (var (name, place) in senders)
            choices.Add(new(name, place, 0.84));
        foreach (
            var address in addresses.Where(address =>
                address != buyer?.Address && address.Announced != Role.Buyer && address.Announced != Role.Delivery
            )
        )
            choices.Add(
                new(
                    CleanName(address.Name!.Text),
                    address.Name.All,
                    (address.Announced == Role.Seller ? 0.86 : 0.55) + (0.08 * Math.Min(address.SellerSigns, 3))
                )
            );
        foreach (var cell in sheet.Lines.Where(line => line.Page.Number <= 2).Take(300).SelectMany(line => line.Cells))
            if (LegalName().Match(cell.Text) is { Success: true } match && (buyer is null || !buyer.Value.Address.Body.Contains(cell)))
            {
                var height = cell.Line.Page.Height;
                var edge = cell.Line.Top < 0.2 * height || cell.Line.Bottom > 0.8 * height;
                choices.Add(new(CleanName(match.Value), cell.Part(match.Index, match.Length), edge ? 0.62 : 0.4));
            }
        foreach (var label in sheet.Of(Role.Seller).Where(label => label.Length > 5))
            if (
                label.Line.Cells.FirstOrDefault(cell => cell.First <= label.Place.Last + 1 && cell.Last > label.Place.Last) is { } cell
                && Rest(cell, label) is { } rest
                && AddressBlock.IsName(rest.Text)
            )
                choices.Add(new(CleanName(rest.Text), rest, LegalName().IsMatch(rest.Text) ? 0.8 : 0.5));
        choices.RemoveAll(choice => choice.Value.Length < 3 || (buyer is not null && Same(choice.Value, buyer.Value.Address.Name!.Text)));
        if (Choices.Best(Repeated(choices)) is not var (best, confidence) || best.Score < 0.4)
            return null;
        return sheet.Found(best.Value, Math.Min(confidence, 0.93), best.Place);
    }

    private static IEnumerable<Choice<string>> Repeated(List<Choice<string>> choices) =>
        choices.Select(choice =>
            choice with
            {
                Score =
                    choice.Score
                    + (0.06 * Math.Min(2, choices.Count(other => other.Place != choice.Place && Same(other.Value, choice.Value)))),
            }
        );

    private static Passage? Rest(Cell cell, Label label) =>
        label.Place.Last + 1 <= cell.Last ? new Passage(cell.Line, Math.Max(cell.First, label.Place.Last + 1), cell.Last) : null;

    /// <summary>"QualityHosting AG - Uferweg 40-42 - D-63571 Gelnhausen": the small line above the window.</summary>
    private static IEnumerable<(string Name, Passage Place)> SenderLines(Sheet sheet)
    {
        foreach (var line in sheet.Lines.Where(line => line.Page.Number == 1 && line.Top < 0.4 * line.Page.Height).Take(60))
        {
            var found = false;
            for (var from = 0; from < line.Cells.Count && !found; from++)
            for (var to = from; to < Math.Min(line.Cells.Count, from + 7) && !found; to++)
            {
                var place = new Passage(line, line.Cells[from].First, line.Cells[to].Last);
                if (Sender(place.Text, commas: from == to) is not { } name)
                    continue;
                found = true;
                yield return (
                    CleanName(name),
                    place with
                    {
                        Last = Math.Min(place.First + name.Count(letter => letter == ' '), place.Last),
                    }
                );
            }
        }
    }

    public static bool IsSenderLine(string text) => Sender(text, commas: true) is not null;

    /// <summary>The name in a line of name, street and city; commas part it only when nothing else does.</summary>
    private static string? Sender(string text, bool commas)
    {
        if (text.Length is < 12 or > 140)
            return null;
        var parts = Separator().Split(text);
        if (parts.Length < 3 && commas)
            parts = text.Split(", ");
        return parts.Length >= 3 && parts.Skip(1).Any(part => AddressLine.IsCity(part.Trim())) && AddressBlock.IsName(parts[0].Trim())
            ? parts[0].Trim()
            : null;
    }

    private static (Finding<string>? Seller, Finding<string>? Buyer) Assign(
        Sheet sheet,
        List<TaxNumber> numbers,
        (AddressBlock Address, double)? buyer
    )
    {
        Finding<string>? Found(TaxNumber? number, double sure) =>
            number is null ? null : sheet.Found(number.Value, number.Checked ? sure : sure - 0.12, number.Place);
        var ofBuyer = numbers.Where(number => IsBuyers(sheet, number.Place, buyer?.Address)).ToList();
        var ofSeller = numbers
            .Where(number => !ofBuyer.Exists(other => other.Value == number.Value))
            .GroupBy(number => number.Value)
            .OrderByDescending(group => group.Count())
            .ThenByDescending(group => group.Any(one => one.Checked))
            .ToList();
        var sure = ofSeller.Count > 1 ? 0.7 : 0.93;
        return (Found(ofSeller.FirstOrDefault()?.First(), sure), Found(ofBuyer.FirstOrDefault(), 0.93));
    }

    /// <summary>"Customer VAT number", "Ihre USt-IdNr.", or inside the buyer's address.</summary>
    public static bool IsBuyers(Sheet sheet, Passage place, AddressBlock? buyer)
    {
        var label = sheet
            .LabelsOf(place.Line)
            .LastOrDefault(label => label.Role is Role.VatId or Role.Registration && label.Place.First <= place.First);
        if (label is not null && OfCustomer().IsMatch(Letters.Plain(label.Place.Text)))
            return true;
        if (buyer is null)
            return false;
        return buyer.Block.Cells.Exists(cell => cell.Line == place.Line && cell.First <= place.First && cell.Last >= place.Last)
            || (
                place.Line.Page == buyer.Block.Last.Line.Page
                && place.Top - buyer.Block.Last.Line.Bottom is > 0 and < 30
                && Math.Abs(place.Line.Cells.First(cell => cell.Last >= place.Last).Left - buyer.Block.Last.Left) < 12
            );
    }

    private static Finding<string>? CountryOf(Sheet sheet, Finding<string>? vat) =>
        vat is null
            ? null
            : new(vat.Value[..2] is "EL" ? "GR" : vat.Value[..2], sheet.Source, Math.Round(vat.Confidence * 0.9, 2), vat.Evidence);

    private static Finding<string>? BuyerMail(Sheet sheet)
    {
        foreach (
            var label in sheet.Of(Role.Email).Where(label => label.Length > 12 || OfCustomer().IsMatch(Letters.Plain(label.Place.Text)))
        )
            for (var at = label.Line.Index; at < Math.Min(sheet.Lines.Count, label.Line.Index + 3); at++)
                foreach (var cell in sheet.Lines[at].Cells)
                    if (
                        Mail().Match(cell.Text) is { Success: true } mail
                        && Near.Of(sheet, label, cell.Part(mail.Index, mail.Length), []) > 0.5
                    )
                        return sheet.Found(mail.Value, 0.6, cell.Part(mail.Index, mail.Length));
        return null;
    }

    public static string CleanName(string text) => Salutation().Replace(text.Trim(), "").Trim(' ', ',', ';', '●', '|', '·', '-', '–', ':');

    private static bool Same(string one, string other)
    {
        var (a, b) = (Letters.Plain(one), Letters.Plain(other));
        return a == b
            || (a.Length > 5 && b.Length > 5 && (a.StartsWith(b, StringComparison.Ordinal) || b.StartsWith(a, StringComparison.Ordinal)));
    }

    [GeneratedRegex(@"\s+[-–—|●•·∙*]\s+|\s*[|●•·∙]\s*", RegexOptions.None, 1_000)]
    private static partial Regex Separator();

    [GeneratedRegex(
        @"(?:[\p{Lu}\d][\p{L}\d&'’.+-]*\s(?:(?:&|et|und|and|y|e|de|di|do|da|dos|das|del|della|degli|du|des|la|le|el|van|der|den|für|of|the)\s)?){0,5}[\p{Lu}\d][\p{L}\d&'’.+-]*,?\s\(?(?:GmbH(?:\s&\sCo\.?\sKG)?|AG|SARL|S\.A\.R\.L\.?|S[àa]rl|SASU?|S\.A\.S\.?|SA|S\.A\.U?\.?|EURL|SNC|Ltd\.?|Limited|LLC|LLP|Inc\.?|Corp\.?|Corporation|PLC|plc|B\.V\.|BV|N\.V\.|NV|V\.?O\.?F\.?|S\.L\.U?\.?|SLU?|S\.?p\.?A\.?|S\.?r\.?l\.?s?|Srl|SRL|Lda\.?|LDA|KG|OHG|UG|e\.K\.|eG|GbR|SPRL|BVBA|A/S|AB|Oy|ApS|Pty\.?\s(?:Ltd\.?)?|SE|SCOP|e\.V\.)(?![\p{L}\d])",
        RegexOptions.None,
        1_000
    )]
    private static partial Regex LegalName();

    [GeneratedRegex(@"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", RegexOptions.None, 1_000)]
    private static partial Regex Mail();

    [GeneratedRegex(
        @"^(?:attn\.?:?|att\.?:|spett\.?(?:le|abile)\.?|firma|an|to|à|exmo\.?s?\(?s?\)?\.?\s(?:sr\.?s?|senhores)\.?|kunde|client|cliente|klant|name|nom|nombre|nome|naam)\s*:?\s+",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Salutation();

    [GeneratedRegex(
        @"\b(?:customer|client|your|buyer|ihre?|kunden?|votre|acheteur|cliente|adquirente|comprador|klant|uw|afnemer|koper|vosso|vostra|cessionario|v/|subscriber|abonne|contact)\b"
    )]
    private static partial Regex OfCustomer();
}
