namespace Amiable.Import.Csv;

/// <summary>Gives each field the column whose name fits best and whose cells do not contradict.</summary>
internal sealed class ColumnGuess(IReadOnlyList<string> headers, IReadOnlyList<string> names, IReadOnlyList<CsvRow> sample)
{
    private readonly record struct Claim(InvoiceField Field, int Column, int Score);

    // Far above any rank or number of surplus words.
    private const int ExactName = 10_000;

    /// <summary>A ledger has dozens of columns; a file with thousands is no reason to be slow.</summary>
    public const int NamesLookedAt = 1_000;

    private readonly Dictionary<InvoiceField, int> _columns = [];
    private readonly HashSet<int> _taken = [];
    private readonly List<ImportNotice> _notices = [];

    public ColumnMapping Guess(IReadOnlyDictionary<InvoiceField, int?> chosen)
    {
        foreach (var (field, column) in chosen)
        {
            if (column is { } index)
            {
                _columns[field] = index;
                _taken.Add(index);
            }
        }
        var claims = Claims().OrderByDescending(c => c.Score).ThenBy(c => c.Column).ThenBy(c => c.Field).ToList();
        var refused = new List<Claim>();
        foreach (var claim in claims)
        {
            if (_taken.Contains(claim.Column) || _columns.ContainsKey(claim.Field) || chosen.ContainsKey(claim.Field))
                continue;
            if (!Fits(claim))
            {
                refused.Add(claim);
                continue;
            }
            _columns[claim.Field] = claim.Column;
            _taken.Add(claim.Column);
        }
        DueDateBySecondDate(claims, chosen);
        OutstandingAsTotal(chosen);
        _columns.Remove(InvoiceField.NetAmount);
        foreach (var column in refused.DistinctBy(r => r.Column).Where(r => !_taken.Contains(r.Column)).OrderBy(r => r.Column))
            Notice(column);
        return new(_columns, names, _notices);
    }

    private IEnumerable<Claim> Claims()
    {
        for (var column = 0; column < Math.Min(headers.Count, NamesLookedAt); column++)
        {
            var words = HeaderWords.Split(headers[column]);
            var squashed = string.Concat(words);
            foreach (var name in ColumnNames.Meaning(squashed))
                yield return new(name.Field, column, ExactName - name.Rank);
            if (words.Count is < 2 or > 8)
                continue;
            foreach (var name in ColumnNames.Within(words))
                yield return new(name.Field, column, ExactName / 2 - name.Rank - 100 * (words.Count - name.Words.Count));
        }
    }

    // "Date" and "Date": the one with the later days is when the money is due.
    private void DueDateBySecondDate(List<Claim> claims, IReadOnlyDictionary<InvoiceField, int?> chosen)
    {
        if (
            _columns.ContainsKey(InvoiceField.DueOn)
            || chosen.ContainsKey(InvoiceField.DueOn)
            || !_columns.TryGetValue(InvoiceField.IssuedOn, out var issued)
        )
            return;
        var score = claims.FirstOrDefault(c => c.Field == InvoiceField.IssuedOn && c.Column == issued).Score;
        var twin = claims.Find(c => c.Field == InvoiceField.IssuedOn && c.Score == score && !_taken.Contains(c.Column) && Fits(c));
        if (score == 0 || twin.Score == 0)
            return;
        var (laterInTwin, laterInIssued) = (CountLater(issued, twin.Column), CountLater(twin.Column, issued));
        if (laterInTwin == laterInIssued)
            return;
        _taken.Add(twin.Column);
        (_columns[InvoiceField.IssuedOn], _columns[InvoiceField.DueOn]) =
            laterInTwin > laterInIssued ? (issued, twin.Column) : (twin.Column, issued);
    }

    // A list of open items often has only what is left to pay.
    private void OutstandingAsTotal(IReadOnlyDictionary<InvoiceField, int?> chosen)
    {
        if (
            _columns.ContainsKey(InvoiceField.Total)
            || chosen.ContainsKey(InvoiceField.Total)
            || !_columns.Remove(InvoiceField.Outstanding, out var column)
        )
            return;
        _columns[InvoiceField.Total] = column;
        _notices.Add(
            new(
                "outstanding-as-total",
                $"The file has no total: what is left to pay (column \"{names[column]}\") is taken as the total of each invoice.",
                Column: names[column]
            )
        );
    }

    private int CountLater(int earlier, int later) =>
        sample.Count(row =>
            Cell(row, earlier) is { } a
            && Cell(row, later) is { } b
            && DateText.Read(a)?.On(DateForm.DayMonthYear) is { } first
            && DateText.Read(b)?.On(DateForm.DayMonthYear) is { } second
            && second > first
        );

    private static string? Cell(CsvRow row, int column) => column < row.Cells.Length ? row.Cells[column] : null;

    private bool Fits(Claim claim)
    {
        int filled = 0,
            fitting = 0,
            zeros = 0;
        foreach (var row in sample)
        {
            if (Cell(row, claim.Column) is not { } cell || LedgerWords.IsNothing(cell))
                continue;
            filled++;
            fitting += CanBe(claim.Field, cell) ? 1 : 0;
            zeros += cell == "0" ? 1 : 0;
        }
        // "Paid" holds answers only where every cell is one: 0 is an amount as well.
        return claim.Field == InvoiceField.IsPaid ? fitting == filled && zeros < filled : fitting * 2 >= filled;
    }

    private static bool CanBe(InvoiceField field, string cell) =>
        field switch
        {
            InvoiceField.IssuedOn or InvoiceField.DueOn or InvoiceField.SettledOn => DateText.Read(cell) is not null,
            InvoiceField.Total or InvoiceField.NetAmount or InvoiceField.Tax or InvoiceField.Paid or InvoiceField.Outstanding => IsAmount(
                cell
            ),
            InvoiceField.Currency => CurrencySigns.Find(cell, "EUR") is not null || cell.Length <= 3 && cell.All(char.IsLetter),
            InvoiceField.Country => !cell.Any(char.IsDigit) && Countries.Find(cell) is not null,
            InvoiceField.Language => LedgerWords.Language(cell) is not null,
            InvoiceField.ContactEmail => cell.Contains('@', StringComparison.Ordinal),
            InvoiceField.Kind => LedgerWords.Kind(cell) is not null,
            InvoiceField.Status => LedgerWords.Status(cell) is not null || (cell.Any(char.IsLetter) && DateText.Read(cell) is null),
            InvoiceField.IsPaid or InvoiceField.IsDisputed or InvoiceField.IsDraft or InvoiceField.IsCancelled => LedgerWords.YesOrNo(cell)
                is not null,
            InvoiceField.DirectDebit => !IsAmount(cell) || LedgerWords.YesOrNo(cell) is not null,
            InvoiceField.Number or InvoiceField.PurchaseOrder => DateText.Read(cell)
                is not { Writing: not (DateWriting.ExcelSerial or DateWriting.YearFirst) },
            _ => true,
        };

    private static bool IsAmount(string cell) =>
        AmountText.TryRead(cell, out _) && DateText.Read(cell) is not { Writing: DateWriting.YearLast };

    private void Notice(Claim refused)
    {
        var example =
            sample.Select(row => Cell(row, refused.Column)).FirstOrDefault(cell => cell is { Length: > 0 } && !CanBe(refused.Field, cell))
            ?? "";
        _notices.Add(
            new(
                "column-ignored",
                $"Column \"{names[refused.Column]}\" is not used: its name says {InvoiceFields.NameOf(refused.Field)}, "
                    + $"values such as \"{RowError.Shorten(example)}\" do not.",
                Column: names[refused.Column],
                Value: RowError.Shorten(example)
            )
        );
    }
}
