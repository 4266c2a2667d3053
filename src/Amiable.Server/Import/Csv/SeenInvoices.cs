namespace Amiable.Import.Csv;

/// <summary>
/// The invoices of a file, each number once per account. The same row twice is one invoice; two rows that say different things of one number
/// are both left out, for nobody knows which is right.
/// </summary>
internal sealed class SeenInvoices(string numberColumn, RowErrors errors)
{
    private readonly List<ImportedInvoice> _invoices = [];
    private readonly Dictionary<string, int> _byNumber = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<int> _contradicted = [];

    public int Repeated { get; private set; }

    public IEnumerable<ImportedInvoice> All => _contradicted.Count == 0 ? _invoices : _invoices.Where((_, i) => !_contradicted.Contains(i));

    public void Add(ImportedInvoice invoice)
    {
        var key = $"{invoice.Kind}\n{invoice.AccountSourceId ?? invoice.AccountName}\n{invoice.Number}";
        if (_byNumber.TryAdd(key, _invoices.Count))
        {
            _invoices.Add(invoice);
            return;
        }
        var index = _byNumber[key];
        var earlier = _invoices[index];
        if (earlier == invoice with { Line = earlier.Line })
        {
            Repeated++;
            return;
        }
        _contradicted.Add(index);
        errors.Add(
            invoice.Line,
            numberColumn,
            invoice.Number,
            "number-repeated",
            $"is already on line {earlier.Line} for this account, with other figures; keep one row per invoice. Neither was taken."
        );
    }
}
