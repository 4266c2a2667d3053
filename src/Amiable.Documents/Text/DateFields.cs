namespace Amiable.Documents.Text;

/// <summary>Which date is which: each date belongs to the label that stands best to it.</summary>
internal sealed class DateFields
{
    private static readonly Dictionary<Role, double> Strengths = new()
    {
        [Role.Issued] = 0.95,
        [Role.Due] = 0.94,
        [Role.OtherDate] = 0.93,
        [Role.Date] = 0.78,
    };

    private static readonly HashSet<Role> Rivals = [Role.Issued, Role.Due, Role.OtherDate, Role.Date, Role.Discount];

    private readonly Sheet _sheet;
    private readonly Dictionary<DateWord, Dictionary<Role, double>> _claims = [];

    public DateFields(Sheet sheet)
    {
        _sheet = sheet;
        foreach (var (role, strength) in Strengths)
        foreach (var label in sheet.Of(role))
            Claim(label, role, strength);
        AfterTitles();
        AfterPrepositions();
        AfterDiscounts();
    }

    public Finding<DateOnly>? Issued()
    {
        var choices = _sheet
            .Dates.Select(date => Choice(date, Role.Issued, 1))
            .Concat(_sheet.Dates.Select(date => Choice(date, Role.Date, 0.95)))
            .Concat(Alone());
        return Choices.Best(choices) is var (best, confidence) && best.Score > 0.3
            ? _sheet.Found(best.Value, confidence, best.Place)
            : null;
    }

    public Finding<DateOnly>? Due(DateOnly? issued)
    {
        var choices = _sheet
            .Dates.Select(date => Choice(date, Role.Due, 1))
            .Where(choice => issued is not { } day || (choice.Value >= day && choice.Value <= day.AddDays(400)));
        return Choices.Best(choices) is var (best, confidence) && best.Score > 0.5
            ? _sheet.Found(best.Value, confidence, best.Place)
            : null;
    }

    private Choice<DateOnly> Choice(DateWord date, Role role, double factor)
    {
        var claims = _claims.GetValueOrDefault(date);
        var score = claims?.GetValueOrDefault(role) ?? 0;
        var rival =
            claims
                ?.Where(claim => claim.Key != role && !(role == Role.Date && claim.Key == Role.Issued))
                .Select(claim => claim.Value)
                .DefaultIfEmpty(0)
                .Max()
            ?? 0;
        // A general "date" gives way to a label that says which.
        var lost =
            rival > score ? 0.45
            : rival > score - 0.05 ? 0.12
            : 0;
        var place = date.Place.Page > 1 ? 0.03 : 0;
        return new(date.Value(_sheet.MonthFirst), date.Place, (score * factor) - (score > 0 ? lost + place : 0));
    }

    private void Claim(Label label, Role role, double strength)
    {
        // "du", "de", "a": only right before a date, and those are looked at from the date.
        if (label.Length < 3 || (role == Role.OtherDate && (label.Length < 5 || IsSecondName(label))))
            return;
        for (var at = label.Line.Index; at < Math.Min(_sheet.Lines.Count, label.Line.Index + 10); at++)
            foreach (var date in _sheet.DatesOfLine[_sheet.Lines[at]])
                Claim(date, role, strength * Near.Of(_sheet, label, date.Place, Rivals));
    }

    /// <summary>"Rechnungsdatum / Lieferdatum": one date with two names is the invoice's.</summary>
    private bool IsSecondName(Label label) =>
        _sheet
            .LabelsOf(label.Line)
            .Any(first =>
                first.Role == Role.Issued
                && first.Place.Last < label.Place.First
                && label.Place.First - first.Place.Last <= 2
                && new Passage(label.Line, first.Place.Last, label.Place.First).Text.Contains('/', StringComparison.Ordinal)
            );

    private void Claim(DateWord date, Role role, double score)
    {
        if (score <= 0)
            return;
        if (!_claims.TryGetValue(date, out var claims))
            _claims[date] = claims = [];
        claims[role] = Math.Max(claims.GetValueOrDefault(role), score);
    }

    /// <summary>"Facture n° 562044387 du 2 juillet 2015", "Rechnung Nr. 12 vom 5. Mai 2024".</summary>
    private void AfterTitles()
    {
        foreach (var date in _sheet.Dates)
        {
            var labels = _sheet.LabelsOf(date.Line).Where(label => label.Place.Last < date.Place.First).ToList();
            if (!labels.Exists(label => label.Role == Role.Connector && label.Place.Last == date.Place.First - 1))
                continue;
            var start = labels.FindLast(label =>
                label.Role is Role.Title or Role.Credit or Role.Number or Role.Document && label.Length > 3
            );
            // "zu Rechnung RE-233 vom …", "Ordine 15 del …": the date of what is named there.
            var named = labels.FindLast(label =>
                label.Role is not (Role.Connector or Role.Date or Role.OtherDate or Role.Nr or Role.Terms or Role.Currency)
                && label.Length > 3
            );
            if (named?.Role is Role.Preceding or Role.Po or Role.OtherNumber && date.Place.First - named.Place.Last is >= 3 and <= 5)
            {
                Claim(date, Role.OtherDate, 0.9);
                continue;
            }
            if (start is null && IsBelowTitle(date))
                Claim(date, Role.Issued, 0.85);
            if (start is null)
                continue;
            var between = date.Place.First - start.Place.Last - 1;
            var preceding = labels.Exists(label => label.Role is Role.Preceding && label.Place.Last <= start.Place.Last + 1);
            if (between is > 0 and <= 5 && !preceding && date.Place.Left - start.Place.Right < 30 * date.Line.Height)
                Claim(date, Role.Issued, 0.9);
        }
    }

    /// <summary>"… Nr. 471102" on one line and "vom 05.03.2018" alone on one of the next two.</summary>
    private bool IsBelowTitle(DateWord date)
    {
        var cell = date.Line.Cells.First(one => one.First <= date.Place.First && one.Last >= date.Place.Last);
        if (date.Place.First > cell.First + 1)
            return false;
        for (var at = date.Line.Index - 1; at >= Math.Max(0, date.Line.Index - 2); at--)
            if (
                _sheet
                    .LabelsOf(_sheet.Lines[at])
                    .Any(label =>
                        label.Role is Role.Title or Role.Credit
                        && label.OpensCell
                        && Math.Abs(label.Place.Left - cell.Left) < date.Line.Height
                    )
            )
                return _sheet.Lines[at].Page == date.Line.Page;
        return false;
    }

    /// <summary>"du 1 au 31 juillet", "vom … bis …", "Paris, le 3 mars".</summary>
    private void AfterPrepositions()
    {
        foreach (var label in _sheet.Labels.Where(IsPreposition))
        foreach (var date in _sheet.DatesOfLine[label.Line].Where(date => date.Place.First == label.Place.Last + 1))
            if (!_claims.TryGetValue(date, out var claims) || (label.Role == Role.OtherDate && !claims.ContainsKey(Role.Issued)))
                Claim(date, label.Role, label.Role == Role.Date ? 0.7 : 0.6);
    }

    private static bool IsPreposition(Label label) =>
        label.Role == Role.OtherDate ? label.Length < 5 : label.Role == Role.Date && label.Length < 3;

    /// <summary>"2% Skonto bis 10.06.": until when less may be paid, not when all is due.</summary>
    private void AfterDiscounts()
    {
        foreach (var label in _sheet.Of(Role.Discount).Where(label => label.Length > 5))
            if (_sheet.DatesOfLine[label.Line].FirstOrDefault(date => date.Place.First > label.Place.Last) is { } date)
                Claim(date, Role.OtherDate, 0.93);
    }

    /// <summary>A date nothing announces, alone at the top of the first page.</summary>
    private IEnumerable<Choice<DateOnly>> Alone()
    {
        foreach (var date in _sheet.Dates.Where(date => !_claims.ContainsKey(date) && date.Place.Page == _sheet.Lines[0].Page.Number))
        {
            var cell = date.Line.Cells.First(one => one.First <= date.Place.First && one.Last >= date.Place.Last);
            var alone = cell.Last - cell.First <= date.Place.Last - date.Place.First + 2;
            if (alone && date.Place.Top < 0.45 * date.Line.Page.Height)
                yield return new(date.Value(_sheet.MonthFirst), date.Place, 0.6);
        }
    }
}
