using System.Text.RegularExpressions;

namespace Amiable.Documents.Text;

/// <summary>Whose a number is, the seller's or the buyer's.</summary>
internal static partial class Owners
{
    public static (Finding<string>? Seller, Finding<string>? Buyer) OfVatNumbers(
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
        if (label is not null && IsOfCustomer(label))
            return true;
        if (buyer is null)
            return false;
        return buyer.Twins.Append(buyer).Any(address => IsIn(place, address.Block) || IsRightBelow(place, address.Block.Last));
    }

    private static bool IsIn(Passage place, Block block) =>
        block.Cells.Exists(cell => cell.Line == place.Line && cell.First <= place.First && cell.Last >= place.Last);

    private static bool IsRightBelow(Passage place, Cell above) =>
        place.Line.Page == above.Line.Page
        && place.Top - above.Bottom is > 0 and < 30
        && Math.Abs(place.Line.Cells.First(cell => cell.Last >= place.Last).Left - above.Left) < 12;

    /// <summary>"Customer VAT number", "Your e-mail".</summary>
    public static bool IsOfCustomer(Label label) => OfCustomer().IsMatch(Letters.Plain(label.Place.Text));

    [GeneratedRegex(
        @"\b(?:customer|client|your|buyer|ihre?|kunden?|votre|acheteur|cliente|adquirente|comprador|klant|uw|afnemer|koper|vosso|vostra|cessionario|v/|subscriber|abonne|contact)\b"
    )]
    private static partial Regex OfCustomer();
}
