using Amiable.Insights;

namespace Amiable.Tests.Insights;

public class DifferenceOfSharesTests
{
    /// <summary>Newcombe (1998), table II: the examples and what his method 10 says of them.</summary>
    [Theory]
    [InlineData(56, 70, 48, 80, 0.0524, 0.3339)]
    [InlineData(9, 10, 3, 10, 0.1705, 0.8090)]
    [InlineData(5, 56, 0, 29, -0.0381, 0.1926)]
    [InlineData(0, 10, 0, 20, -0.1611, 0.2775)]
    public void The_bounds_are_those_of_the_article(int first, int ofFirst, int second, int ofSecond, double low, double high)
    {
        var found = DifferenceOfShares.Of(first, ofFirst, second, ofSecond);

        Assert.Equal(low, found.Low, tolerance: 0.00005);
        Assert.Equal(high, found.High, tolerance: 0.00005);
    }

    [Fact]
    public void A_difference_is_clear_when_nought_lies_outside_of_its_bounds()
    {
        Assert.True(DifferenceOfShares.Of(56, 70, 48, 80).IsClear);
        Assert.True(DifferenceOfShares.Of(48, 80, 56, 70).IsClear);
        Assert.False(DifferenceOfShares.Of(5, 56, 0, 29).IsClear);
    }

    [Fact]
    public void Nineteen_times_in_twenty_the_true_difference_lies_within()
    {
        Random random = new(7);
        var within = 0;
        for (var i = 0; i < 2000; i++)
        {
            int Of(int n, double p) => Enumerable.Range(0, n).Count(_ => random.NextDouble() < p);
            var found = DifferenceOfShares.Of(Of(200, 0.35), 200, Of(40, 0.25), 40);
            if (found.Low <= 0.10 && 0.10 <= found.High)
                within++;
        }
        Assert.InRange(within / 2000.0, 0.935, 0.97);
    }
}
