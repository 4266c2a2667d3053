namespace Amiable.Insights;

/// <summary>Weights that explain numbers by traits: of a chance (logistic), or of days with outliers held down (Huber). Few traits, so Newton's steps suffice.</summary>
internal static class LeastSquares
{
    private const int Steps = 25;

    /// <summary>Weights of a chance; the first stands for no trait at all.</summary>
    public static double[] OfChance(IReadOnlyList<double[]> traits, IReadOnlyList<bool> happened, double held)
    {
        var weights = new double[traits[0].Length + 1];
        for (var step = 0; step < Steps; step++)
        {
            var now = weights;
            weights = Step(
                traits,
                held,
                (i, sum) =>
                {
                    var chance = Chance(sum);
                    var certainty = Math.Max(1e-6, chance * (1 - chance));
                    return (certainty, sum + ((happened[i] ? 1 : 0) - chance) / certainty);
                },
                now
            );
        }
        return weights;
    }

    /// <summary>Weights of days; what is far off pulls no more than a day does.</summary>
    public static double[] OfDays(IReadOnlyList<double[]> traits, IReadOnlyList<double> days, double held)
    {
        var weights = new double[traits[0].Length + 1];
        for (var step = 0; step < Steps; step++)
        {
            var (now, isFirst) = (weights, step == 0);
            weights = Step(traits, held, (i, sum) => (isFirst ? 1 : 1 / Math.Max(1, Math.Abs(days[i] - sum)), days[i]), now);
        }
        return weights;
    }

    public static double Chance(double sum) => 1 / (1 + Math.Exp(-sum));

    public static double Sum(double[] weights, double[] traits)
    {
        var sum = weights[0];
        for (var i = 0; i < traits.Length; i++)
            sum += weights[i + 1] * traits[i];
        return sum;
    }

    // One step of weighted least squares: of each row how much it counts and what it should come to.
    private static double[] Step(IReadOnlyList<double[]> traits, double held, Func<int, double, (double, double)> row, double[] weights)
    {
        var size = weights.Length;
        var (matrix, right) = (new double[size, size], new double[size]);
        for (var i = 0; i < traits.Count; i++)
        {
            var (counts, target) = row(i, Sum(weights, traits[i]));
            for (var a = 0; a < size; a++)
            {
                var x = counts * (a == 0 ? 1 : traits[i][a - 1]);
                right[a] += x * target;
                for (var b = 0; b < size; b++)
                    matrix[a, b] += x * (b == 0 ? 1 : traits[i][b - 1]);
            }
        }
        for (var a = 0; a < size; a++)
            matrix[a, a] += a == 0 ? 1e-6 : held;
        return Solve(matrix, right);
    }

    private static double[] Solve(double[,] matrix, double[] right)
    {
        var size = right.Length;
        for (var column = 0; column < size; column++)
        {
            var pivot = Enumerable.Range(column, size - column).MaxBy(row => Math.Abs(matrix[row, column]));
            for (var k = 0; k < size; k++)
                (matrix[column, k], matrix[pivot, k]) = (matrix[pivot, k], matrix[column, k]);
            (right[column], right[pivot]) = (right[pivot], right[column]);
            for (var row = 0; row < size; row++)
            {
                if (row == column)
                    continue;
                var factor = matrix[row, column] / matrix[column, column];
                for (var k = column; k < size; k++)
                    matrix[row, k] -= factor * matrix[column, k];
                right[row] -= factor * right[column];
            }
        }
        return [.. right.Select((value, i) => value / matrix[i, i])];
    }
}
