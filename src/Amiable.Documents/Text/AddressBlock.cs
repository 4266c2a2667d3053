using System.Text.RegularExpressions;

namespace Amiable.Documents.Text;

/// <summary>A name with an address below it, and what stands with it.</summary>
internal sealed partial class AddressBlock
{
    private AddressBlock(Block block, Cell? label, Role? announced, List<Cell> body)
    {
        (Block, Label, Announced, Body) = (block, label, announced, body);
        var city = body.FindIndex(cell => AddressLine.IsCity(cell.Text));
        City = city > 0 && city <= 7 ? body[city] : null;
        Name =
            body.Count > 0 && IsName(body[0].Text) ? body[0]
            : body.Count > 1 && IsName(body[1].Text) && city != 1 ? body[1]
            : null;
        var country = city >= 0 && city + 1 < body.Count ? AddressLine.Country(body[city + 1].Text) : null;
        Lines =
            City is null || Name is null
                ? []
                : [.. body.Skip(body.IndexOf(Name) + 1).Take(city - body.IndexOf(Name)).Where(cell => !Person().IsMatch(cell.Text))];
        Country =
            country
            ?? (City is null ? null : AddressLine.Country(City.Text) ?? AddressLine.CountryOfCity(City.Text))
            ?? body.Select(cell => AddressLine.Country(cell.Text)).FirstOrDefault(code => code is not null);
        CountryCell = country is not null ? body[city + 1] : City;
    }

    public Block Block { get; }
    public Cell? Label { get; }

    /// <summary>Buyer, seller or delivery, where a label above says so.</summary>
    public Role? Announced { get; }

    public List<Cell> Body { get; }
    public Cell? Name { get; }
    public Cell? City { get; }
    public List<Cell> Lines { get; }
    public string? Country { get; }
    public Cell? CountryCell { get; }

    /// <summary>Things only one who sells writes about himself.</summary>
    public int SellerSigns => SellerSign().Count(Block.Text);

    public static List<AddressBlock> Of(Sheet sheet, List<Block> blocks)
    {
        var found = new List<AddressBlock>();
        foreach (var block in blocks)
        {
            var (label, role, skip) = Opening(sheet, block);
            var body = block.Cells.Skip(skip).ToList();
            if (role is null && Above(sheet, block) is var (above, of))
                (label, role) = (above, of);
            var address = new AddressBlock(block, label, role, body);
            if (address.Name is not null && (address.City is not null || role is Role.Buyer or Role.Seller))
                found.Add(address);
        }
        return found;
    }

    private static (Cell? Label, Role? Role, int Skip) Opening(Sheet sheet, Block block)
    {
        var first = block.First;
        var label = sheet
            .LabelsOf(first.Line)
            .FirstOrDefault(one => IsParty(one) && one.Place.First == first.First && one.Place.Last <= first.Last);
        if (label is null)
            return (null, null, 0);
        var alone = label.Place.Last >= first.Last - 1 && label.Place.Last == first.Last || first.Text.EndsWith(':');
        return alone ? (first, label.Role, 1) : (null, null, 0);
    }

    /// <summary>The label stands a little apart, above the block or to its left.</summary>
    private static (Cell, Role)? Above(Sheet sheet, Block block)
    {
        for (var at = block.First.Line.Index; at >= Math.Max(0, block.First.Line.Index - 4); at--)
            foreach (var label in sheet.LabelsOf(sheet.Lines[at]).Where(one => IsParty(one) && one.OpensCell))
            {
                var cell = label.Line.Cells.First(one => one.First <= label.Place.First && one.Last >= label.Place.Last);
                var alone = label.Place.Last == cell.Last || cell.Text.EndsWith(':');
                var left =
                    at == block.First.Line.Index && cell.Right < block.First.Left && block.First.Left - cell.Right < 12 * cell.Line.Height;
                var over =
                    at < block.First.Line.Index
                    && Math.Abs(cell.Left - block.First.Left) < 2 * cell.Line.Height
                    && block.First.Line.Top - cell.Line.Bottom < 3 * cell.Line.Height;
                if (alone && (left || over))
                    return (cell, label.Role);
            }
        return null;
    }

    private static bool IsParty(Label label) => label.Role is Role.Buyer or Role.Seller or Role.Delivery && label.Length > 1;

    public static bool IsName(string text) =>
        text.Length is >= 2 and <= 80
        && text.Count(char.IsLetter) > text.Length / 2
        && !AddressLine.IsCity(text)
        && !NoName().IsMatch(text)
        && AddressLine.Country(text) is null;

    [GeneratedRegex(
        @"\b(?:IBAN|BIC|SWIFT|www\.|https?:|HRB|HRA|RCS|SIRET|SIREN|UStId|USt-|St\.?-?Nr|Steuer-?[Nn]|KvK|BTW|Registro|C\.?I\.?F|Capital|Gesch[äa]ftsf|VAT|TVA|Bankverbindung|BLZ|P\.? ?IVA|Partita|N\.?I\.?P\.?C|Fax|fax)\b"
    )]
    private static partial Regex SellerSign();

    [GeneratedRegex(
        @"@|www\.|https?:|\bIBAN\b|\bBIC\b|^\+?[\d\s()./-]+$|^\d{1,3}[.,]\d|\b(?:Tel|Fax|Phone|T[ée]l|Telefon|Page|Seite|Pagina|Página)\b\.?|:$|\d{2}[./-]\d{2}[./-]\d{2,4}|€|\$|%",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex NoName();

    [GeneratedRegex(
        @"^(?:z\.\s?Hd|c/o|attn|att\b|à l'att|t\.a\.v|a la at|alla c|a/c|Herrn?\b|Frau\b|Mr\.?\s|Mrs\.?\s|Ms\.?\s|M\.\s|Mme\b|Sig\.|Sr\.|Sra\.|Dhr\.|Mevr)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Person();
}
