using System.Text.RegularExpressions;

namespace Amiable.Documents.Text;

/// <summary>Company numbers: SIREN and SIRET (with their check digit), HRB, KvK, company numbers.</summary>
internal static partial class Registrations
{
    public static (Finding<string>? Seller, Finding<string>? Buyer) Read(Sheet sheet, (AddressBlock Address, double)? buyer)
    {
        var found = sheet
            .Lines.Where(line => line.Page.Number <= 3)
            .Take(1_000)
            .SelectMany(line => line.Cells)
            .SelectMany(cell => Of(sheet, cell))
            .ToList();
        var ofBuyer = found.Where(choice => Owners.IsBuyers(sheet, choice.Place, buyer?.Address)).ToList();
        return (Best(sheet, found.Except(ofBuyer)), Best(sheet, ofBuyer));
    }

    private static Finding<string>? Best(Sheet sheet, IEnumerable<Choice<string>> choices) =>
        Choices.Best(choices) is var (best, confidence) ? sheet.Found(best.Value, Math.Min(confidence, 0.95), best.Place) : null;

    private static IEnumerable<Choice<string>> Of(Sheet sheet, Cell cell)
    {
        foreach (Match match in French().Matches(cell.Text))
        {
            var digits = new string([.. match.Groups["id"].Value.Where(char.IsAsciiDigit)]);
            if (digits.Length is 9 or 14)
                yield return new(
                    digits,
                    cell.Part(match.Groups["id"].Index, match.Groups["id"].Length),
                    TaxDigits.Luhn(digits) ? 0.95 : 0.6
                );
        }
        foreach (Match match in Court().Matches(cell.Text))
            yield return new(
                match.Groups["id"].Value.Replace("  ", " ", StringComparison.Ordinal),
                cell.Part(match.Groups["id"].Index, match.Groups["id"].Length),
                0.88
            );
        foreach (Match match in Named().Matches(cell.Text))
            if (match.Groups["id"].Value.Count(char.IsAsciiDigit) >= 6)
                yield return new(
                    match.Groups["id"].Value.Trim(' ', '.', ','),
                    cell.Part(match.Groups["id"].Index, match.Groups["id"].Length),
                    0.85
                );
    }

    [GeneratedRegex(
        @"\b(?:SIRET|SIREN|R\.?C\.?S\.?|RM)\b[^\d\n]{0,25}?(?<id>\d{3}[ .]?\d{3}[ .]?\d{3}(?:[ .]?\d{5}|[ .]?\d{3}[ .]?\d{2})?)(?!\d)|(?<id>\d{3}[ .]?\d{3}[ .]?\d{3})\s+(?:R\.?C\.?S\.?)\b",
        RegexOptions.IgnoreCase,
        1_000
    )]
    private static partial Regex French();

    [GeneratedRegex(
        @"\b(?<id>HR\s?[AB]\s?:?\s?(?:Nr\.?\s?)?\d{2,7}(?:\s?[A-Z]{1,2}(?![\p{L}]))?)|\b(?:FN|Firmenbuch(?:nummer|-?Nr\.?)?)\s?:?\s?(?<id>\d{5,6}\s?[a-z])\b",
        RegexOptions.None,
        1_000
    )]
    private static partial Regex Court();

    [GeneratedRegex(
        @"\b(?:K\.?v\.?K\.?(?:[- ]?(?:nummer|nr\.?))?(?:\s\p{Lu}[\p{L} ]{2,20}?)?|Company\s(?:Reg(?:istration|\.)?\s)?(?:No|Number)\.?|Compan(?:y|ies)\s(?:House\s)?(?:Reg(?:istration|istered|\.)?)\s?(?:No|Number)?\.?|Reg(?:istered|istration|\.)\s(?:No|Number)\.?|Registered in (?:England|Scotland|Ireland|Wales)[^\d\n]{0,30}?(?:No|Number)?\.?|CRN|R\.?E\.?A\.?|BCE|KBO|RPR|Ondernemingsn(?:umme)?r\.?|N° d['’]entreprise|C\.?R\.?C\.?[^\d\n]{0,40}?(?:n\.?[ºo°]|sob o)?|NIPC|UEN|ACN)\s?[:#.]?\s*(?<id>(?-i:[A-Z]{2}[ -]?)?\d[\d .]{4,14}\d)(?!\d)",
        RegexOptions.IgnoreCase,
        1_000
    )]
    private static partial Regex Named();
}
