using Microsoft.AspNetCore.WebUtilities;

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

    /// <summary>The agent may write to no contact by e-mail: none has an address that works, or the notes about those keep it from that.</summary>
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
    /// <summary>Only these of them; null for no such limit.</summary>
    public IReadOnlyList<Guid>? Among { get; init; }

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

    /// <summary>Reads what stands behind the address of the list.</summary>
    public static AccountFilter OfQuery(string? query)
    {
        var asked = QueryHelpers.ParseQuery(query);
        return Of(asked.GetValueOrDefault("only"), asked.GetValueOrDefault("q"), asked.GetValueOrDefault("sort"));
    }

    /// <summary>The order as an address has it: "-outstanding".</summary>
    public string Sort => (Descending ? "-" : "") + Order.ToString().ToLowerInvariant();

    /// <summary>The limit as an address has it; null for none.</summary>
    public string? Limit => Only == AccountsOnly.All ? null : Only.ToString().ToLowerInvariant();
}
