using Amiable.Accounts;
using Amiable.Platform.Api;

namespace Amiable.Balances;

/// <summary>What is owed, in the public API.</summary>
public static class BalancesApi
{
    public static void MapBalancesApi(this RouteGroupBuilder api)
    {
        var balances = api.Area("Balances", Scopes.AccountsRead);
        balances
            .Get("/customer-balances", "list-customer-balances", "List what accounts owe", List)
            .Answers<ListJson<CustomerBalanceJson>>()
            .Says("Every account that ever had an invoice, a payment or a credit note.");
        balances
            .Get("/customer-balances/{accountId:guid}", "get-customer-balance", "Get what an account owes", Get)
            .Answers<CustomerBalanceJson>();
        balances
            .Get("/aging-balance", "get-aging-balance", "Get the aged balance", Aging)
            .Answers<AgingBalanceJson>()
            .Says(
                "As of today, net of unallocated credit, which is set against the oldest amounts of its account; without what was written off."
            );
        balances
            .Get("/aging-balance/accounts", "list-aging-balance-by-account", "List the aged balance by account", AgingByAccount)
            .Answers<ListJson<AccountAgingJson>>()
            .Says("In one currency: currencyCode, or the organization's.");
        balances.Get("/statistics", "get-statistics", "Get the organization in figures", Statistics).Answers<StatisticsJson>();
    }

    private static async Task<IResult> List(Paging paging, WalkBalances walk, CancellationToken ct) =>
        ApiAnswer.Ok(ListJson.Of(await walk.Run(null, paging.After, paging.First, ct), paging, CustomerBalanceJson.Of));

    private static async Task<IResult> Get(Guid accountId, WalkBalances walk, CancellationToken ct) =>
        (await walk.Run(new AccountId(accountId), ct)).Or(owes => ApiAnswer.Ok(CustomerBalanceJson.Of(owes)));

    private static async Task<IResult> Aging(AgeBalances age, CancellationToken ct)
    {
        var ledger = await age.Run(ct);
        return ApiAnswer.Ok(
            new AgingBalanceJson
            {
                OrganizationId = ledger.Organization.Id.Value,
                AsOf = new(ledger.Today),
                Balances = [.. ledger.Money.Aged.Select(AgingJson.Of)],
            }
        );
    }

    private static async Task<IResult> AgingByAccount(
        Paging paging,
        WalkBalances walk,
        Organizations.ShowOrganization show,
        string? currencyCode,
        CancellationToken ct
    )
    {
        var currency = currencyCode?.ToUpperInvariant() ?? (await show.Run(ct)).Currency;
        if (!Currencies.IsKnown(currency))
            return ApiProblem.Of(new Invalid("currencyCode", "invalid-value", "Write the code of a currency, such as EUR."));
        var page = await walk.Run(currency, paging.After, paging.First, ct);
        return ApiAnswer.Ok(
            ListJson.Of(
                page,
                paging,
                owes => new AccountAgingJson
                {
                    AccountId = owes.Id.Value,
                    AccountName = owes.Name,
                    Balance = AgingJson.Of(owes.Aged.FirstOrDefault(a => a.Currency == currency) ?? AgedBalance.Nothing(currency)),
                }
            )
        );
    }

    private static async Task<IResult> Statistics(CountLedger count, CancellationToken ct) =>
        ApiAnswer.Ok(StatisticsJson.Of(await count.Run(ct)));
}
