using System.Text.RegularExpressions;

namespace Amiable.Documents.Text;

/// <summary>Whether 03/04/2024 is March 4: what other dates of the page show, or else what country it comes from.</summary>
internal static partial class DateOrder
{
    public static bool MonthFirst(Sheet sheet)
    {
        var seen = sheet.Dates.Sum(date => date.Order);
        if (seen != 0)
            return seen < 0;
        if (sheet.Language is not ("en" or ""))
            return false;
        return American(sheet) > 0;
    }

    private static int American(Sheet sheet)
    {
        var signs = 0;
        foreach (var currency in sheet.Amounts.Select(amount => amount.Currency).OfType<string>().Distinct())
            signs += currency switch
            {
                "USD" or "$" => 2,
                "CAD" => 0,
                _ => -2,
            };
        var page = sheet.Pages.Count > 0 ? sheet.Pages[0] : null;
        if (page is not null && page.Width > 0)
            signs += Math.Abs((page.Height / page.Width) - (11 / 8.5)) < 0.02 ? 2 : -1;
        foreach (var cell in sheet.Lines.SelectMany(line => line.Cells).Take(2_000))
        {
            if (StateAndZip().IsMatch(cell.Text))
                signs += 2;
            if (Elsewhere().IsMatch(cell.Text))
                signs -= 3;
        }
        return signs;
    }

    [GeneratedRegex(
        @"\b(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|P[AR]|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY])\s\d{5}(?:-\d{4})?\b"
    )]
    private static partial Regex StateAndZip();

    [GeneratedRegex(
        @"\b(?:VAT|GST|ABN|IBAN|United Kingdom|Australia|India|Ireland|Singapore|New Zealand|South Africa)\b|\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b"
    )]
    private static partial Regex Elsewhere();
}
