namespace Amiable.Accounts;

/// <summary>Which accounts a list is limited to.</summary>
public enum AccountsOnly
{
    All,

    /// <summary>At least one invoice is past due.</summary>
    Overdue,

    /// <summary>Follow-ups rest today.</summary>
    Paused,

    /// <summary>At least one open invoice is contested.</summary>
    Disputed,

    /// <summary>No contact can be written to.</summary>
    Unreachable,
}

/// <summary>By what a list of accounts is sorted.</summary>
public enum AccountOrder
{
    Name,

    /// <summary>What is owed in the organization's currency, less unallocated credit. Other currencies are shown, not compared: nothing is converted.</summary>
    Outstanding,

    /// <summary>The number of overdue invoices.</summary>
    Overdue,

    /// <summary>The days since the oldest due date.</summary>
    Oldest,
}

/// <summary>What a list of accounts shows, and in which order.</summary>
public sealed record AccountFilter(AccountsOnly Only, string? Search, AccountOrder Order, bool Descending)
{
    public static AccountFilter Everything { get; } = new(AccountsOnly.All, null, AccountOrder.Outstanding, true);

    /// <summary>Reads an address; what it does not know is as if it were not there.</summary>
    public static AccountFilter Of(string? only, string? search, string? sort)
    {
        var limited =
            Enum.TryParse<AccountsOnly>(only, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : AccountsOnly.All;
        var descending = sort is ['-', ..];
        var ordered = Enum.TryParse<AccountOrder>(descending ? sort![1..] : sort, ignoreCase: true, out var order) && Enum.IsDefined(order);
        var text = string.IsNullOrWhiteSpace(search) ? null : search.Trim();
        return ordered ? new(limited, text, order, descending) : Everything with { Only = limited, Search = text };
    }

    /// <summary>The order as an address has it: "-outstanding".</summary>
    public string Sort => (Descending ? "-" : "") + Order.ToString().ToLowerInvariant();

    /// <summary>The limit as an address has it; null for none.</summary>
    public string? Limit => Only == AccountsOnly.All ? null : Only.ToString().ToLowerInvariant();
}

/// <summary>A place in a sorted list, named by the row beside it: paging from there costs the same on page 2 and on page 2,000.</summary>
/// <param name="IsBefore">Whether the rows before it are wanted, not those after it.</param>
/// <param name="Text">The row's key when names are sorted.</param>
/// <param name="Figure">The row's key when figures are sorted.</param>
/// <param name="Id">The row.</param>
public sealed record AccountPlace(bool IsBefore, string Text, long Figure, AccountId Id)
{
    /// <summary>Reads "after" or "before" of an address; null for the beginning of the list, or when it is mistyped.</summary>
    public static AccountPlace? Of(string? after, string? before)
    {
        var parts = (after ?? before)?.Split('~', 3);
        return
            parts is [var id, var figure, var text]
            && Guid.TryParseExact(id, "N", out var row)
            && long.TryParse(figure, System.Globalization.CultureInfo.InvariantCulture, out var number)
            ? new(after is null, text, number, new(row))
            : null;
    }

    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Id.Value:N}~{Figure}~{Text}");
}
