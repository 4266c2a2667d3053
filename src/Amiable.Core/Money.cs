namespace Amiable;

/// <summary>
/// An amount in a currency's smallest unit (cents for EUR, yen for JPY), so that sums are exact and sort the same in every database.
/// Amounts of two currencies are never added or compared: that throws.
/// </summary>
/// <param name="Minor">The amount in minor units; negative when it is owed the other way.</param>
/// <param name="Currency">The ISO 4217 alphabetic code, in capitals.</param>
public readonly record struct Money(long Minor, string Currency) : IComparable<Money>
{
    /// <summary>No money, in that currency.</summary>
    public static Money Zero(string currency) => new(0, currency);

    /// <summary>The amount in major units (12.34 for 1234 cents), exact.</summary>
    public decimal Major => Minor / Currencies.UnitsPerMajor(Currency);

    /// <summary>Whether the amount is exactly nothing.</summary>
    public bool IsZero => Minor == 0;

    /// <summary>Whether the amount is more than nothing.</summary>
    public bool IsPositive => Minor > 0;

    /// <summary>Whether the amount is less than nothing.</summary>
    public bool IsNegative => Minor < 0;

    /// <summary>Makes money of an amount in major units.</summary>
    /// <returns><see langword="null"/> when the currency has no such fraction (12.345 EUR, 1.5 JPY) or the amount is beyond <see cref="Currencies.MostMinor"/>.</returns>
    public static Money? OfMajor(decimal major, string currency)
    {
        if (Math.Abs(major) > Currencies.MostMinor / Currencies.UnitsPerMajor(currency))
            return null;
        var minor = major * Currencies.UnitsPerMajor(currency);
        return minor == decimal.Truncate(minor) ? new Money((long)minor, currency) : null;
    }

    /// <summary>The smaller of two amounts of one currency.</summary>
    public static Money Min(Money a, Money b) => a <= b ? a : b;

    /// <inheritdoc/>
    public int CompareTo(Money other) => Same(other).Minor.CompareTo(other.Minor);

    /// <summary>Adds two amounts of one currency.</summary>
    public static Money operator +(Money a, Money b) => a.Same(b) with { Minor = checked(a.Minor + b.Minor) };

    /// <summary>Subtracts an amount of the same currency.</summary>
    public static Money operator -(Money a, Money b) => a.Same(b) with { Minor = checked(a.Minor - b.Minor) };

    /// <summary>Turns the sign around.</summary>
    public static Money operator -(Money a) => a with { Minor = checked(-a.Minor) };

    /// <summary>Compares two amounts of one currency.</summary>
    public static bool operator >(Money a, Money b) => a.CompareTo(b) > 0;

    /// <summary>Compares two amounts of one currency.</summary>
    public static bool operator <(Money a, Money b) => a.CompareTo(b) < 0;

    /// <summary>Compares two amounts of one currency.</summary>
    public static bool operator >=(Money a, Money b) => a.CompareTo(b) >= 0;

    /// <summary>Compares two amounts of one currency.</summary>
    public static bool operator <=(Money a, Money b) => a.CompareTo(b) <= 0;

    /// <summary>The amount and its code, independent of any locale: "12.34 EUR". For logs and messages of developers; people read a localized form.</summary>
    public override string ToString() =>
        Major.ToString("F" + Currencies.Exponent(Currency), System.Globalization.CultureInfo.InvariantCulture) + " " + Currency;

    private Money Same(Money other) =>
        Currency == other.Currency ? this : throw new InvalidOperationException($"{Currency} and {other.Currency} do not mix.");
}

/// <summary>Sums of money.</summary>
public static class MoneySums
{
    /// <summary>Adds up amounts that are all in this currency; zero of it when there are none.</summary>
    /// <exception cref="InvalidOperationException">An amount is in another currency.</exception>
    public static Money Sum(this IEnumerable<Money> amounts, string currency) =>
        amounts.Aggregate(Money.Zero(currency), (sum, amount) => sum + amount);
}
