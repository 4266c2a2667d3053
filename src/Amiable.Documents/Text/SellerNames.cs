using System.Text.RegularExpressions;

namespace Amiable.Documents.Text;

/// <summary>The seller's name: the line above the window, the letterhead, the foot, or where a label says it.</summary>
internal static partial class SellerNames
{
    public static Finding<string>? Find(
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
                    PartyNames.Clean(address.Name!.Text),
                    address.Name.All,
                    (address.Announced == Role.Seller ? 0.86 : 0.55) + (0.08 * Math.Min(address.SellerSigns, 3))
                )
            );
        foreach (var cell in sheet.Lines.Where(line => line.Page.Number <= 2).Take(300).SelectMany(line => line.Cells))
            if (LegalName().Match(cell.Text) is { Success: true } match && (buyer is null || !buyer.Value.Address.Body.Contains(cell)))
            {
                var height = cell.Line.Page.Height;
                var edge = cell.Line.Top < 0.2 * height || cell.Line.Bottom > 0.8 * height;
                choices.Add(new(PartyNames.Clean(match.Value), cell.Part(match.Index, match.Length), edge ? 0.62 : 0.4));
            }
        foreach (var label in sheet.Of(Role.Seller).Where(label => label.Length > 5))
            if (
                label.Line.Cells.FirstOrDefault(cell => cell.First <= label.Place.Last + 1 && cell.Last > label.Place.Last) is { } cell
                && Rest(cell, label) is { } rest
                && AddressBlock.IsName(rest.Text)
            )
                choices.Add(new(PartyNames.Clean(rest.Text), rest, LegalName().IsMatch(rest.Text) ? 0.8 : 0.5));
        choices.RemoveAll(choice =>
            choice.Value.Length < 3 || (buyer is not null && PartyNames.Same(choice.Value, buyer.Value.Address.Name!.Text))
        );
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
                    + (
                        0.06
                        * Math.Min(2, choices.Count(other => other.Place != choice.Place && PartyNames.Same(other.Value, choice.Value)))
                    ),
            }
        );

    private static Passage? Rest(Cell cell, Label label) =>
        label.Place.Last + 1 <= cell.Last ? new Passage(cell.Line, Math.Max(cell.First, label.Place.Last + 1), cell.Last) : null;

    /// <summary>"QualityHosting AG - Uferweg 40-42 - D-63571 Gelnhausen": the small line above the window.</summary>
    public static IEnumerable<(string Name, Passage Place)> SenderLines(Sheet sheet)
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
                    PartyNames.Clean(name),
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

    [GeneratedRegex(@"\s+[-–—|●•·∙*]\s+|\s*[|●•·∙]\s*", RegexOptions.None, 1_000)]
    private static partial Regex Separator();

    [GeneratedRegex(
        @"(?:[\p{Lu}\d][\p{L}\d&'’.+-]*\s(?:(?:&|et|und|and|y|e|de|di|do|da|dos|das|del|della|degli|du|des|la|le|el|van|der|den|für|of|the)\s)?){0,5}[\p{Lu}\d][\p{L}\d&'’.+-]*,?\s\(?(?:GmbH(?:\s&\sCo\.?\sKG)?|AG|SARL|S\.A\.R\.L\.?|S[àa]rl|SASU?|S\.A\.S\.?|SA|S\.A\.U?\.?|EURL|SNC|Ltd\.?|Limited|LLC|LLP|Inc\.?|Corp\.?|Corporation|PLC|plc|B\.V\.|BV|N\.V\.|NV|V\.?O\.?F\.?|S\.L\.U?\.?|SLU?|S\.?p\.?A\.?|S\.?r\.?l\.?s?|Srl|SRL|Lda\.?|LDA|KG|OHG|UG|e\.K\.|eG|GbR|SPRL|BVBA|A/S|AB|Oy|ApS|Pty\.?\s(?:Ltd\.?)?|SE|SCOP|e\.V\.)(?![\p{L}\d])",
        RegexOptions.None,
        1_000
    )]
    private static partial Regex LegalName();
}
