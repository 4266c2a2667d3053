using Amiable.Accounts;
using Amiable.Communications;
using Amiable.Contacts;
using Amiable.Credits;
using Amiable.Invoices;
using Amiable.Tasks;
using Amiable.Ui;

namespace Amiable.Search;

/// <summary>The few best of everything somebody may mean, of each kind.</summary>
public sealed class SearchEverything(
    FindActions findActions,
    FindAccounts findAccounts,
    FindContacts findContacts,
    FindInvoices findInvoices,
    FindCreditNotes findCreditNotes,
    FindCommunications findCommunications,
    FindTasks findTasks
)
{
    /// <param name="sought">What was typed.</param>
    /// <param name="amount">The amount it is; null when it is none.</param>
    /// <param name="words">The reader's words, which name the pages.</param>
    /// <param name="most">How many of each kind.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<FoundEverything> Run(SoughtWords sought, SoughtAmount? amount, Words words, int most, CancellationToken ct)
    {
        var actions = findActions.Run(sought, words);
        if (sought.IsNothing)
            return FoundEverything.Nothing(sought) with { Actions = new(actions, false) };
        // One more than is shown tells whether there is more.
        var accounts = await findAccounts.Run(sought, most + 1, ct);
        return new(
            sought,
            amount is not null,
            Few(actions, most),
            Few(accounts, most),
            Few(await findContacts.Run(sought, most + 1, ct), most),
            Few(await findInvoices.Run(sought, amount, most + 1, ct), most),
            Few(await findCreditNotes.Run(sought, amount, most + 1, ct), most),
            Few(await findCommunications.Run(sought, most + 1, ct), most),
            Few(await findTasks.Run(sought, [.. accounts.Select(a => a.Id)], most + 1, ct), most)
        );
    }

    private static Few<T> Few<T>(IReadOnlyList<T> found, int most) => new([.. found.Take(most)], found.Count > most);
}

/// <param name="IsAmount">Whether an amount was looked for, too.</param>
public sealed record FoundEverything(
    SoughtWords Sought,
    bool IsAmount,
    Few<FoundAction> Actions,
    Few<FoundAccount> Accounts,
    Few<FoundContact> Contacts,
    Few<FoundInvoice> Invoices,
    Few<FoundCreditNote> CreditNotes,
    Few<FoundCommunication> Communications,
    Few<FoundTask> Tasks
)
{
    internal static FoundEverything Nothing(SoughtWords sought) =>
        new(sought, false, new([], false), new([], false), new([], false), new([], false), new([], false), new([], false), new([], false));
}

/// <summary>The best of one kind.</summary>
public sealed record Few<T>(IReadOnlyList<T> Best, bool HasMore);
