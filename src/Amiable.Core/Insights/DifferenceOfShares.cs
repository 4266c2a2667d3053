namespace Amiable.Insights;

/// <summary>By how much two shares differ, and between which bounds the true difference lies with 95 % confidence.</summary>
/// <param name="Difference">The first less the second, −1 to 1.</param>
/// <param name="Low">The lower bound.</param>
/// <param name="High">The upper bound.</param>
public readonly record struct DifferenceOfShares(double Difference, double Low, double High)
{
    /// <summary>Below so many on either side nothing is said.</summary>
    public const int Fewest = 30;

    // The 97.5 % quantile of the normal distribution.
    private const double Z = 1.959963984540054;

    /// <summary>Whether the bounds leave nought out: the difference is not chance alone.</summary>
    public bool IsClear => Low > 0 || High < 0;

    /// <summary>
    /// Of two independent samples, by the score method: the intervals of E. B. Wilson (1927) for each share, put together as in R. G. Newcombe, "Interval estimation for the difference
    /// between independent proportions: comparison of eleven methods", Statistics in Medicine 17 (1998), method 10. It holds for small samples and for shares of nought or all.
    /// </summary>
    /// <param name="first">How many of the first sample.</param>
    /// <param name="ofFirst">The first sample; more than nobody.</param>
    /// <param name="second">How many of the second sample.</param>
    /// <param name="ofSecond">The second sample; more than nobody.</param>
    public static DifferenceOfShares Of(int first, int ofFirst, int second, int ofSecond)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ofFirst, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(ofSecond, 1);
        var (p1, p2) = ((double)first / ofFirst, (double)second / ofSecond);
        var ((low1, high1), (low2, high2)) = (Wilson(p1, ofFirst), Wilson(p2, ofSecond));
        var difference = p1 - p2;
        return new(
            difference,
            difference - Math.Sqrt(Square(p1 - low1) + Square(high2 - p2)),
            difference + Math.Sqrt(Square(high1 - p1) + Square(p2 - low2))
        );
    }

    private static (double Low, double High) Wilson(double p, int n)
    {
        var middle = 2 * n * p + Z * Z;
        var spread = Z * Math.Sqrt(Z * Z + 4 * n * p * (1 - p));
        var width = 2 * (n + Z * Z);
        return ((middle - spread) / width, (middle + spread) / width);
    }

    private static double Square(double x) => x * x;
}
