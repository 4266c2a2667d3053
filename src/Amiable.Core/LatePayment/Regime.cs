namespace Amiable.LatePayment;

/// <summary>Whose law says what late payment between companies costs.</summary>
public enum Regime
{
    /// <summary>The directive 2011/7/EU: the reference rate of the ECB and 8 points.</summary>
    EuropeanUnion,

    /// <summary>The reference rate of the ECB and 10 points, unless agreed otherwise.</summary>
    France,

    /// <summary>The base rate and 9 points.</summary>
    Germany,

    /// <summary>The base rate and 9.2 points.</summary>
    Austria,

    /// <summary>The rate of the Bank of England and 8 points.</summary>
    UnitedKingdom,
}

/// <summary>What the laws of late payment have in common and where they differ.</summary>
public static class Regimes
{
    // Members of the union whose own tables are not kept: the directive's minimum stands for them.
    private static readonly HashSet<string> Union =
    [
        "BE",
        "BG",
        "CY",
        "CZ",
        "DK",
        "EE",
        "ES",
        "FI",
        "GR",
        "HR",
        "HU",
        "IE",
        "IT",
        "LT",
        "LU",
        "LV",
        "MT",
        "NL",
        "PL",
        "PT",
        "RO",
        "SE",
        "SI",
        "SK",
    ];

    /// <summary>The law of a creditor's country; null where none is known.</summary>
    /// <param name="country">ISO 3166-1 alpha-2.</param>
    public static Regime? Of(string? country) =>
        country switch
        {
            "FR" => Regime.France,
            "DE" => Regime.Germany,
            "AT" => Regime.Austria,
            "GB" => Regime.UnitedKingdom,
            not null when Union.Contains(country) => Regime.EuropeanUnion,
            _ => null,
        };

    /// <summary>
    /// The fixed sum for the costs of recovery of one late invoice: 40 EUR; in the United Kingdom 40 GBP below 1,000 GBP, 70 below 10,000 and 100 from there. Of an
    /// invoice in another currency than the law's, nothing is said.
    /// </summary>
    /// <param name="regime">Whose law.</param>
    /// <param name="owed">What was owed when it became late.</param>
    public static Money? FixedSum(Regime regime, Money owed) =>
        (regime, owed.Currency) switch
        {
            _ when !owed.IsPositive => null,
            (Regime.UnitedKingdom, "GBP") => new(
                owed.Minor < 100_000 ? 4_000
                    : owed.Minor < 1_000_000 ? 7_000
                    : 10_000,
                "GBP"
            ),
            (not Regime.UnitedKingdom, "EUR") => new(4_000, "EUR"),
            _ => null,
        };
}
