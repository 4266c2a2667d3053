namespace Amiable.Platform.Api;

/// <summary>An amount with its currency.</summary>
public sealed record AmountJson(decimal Amount, CurrencyJson Currency)
{
    public static AmountJson Of(Money money) => new(money.Major, new(money.Currency));
}
