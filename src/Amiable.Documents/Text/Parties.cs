using System.Text.RegularExpressions;

namespace Amiable.Documents.Text;

/// <summary>Who sells and who buys: labels above addresses, the letterhead and the foot, and where the tax numbers stand.</summary>
internal static partial class Parties
{
    public static (Party Seller, Party Buyer) Read(Sheet sheet)
    {
        var blocks = Block.Of(sheet);
        var addresses = AddressBlock.Of(sheet, blocks);
        var senders = SellerNames.SenderLines(sheet).ToList();
        var numbers = TaxNumbers.Find(sheet);
        var buyerBlock = Buyers.Find(sheet, addresses, senders);
        var seller = SellerNames.Find(sheet, addresses, senders, buyerBlock);
        var (sellerVat, buyerVat) = Owners.OfVatNumbers(sheet, numbers, buyerBlock);
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
        if (found is not var (address, sure) || sure < 0.3)
            return Party.Unknown;
        var name = address.Name!;
        var text = PartyNames.Clean(name.Text);
        if (seller is not null && PartyNames.Same(text, seller.Value))
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

    private static Finding<string>? CountryOf(Sheet sheet, Finding<string>? vat) =>
        vat is null
            ? null
            : new(vat.Value[..2] is "EL" ? "GR" : vat.Value[..2], sheet.Source, Math.Round(vat.Confidence * 0.9, 2), vat.Evidence);

    private static Finding<string>? BuyerMail(Sheet sheet)
    {
        foreach (var label in sheet.Of(Role.Email).Where(label => label.Length > 12 || Owners.IsOfCustomer(label)))
            for (var at = label.Line.Index; at < Math.Min(sheet.Lines.Count, label.Line.Index + 3); at++)
                foreach (var cell in sheet.Lines[at].Cells)
                    if (
                        Mail().Match(cell.Text) is { Success: true } mail
                        && Near.Of(sheet, label, cell.Part(mail.Index, mail.Length), []) > 0.5
                    )
                        return sheet.Found(mail.Value, 0.6, cell.Part(mail.Index, mail.Length));
        return null;
    }

    [GeneratedRegex(@"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", RegexOptions.None, 1_000)]
    private static partial Regex Mail();
}
