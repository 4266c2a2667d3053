namespace Amiable.Invoices;

/// <summary>One of the parts in which it was agreed to pay.</summary>
/// <param name="On">The day on which it is to be paid.</param>
/// <param name="Amount">How much.</param>
public readonly record struct Instalment(DateOnly On, Money Amount);

/// <summary>How far apart the parts are.</summary>
public enum InstalmentRhythm
{
    /// <summary>The same day of each month, or its last one where it is shorter.</summary>
    Monthly,

    /// <summary>Every 14 days.</summary>
    Fortnightly,

    /// <summary>Every 7 days.</summary>
    Weekly,
}

/// <summary>Splits what is owed into parts, and says which part is next once some of it was paid. Pure; to the cent.</summary>
public static class PartPayments
{
    /// <summary>The most parts that can be agreed.</summary>
    public const int Most = 60;

    /// <summary>Equal parts, in whole cents; the last one takes what is left over.</summary>
    /// <param name="total">What is owed; more than nothing.</param>
    /// <param name="parts">How many, from 2 to <see cref="Most"/>.</param>
    /// <param name="first">The day of the first.</param>
    /// <param name="rhythm">How far apart they are.</param>
    public static IReadOnlyList<Instalment> Split(Money total, int parts, DateOnly first, InstalmentRhythm rhythm)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parts, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(parts, Most);
        return Of(total, new(total.Minor / parts, total.Currency), parts, first, rhythm);
    }

    /// <summary>Parts of a given amount; the last one takes what is left.</summary>
    /// <returns>Null when so many parts of that amount do not make the total: what is meant then, a person finds out.</returns>
    public static IReadOnlyList<Instalment>? Split(Money total, Money each, int? parts, DateOnly first, InstalmentRhythm rhythm)
    {
        if (!each.IsPositive || each >= total)
            return null;
        var needed = (int)Math.Min((total.Minor + each.Minor - 1) / each.Minor, int.MaxValue);
        return needed <= Most && (parts is null || parts == needed) ? Of(total, each, needed, first, rhythm) : null;
    }

    /// <summary>The first part that what was paid does not cover; null when all of it is covered.</summary>
    public static Instalment? Next(IReadOnlyList<Instalment> parts, Money paid)
    {
        foreach (var part in parts)
        {
            paid -= part.Amount;
            if (paid.IsNegative)
                return part;
        }
        return null;
    }

    private static List<Instalment> Of(Money total, Money each, int parts, DateOnly first, InstalmentRhythm rhythm)
    {
        var agreed = Enumerable.Range(0, parts - 1).Select(i => new Instalment(Day(first, i, rhythm), each)).ToList();
        agreed.Add(new(Day(first, parts - 1, rhythm), total - new Money(each.Minor * (parts - 1), each.Currency)));
        return agreed;
    }

    private static DateOnly Day(DateOnly first, int place, InstalmentRhythm rhythm) =>
        rhythm switch
        {
            InstalmentRhythm.Weekly => first.AddDays(7 * place),
            InstalmentRhythm.Fortnightly => first.AddDays(14 * place),
            // Agreed for the end of a month, it is the end of each.
            _ when first.Day == DateTime.DaysInMonth(first.Year, first.Month) => first.AddDays(1).AddMonths(place).AddDays(-1),
            _ => first.AddMonths(place),
        };
}
