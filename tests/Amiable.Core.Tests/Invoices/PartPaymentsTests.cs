using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace Amiable.Invoices;

public sealed class PartPaymentsTests
{
    private static readonly DateOnly First = new(2026, 1, 31);

    private static string Told(IReadOnlyList<Instalment>? parts) =>
        parts is null
            ? ""
            : string.Join(' ', parts.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.On:MM-dd}:{p.Amount.Major}")));

    [Fact]
    public void Equal_parts_are_in_whole_cents_and_the_last_takes_what_is_left_over() =>
        Assert.Equal(
            "03-05:33.33 04-05:33.33 05-05:33.34",
            Told(PartPayments.Split(new(100_00, "EUR"), 3, new(2026, 3, 5), InstalmentRhythm.Monthly))
        );

    [Theory]
    [InlineData(InstalmentRhythm.Monthly, "01-31:10 02-28:10 03-31:10")]
    [InlineData(InstalmentRhythm.Fortnightly, "01-31:10 02-14:10 02-28:10")]
    [InlineData(InstalmentRhythm.Weekly, "01-31:10 02-07:10 02-14:10")]
    public void They_are_as_far_apart_as_was_said_and_the_end_of_a_month_stays_one(InstalmentRhythm rhythm, string told) =>
        Assert.Equal(told, Told(PartPayments.Split(new(30_00, "EUR"), 3, First, rhythm)));

    [Theory]
    [InlineData(400, null, "01-31:400 02-28:400 03-31:200")]
    [InlineData(400, 3, "01-31:400 02-28:400 03-31:200")]
    [InlineData(400, 2, "")] // They do not make the whole.
    [InlineData(400, 4, "")] // One too many.
    [InlineData(1000, null, "")] // That is no part.
    [InlineData(1, null, "")] // A thousand of them.
    public void Parts_of_a_given_amount_make_the_whole_or_are_none(int each, int? parts, string told) =>
        Assert.Equal(
            told,
            Told(PartPayments.Split(new(1000_00, "EUR"), new Money(each * 100L, "EUR"), parts, First, InstalmentRhythm.Monthly))
        );

    [Theory]
    [InlineData(0, "01-31")]
    [InlineData(399_99, "01-31")]
    [InlineData(400_00, "02-28")]
    [InlineData(800_01, "03-31")]
    [InlineData(1000_00, null)]
    public void The_next_part_is_the_first_that_what_was_paid_does_not_cover(long paid, string? next)
    {
        var parts = PartPayments.Split(new(1000_00, "EUR"), new Money(400_00, "EUR"), null, First, InstalmentRhythm.Monthly)!;
        Assert.Equal(next, PartPayments.Next(parts, new(paid, "EUR"))?.On.ToString("MM-dd", CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Whatever_is_split_the_parts_are_the_whole_in_order_and_none_is_less_than_nothing() =>
        Prop.ForAll(
                (PositiveInt total, PositiveInt parts, int rhythm) =>
                {
                    var count = (parts.Get % (PartPayments.Most - 1)) + 2;
                    var split = PartPayments.Split(
                        new(total.Get + 60L, "EUR"),
                        count,
                        First.AddDays(total.Get % 400),
                        (InstalmentRhythm)(Math.Abs(rhythm) % 3)
                    );
                    return split.Count == count
                        && split.Sum(p => p.Amount.Minor) == total.Get + 60L
                        && split.All(p => p.Amount.IsPositive)
                        && split.Zip(split.Skip(1)).All(pair => pair.First.On < pair.Second.On);
                }
            )
            .Check(Config.QuickThrowOnFailure);
}
