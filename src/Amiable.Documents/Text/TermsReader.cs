using System.Globalization;
using System.Text.RegularExpressions;

namespace Amiable.Documents.Text;

/// <summary>"30 days net", "30 jours fin de mois", "a 60 gg d.f.f.m.", "on receipt".</summary>
/// <param name="Days">After the issue date.</param>
/// <param name="EndOfMonth">Then on to the end of that month.</param>
internal sealed record PaymentTerms(int Days, bool EndOfMonth, double Score, Passage Place)
{
    public DateOnly From(DateOnly issued)
    {
        var day = issued.AddDays(Days);
        return EndOfMonth ? new(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month)) : day;
    }
}

internal static partial class TermsReader
{
    public static PaymentTerms? Read(Sheet sheet)
    {
        var found = sheet
            .Lines.SelectMany(line => line.Cells)
            .SelectMany(cell => Of(sheet, cell))
            .OrderByDescending(terms => terms.Score)
            .ToList();
        if (found.Count == 0)
            return null;
        // Two different terms of the same weight: none.
        return found.Exists(other => other.Score > found[0].Score - 0.05 && other.Days != found[0].Days) ? null : found[0];
    }

    private static IEnumerable<PaymentTerms> Of(Sheet sheet, Cell cell)
    {
        var labels = sheet.LabelsOf(cell.Line);
        foreach (var (from, text) in Clauses(cell.Text))
        {
            var place = cell.Part(from, text.Length);
            var inside = labels.Where(label => label.Place.First >= place.First && label.Place.Last <= place.Last).ToList();
            if (inside.Exists(label => label.Role == Role.Discount))
                continue;
            var announced = inside.Exists(label => label.Role is Role.Terms or Role.Due && label.Length > 2) || Before(sheet, cell, place);
            if (!announced)
                continue;
            var later = inside.Exists(label => label.Role == Role.EndOfMonth);
            if (Period(text) is { } days)
                yield return new(days, later, later ? 0.8 : 0.88, place);
            else if (inside.Exists(label => label.Role == Role.Immediate))
                yield return new(0, false, 0.75, place);
        }
        foreach (
            var label in labels.Where(label => label.Role == Role.Immediate && label.Length > 10 && label.OpensCell && Within(label, cell))
        )
            if (cell.Text.Length < 60 || label.Line.Words[label.Place.Last].Text.EndsWith('.'))
                yield return new(0, false, 0.7, label.Place);
    }

    private static IEnumerable<(int From, string Text)> Clauses(string text)
    {
        var from = 0;
        foreach (var end in ClauseEnd().Matches(text).Select(match => match.Index).Append(text.Length))
        {
            var clause = text[from..end];
            var trimmed = clause.TrimStart(' ', ',', ';', '.');
            if (trimmed.Length > 2)
                yield return (from + clause.Length - trimmed.Length, trimmed);
            from = end;
        }
    }

    private static bool Within(Label label, Cell cell) => label.Place.First >= cell.First && label.Place.Last <= cell.Last;

    private static int? Period(string clause)
    {
        var match = CountOfDays().Match(clause);
        if (!match.Success)
            match = NetDays().Match(clause);
        return match.Success && int.Parse(match.Groups["days"].ValueSpan, CultureInfo.InvariantCulture) is > 0 and <= 180 and var days
            ? days
            : null;
    }

    /// <summary>The label stands in the cell to the left, or above.</summary>
    private static bool Before(Sheet sheet, Cell cell, Passage place)
    {
        for (var at = Math.Max(0, cell.Line.Index - 4); at <= cell.Line.Index; at++)
            foreach (var label in sheet.LabelsOf(sheet.Lines[at]))
                if (
                    label.Role is Role.Terms
                    && label.Length > 6
                    && label.OpensCell
                    && (label.Line != place.Line || label.Place.Last < place.First)
                    && Near.Of(sheet, label, place, []) > 0.6
                )
                    return true;
        return false;
    }

    [GeneratedRegex(@"[,;](?!\d)|(?<=\p{L}{4}|[%)\d])\.(?=\s+\p{Lu})", RegexOptions.None, 1_000)]
    private static partial Regex ClauseEnd();

    [GeneratedRegex(
        @"(?<![\d.,/-])(?<days>\d{1,3})(?:\s|-)?\(?(?:\w+\)\s)?(?:days?|jours?|jrs|j\b|tage?n?|tg|d[ií]as?|giorni|gg|g\b|dagen|dgn|kalendertage|calendar|d\b|t\b)",
        RegexOptions.IgnoreCase,
        1_000
    )]
    private static partial Regex CountOfDays();

    [GeneratedRegex(@"\bnet(?:to)?\s?(?<days>\d{1,3})\b", RegexOptions.IgnoreCase, 1_000)]
    private static partial Regex NetDays();
}
