namespace Amiable.Documents.Text;

/// <summary>Whether it is an invoice or a credit note: what it calls itself, largest and first.</summary>
internal static class KindField
{
    public static Finding<DocumentKind>? Read(Sheet sheet)
    {
        var credit = sheet
            .Of(Role.Credit)
            .Select(label => (Label: label, Weight: Weight(sheet, label)))
            .OrderByDescending(one => one.Weight)
            .FirstOrDefault();
        var invoice = sheet
            .Of(Role.Title)
            .Concat(sheet.Of(Role.Number))
            .Concat(sheet.Of(Role.Issued))
            .Select(label => (Label: label, Weight: Weight(sheet, label) - (label.Role == Role.Title ? 0 : 0.15)))
            .OrderByDescending(one => one.Weight)
            .FirstOrDefault();
        // The buyer writes a self-billed "Gutschrift": an invoice, whatever its title says.
        var selfBilled = sheet.Of(Role.SelfBilled).Any(label => label.Line.Index < 40);
        if (credit.Label is not null && !selfBilled && credit.Weight >= 0.4 && credit.Weight >= invoice.Weight - 0.05)
            return sheet.Found(DocumentKind.CreditNote, Math.Min(0.98, 0.7 + (credit.Weight / 4)), credit.Label.Place);
        var place = invoice.Label ?? (selfBilled ? credit.Label : null);
        return place is null
            ? null
            : sheet.Found(DocumentKind.Invoice, Math.Min(0.97, 0.75 + (Math.Max(invoice.Weight, 0) / 4)), place.Place);
    }

    /// <summary>Quotes, order confirmations and reminders look like invoices; a person should know.</summary>
    public static DocumentProblem? Doubt(Sheet sheet, Finding<DocumentKind>? kind)
    {
        var other = sheet
            .Of(Role.NotInvoice)
            .Select(label => (Label: label, Weight: Weight(sheet, label)))
            .OrderByDescending(one => one.Weight)
            .FirstOrDefault();
        if (other.Label is null || other.Weight < 0.75)
            return null;
        var title = sheet.Of(Role.Title).Concat(sheet.Of(Role.Credit)).Select(label => Weight(sheet, label)).DefaultIfEmpty(0).Max();
        return title >= other.Weight || kind?.Value == DocumentKind.CreditNote
            ? null
            : new("not-an-invoice", $"This calls itself “{other.Label.Place.Text}”; it may be no invoice.", "kind")
            {
                Values = [other.Label.Place.Text],
            };
    }

    private static double Weight(Sheet sheet, Label label)
    {
        var line = label.Line;
        var height = label.Place.Line.Words[label.Place.First].Bottom - label.Place.Top;
        var size = Math.Clamp((height / sheet.UsualHeight) - 1, -0.3, 1) * 0.6;
        var cell = line.Cells.First(one => one.First <= label.Place.First && one.Last >= label.Place.Last);
        var share = (double)(label.Place.Last - label.Place.First + 1) / (cell.Last - cell.First + 1);
        var top = line.Page.Number == 1 ? 0.25 * (1 - (label.Place.Top / Math.Max(line.Page.Height, 1))) : -0.1;
        var item = sheet.AmountsOfLine[line].Any(amount => amount.IsMoney && amount.Place.First > label.Place.Last) ? -0.3 : 0;
        return item + (label.OpensCell ? 0.3 : -0.1) + (0.25 * share) + top + size;
    }
}
