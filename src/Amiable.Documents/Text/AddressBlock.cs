using System.Text.RegularExpressions;

namespace Amiable.Documents.Text;

/// <summary>A name with an address below it, and what stands with it.</summary>
internal sealed partial class AddressBlock
{
    private AddressBlock(Sheet sheet, Block block, Cell? label, Role? announced, List<Cell> body)
    {
        (Block, Label, Announced) = (block, label, announced);
        Body = [.. body.Where(cell => !IsCaption(sheet, cell))];
        var last = CityAt(Body);
        City = last > 0 ? Body[last] : null;
        var name = Body.FindIndex(cell => IsName(PartyNames.Clean(cell.Text)));
        Name = name >= 0 && (name < 2 || announced is not null && name < 4) && (last < 0 || name < last) ? Body[name] : null;
        Lines = City is null || Name is null ? [] : [.. Body.Skip(name + 1).Take(last - name).Where(cell => !Person().IsMatch(cell.Text))];
        var after = last >= 0 && last + 1 < Body.Count ? AddressLine.Country(Body[last + 1].Text) : null;
        Country = after ?? (City is null ? null : AddressLine.Country(City.Text) ?? AddressLine.CountryOfCity(City.Text));
        CountryCell = after is not null ? Body[last + 1] : City;
    }

    private static int CityAt(List<Cell> body)
    {
        var city = body.FindIndex(cell => AddressLine.IsCity(cell.Text));
        if (city >= 0)
            return city is > 0 and <= 7 ? city : -1;
        // "Yuen Long, N.T." above "Hong Kong": not every country has postal codes.
        var country = body.FindIndex(cell => AddressLine.Country(cell.Text) is not null);
        return country is >= 3 and <= 7 ? country - 1 : -1;
    }

    /// <summary>Says what something is ("Nummer : GE2020211", "Adresse de l'installation"), and is no line of an address.</summary>
    private static bool IsCaption(Sheet sheet, Cell cell)
    {
        var labels = sheet.LabelsOf(cell.Line).Where(label => label.Place.First >= cell.First && label.Place.Last <= cell.Last).ToList();
        var opening = labels.Find(label => label.Place.First == cell.First && label.Length > 3);
        if (opening is null)
            return false;
        var named = opening.Place.Last < cell.Last && cell.Text.Contains(':', StringComparison.Ordinal) && cell.Text.Any(char.IsAsciiDigit);
        // "Konto / Zahlbar an": nothing but labels.
        return named
            || Enumerable
                .Range(cell.First, cell.Last - cell.First + 1)
                .All(word =>
                    !cell.Line.Words[word].Text.Any(char.IsLetterOrDigit)
                    || labels.Exists(label => label.Place.First <= word && label.Place.Last >= word)
                );
    }

    public Block Block { get; }
    public Cell? Label { get; }

    /// <summary>Buyer, seller or delivery, where a label above says so.</summary>
    public Role? Announced { get; }

    public List<Cell> Body { get; }
    public Cell? Name { get; }
    public Cell? City { get; }
    public List<Cell> Lines { get; }

    /// <summary>Other places where the same name stands with an address: "sold to" beside "bill to".</summary>
    public List<AddressBlock> Twins { get; } = [];

    public string? Country { get; }
    public Cell? CountryCell { get; }

    /// <summary>Things only one who sells writes about himself.</summary>
    public int SellerSigns => SellerSign().Count(Block.Text);

    public static List<AddressBlock> Of(Sheet sheet, List<Block> blocks)
    {
        var found = new List<AddressBlock>();
        foreach (var block in blocks)
        {
            var (label, role, body) = Opening(sheet, block);
            if (role is null && Above(sheet, block) is var (above, of))
                (label, role) = (above, of);
            var address = new AddressBlock(sheet, block, label, role, body);
            if (address.Name is not null && (address.City is not null || role is Role.Buyer or Role.Seller))
                found.Add(address);
        }
        return found;
    }

    private static (Cell? Label, Role? Role, List<Cell> Body) Opening(Sheet sheet, Block block)
    {
        var (first, rest) = (block.First, block.Cells.Skip(1).ToList());
        var label = sheet
            .LabelsOf(first.Line)
            .FirstOrDefault(one => IsParty(one) && one.Place.First == first.First && one.Place.Last <= first.Last);
        if (label is null)
            return (null, null, [.. block.Cells]);
        if (label.Place.Last == first.Last || first.Text.EndsWith(':'))
            return (first, label.Role, rest);
        // "Customer: Northfield Dental Practice"
        var colon = first.Line.Words[label.Place.Last].Text.EndsWith(':') || first.Line.Words[label.Place.Last + 1].Text == ":";
        var name = first.From(first.Line.Words[label.Place.Last].Text.EndsWith(':') ? label.Place.Last + 1 : label.Place.Last + 2);
        return colon && name is not null ? (first, label.Role, [name, .. rest]) : (null, null, [.. block.Cells]);
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
        && AddressLine.Country(text) is null
        && !Salutation().IsMatch(text)
        && !Street().IsMatch(text);

    [GeneratedRegex(
        @"\b(?:IBAN|BIC|SWIFT|www\.|https?:|HRB|HRA|MWST|CHE-?\d|[A-Z]{2}\d{2}\s?(?:\d{4}\s?){3}|RCS|SIRET|SIREN|UStId|USt-|St\.?-?Nr|Steuer-?[Nn]|KvK|BTW|Registro|C\.?I\.?F|Capital|Gesch[äa]ftsf|VAT|TVA|Bankverbindung|BLZ|P\.? ?IVA|Partita|N\.?I\.?P\.?C|Fax|fax)\b"
    )]
    private static partial Regex SellerSign();

    [GeneratedRegex(
        @"^\(|\S: |@|www\.|https?:|\bIBAN\b|\bBIC\b|^\+?[\d\s()./-]+$|^\d{1,3}[.,]\d|\b(?:Tel|Fax|Phone|T[ée]l|Telefon|Page|Seite|Pagina|Página)\b\.?|:$|\d{2}[./-]\d{2}[./-]\d{2,4}|€|\$|%",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex NoName();

    [GeneratedRegex(
        @"^(?:z\.\s?Hd|c/o|attn|att\b|à l'att|t\.a\.v|a la at|alla c|a/c|Herrn?\b|Frau\b|Mr\.?\s|Mrs\.?\s|Ms\.?\s|M\.\s|Mme\b|Sig\.|Sr\.|Sra\.|Dhr\.|Mevr)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Person();

    [GeneratedRegex(
        @"^\d{1,4}[a-zA-Z]?,?\s+(?:[Bb]is\s|[Tt]er\s)?\p{L}|^\p{L}[\p{L} .'’-]*(?:str\.?|straße|strasse|weg|platz|gasse|allee|laan|straat|plein|kade|dijk|ring)\s?\d|^(?:rue|avenue|av\.|boulevard|bd|chemin|place|impasse|route|via|viale|piazza|corso|calle|c/|camino|avenida|avda\.?|plaza|rua|praça|travessa|largo|P\.?O\.? Box|Postfach|BP)\s",
        RegexOptions.IgnoreCase,
        1_000
    )]
    private static partial Regex Street();

    [GeneratedRegex(
        @"^(?:Herrn?|Frau|Familie|Firma|Fa\.|Mr\.?|Mrs\.?|Ms\.?|M\.|Mme|Mlle|Monsieur|Madame|Société|Dhr\.?|Mevr\.?|De heer|Mevrouw|Sig\.?(?:ra)?|Sr\.?|Sra\.?|Egr\..*|Gent\.?(?:le|mo).*|Spett(?:\.?le|abile)\.?|Exmo.*|Att(?:n|ention)?[.:]*)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Salutation();
}
