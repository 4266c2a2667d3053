namespace Amiable.Documents;

public class PageComparisonTests
{
    private static Finding<T> OnPage<T>(T value, double confidence = 0.98) => new(value, FieldSource.Text, confidence);

    private static readonly DocumentReading Data = new()
    {
        Number = Finding.OfXml("RE-2026/12"),
        Total = Finding.OfXml(119m),
        IssuedOn = Finding.OfXml(new DateOnly(2026, 3, 2)),
        Currency = Finding.OfXml("EUR"),
    };

    [Fact]
    public void Where_the_page_says_the_same_its_place_is_shown()
    {
        var place = new Evidence(1, "RE 2025/12", new(0.1, 0.1, 0.3, 0.12));
        var joined = PageComparison.Join(
            new() { Number = Finding.OfXml("RE-2025/12"), Total = Finding.OfXml(100m) },
            new() { Number = new("RE 2025/12", FieldSource.Text, 0.6, place), Total = new(99m, FieldSource.Text, 0.6, place) }
        );
        Assert.Equal(("RE-2025/12", FieldSource.Xml, place), (joined.Number!.Value, joined.Number.Source, joined.Number.Evidence));
        Assert.Null(joined.Total!.Evidence);
    }

    [Fact]
    public void The_data_win_and_a_sure_difference_is_told()
    {
        var joined = PageComparison.Join(Data, new() { Total = OnPage(191m), IssuedOn = OnPage(new DateOnly(2026, 3, 2)) });
        Assert.Equal(119m, joined.Total!.Value);
        var problem = Assert.Single(joined.Problems);
        Assert.Equal(("page-differs", "totalAmount"), (problem.Code, problem.Field));
        Assert.Equal(["191.00", "119.00"], problem.Values);
    }

    [Fact]
    public void What_was_read_with_doubt_contradicts_nothing() =>
        Assert.Empty(PageComparison.Join(Data, new() { Total = OnPage(191m, 0.9), Number = OnPage("12", 0.5) }).Problems);

    [Fact]
    public void Spaces_and_signs_make_no_other_number() =>
        Assert.Empty(PageComparison.Join(Data, new() { Number = OnPage("re 2026-12") }).Problems);

    [Fact]
    public void What_only_the_page_surely_says_is_taken_from_it()
    {
        var page = new DocumentReading
        {
            DueOn = OnPage(new DateOnly(2026, 4, 1)),
            Buyer = new() { Email = OnPage("a@b.example"), VatNumber = OnPage("DE1", 0.6) },
        };
        var joined = PageComparison.Join(Data, page);
        Assert.Equal((new DateOnly(2026, 4, 1), FieldSource.Text), (joined.DueOn!.Value, joined.DueOn.Source));
        Assert.Equal("a@b.example", joined.Buyer.Email!.Value);
        Assert.Null(joined.Buyer.VatNumber);
    }
}
