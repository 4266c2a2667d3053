using System.Text;

namespace Amiable.Import.Csv;

/// <summary>The cells of one row by field. What cannot be read becomes an error of the row, or a notice where the invoice is right without it.</summary>
internal sealed class RowCells(
    ColumnMapping mapping,
    DateForms dates,
    AmountForms amounts,
    string defaultCurrency,
    RowErrors errors,
    ImportNotices notices
)
{
    public const int LongestText = 200;

    private readonly Dictionary<InvoiceField, string?> _headerCurrency = InvoiceFields.Amounts.ToDictionary(
        field => field,
        field => HeaderWords.Currency(mapping.NameOf(field), defaultCurrency)
    );

    // Fields are asked for many times a row: a list by field is faster than the mapping.
    private readonly int[] _columns =
    [
        .. Enum.GetValues<InvoiceField>().Select(field => mapping.Columns.TryGetValue(field, out var column) ? column : int.MaxValue),
    ];

    private CsvRow _row = new(0, []);

    public bool HasErrors { get; private set; }
    public int Line => _row.Line;

    public void MoveTo(CsvRow row) => (_row, HasErrors) = (row, false);

    /// <summary>The cell as it stands; empty when there is none, or it only says that there is nothing ("-", "n/a").</summary>
    public string this[InvoiceField field] =>
        _columns[(int)field] is var column && column < _row.Cells.Length && !LedgerWords.IsNothing(_row.Cells[column])
            ? _row.Cells[column]
            : "";

    public void Error(InvoiceField field, string code, string reason) => Error(mapping.NameOf(field), this[field], code, reason);

    public void Error(string column, string value, string code, string reason)
    {
        HasErrors = true;
        errors.Add(Line, column, value, code, reason);
    }

    public void Notice(InvoiceField field, string code, string reason) =>
        notices.AddRow(code, mapping.NameOf(field), Line, this[field], reason);

    /// <summary>A text the invoice needs; empty, with an error, when it is not there.</summary>
    public string Needed(InvoiceField field)
    {
        var text = Clean(this[field]);
        if (text.Length == 0)
            Error(field, "missing", $"is blank; every invoice needs {InvoiceFields.NameOf(field)}.");
        else if (text.Length > LongestText)
            Error(field, "text-too-long", $"is longer than {LongestText} characters; shorten it.");
        else
            SayWhatWasLost(field, text);
        return text;
    }

    /// <summary>A text the invoice is right without.</summary>
    public string? Optional(InvoiceField field)
    {
        var text = Clean(this[field]);
        if (text.Length <= LongestText)
        {
            SayWhatWasLost(field, text);
            return text.Length == 0 ? null : text;
        }
        Notice(field, "text-left-out", $"is longer than {LongestText} characters and was left out.");
        return null;
    }

    public DateOnly? Date(InvoiceField field)
    {
        var cell = this[field];
        if (cell.Length == 0)
            return null;
        var date = dates.Read(field, cell, out var code, out var reason);
        if (date is null)
            Error(field, code, reason);
        return date;
    }

    public bool YesOrNo(InvoiceField field)
    {
        if (this[field] is not { Length: > 0 } cell)
            return false;
        if (LedgerWords.YesOrNo(cell) is { } answer)
            return answer;
        Error(field, "not-yes-or-no", "is neither yes nor no.");
        return false;
    }

    /// <summary>The row's currency: its own column says it, else the amount, else the amount's header, else the ledger.</summary>
    public string? Currency()
    {
        var column = this[InvoiceField.Currency];
        var own = column.Length == 0 ? null : CurrencySigns.Find(column, defaultCurrency);
        if (column.Length > 0 && own is null)
        {
            Error(InvoiceField.Currency, "currency-unknown", "is no currency; write its ISO code, as in EUR.");
            return null;
        }
        return own ?? CurrencyOf(InvoiceField.Total) ?? _headerCurrency[InvoiceField.Total] ?? defaultCurrency;
    }

    /// <summary>The amount with its sign, in the row's currency; null when the cell is blank or has an error.</summary>
    public Money? Amount(InvoiceField field, string currency)
    {
        var cell = this[field];
        if (cell.Length == 0)
            return null;
        if (!AmountText.TryRead(cell, out var text))
        {
            Error(field, "amount-unreadable", "is not an amount; expected a number, as in 1234.50.");
            return null;
        }
        if (text.Currency.Length > 0 && CurrencySigns.Find(text.Currency.ToString(), currency) is var said && said != currency)
        {
            if (said is null)
                Error(field, "currency-unknown", $"is in an unknown currency \"{text.Currency}\"; write its ISO code, as in EUR.");
            else
                Error(field, "currency-contradicts", $"is in {said}, but the row is in {currency}.");
            return null;
        }
        return Exact(field, text, currency);
    }

    private void SayWhatWasLost(InvoiceField field, string text)
    {
        if (text.Contains('\uFFFD', StringComparison.Ordinal))
            Notice(field, "unreadable-characters", "holds characters that were lost when the file was written; export it again as UTF-8.");
    }

    private string? CurrencyOf(InvoiceField field) =>
        AmountText.TryRead(this[field], out var text) && text.Currency.Length > 0
            ? CurrencySigns.Find(text.Currency.ToString(), defaultCurrency)
            : null;

    private Money? Exact(InvoiceField field, AmountText text, string currency)
    {
        var mark = amounts.MarkOf(field);
        if (text.Value(mark) is not { } value)
        {
            var absurd = text.Body.Length > 20;
            Error(
                field,
                absurd ? "amount-absurd" : "amount-unreadable",
                absurd ? "is too large to be an amount." : $"is not an amount; in this column '{mark}' begins the cents."
            );
            return null;
        }
        if (Money.OfMajor(text.IsNegative ? -value : value, currency) is { } money)
            return money;
        if (value > MostMajor(currency))
            Error(field, "amount-absurd", $"is too large to be an amount: at most {MostMajor(currency):0} {currency}.");
        else
            Error(field, "amount-too-fine", $"has more decimals than {currency} has; round it to {Currencies.Exponent(currency)}.");
        return null;
    }

    private static decimal MostMajor(string currency) => new Money(Currencies.MostMinor, currency).Major;

    // Line breaks and runs of blanks in a cell are layout, not part of a name.
    private static string Clean(string cell)
    {
        if (cell.Length > LongestText * 5 || !NeedsCleaning(cell))
            return cell;
        var clean = new StringBuilder(cell.Length);
        foreach (var c in cell)
        {
            var blank = char.IsWhiteSpace(c) || char.IsControl(c);
            if (!blank)
                clean.Append(c);
            else if (clean.Length > 0 && clean[^1] != ' ')
                clean.Append(' ');
        }
        return clean.ToString().TrimEnd();
    }

    private static bool NeedsCleaning(string cell)
    {
        for (var i = 0; i < cell.Length; i++)
        {
            if (char.IsControl(cell[i]) || (char.IsWhiteSpace(cell[i]) && (cell[i] != ' ' || cell[i - 1] == ' ')))
                return true;
        }
        return false;
    }
}
