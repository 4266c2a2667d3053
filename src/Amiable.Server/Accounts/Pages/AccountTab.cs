using Amiable.Ui;

namespace Amiable.Accounts.Pages;

/// <summary>What the page of an account shows below its head.</summary>
public enum AccountTab
{
    Timeline,
    Invoices,
    CreditNotes,
    Payments,
    Promises,
    Communications,
    Tasks,
    Details,
}

/// <summary>Where an account is shown.</summary>
public static class AccountAddress
{
    public static string Of(AccountId id, AccountTab tab = AccountTab.Timeline) =>
        tab == AccountTab.Timeline ? $"/accounts/{id.Value}" : $"/accounts/{id.Value}/{Typed.Choice(tab)}";
}
