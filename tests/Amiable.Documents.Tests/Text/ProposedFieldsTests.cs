using Amiable.Documents.Pages;

namespace Amiable.Documents.Text;

/// <summary>What a language model says of a document is kept as far as the document says it.</summary>
public class ProposedFieldsTests
{
    private static readonly IReadOnlyList<TextPage> Pages = Page(
        "Werkstatt Huber",
        "Ihr Beleg 77-2041",
        "vom 3. März 2026 zahlbar 2. April 2026",
        "Kerbrat & Söhne GmbH",
        "zusammen 1.190,00 EUR darin 190,00 EUR",
        "Bestellung B-4711"
    );

    private static readonly ProposedFields All = new()
    {
        Number = "77-2041",
        IssuedOn = new(2026, 3, 3),
        DueOn = new(2026, 4, 2),
        Total = 1190m,
        Tax = 190m,
        Currency = "EUR",
        PurchaseOrder = "B-4711",
        SellerName = "Werkstatt Huber",
        BuyerName = "kerbrat & söhne gmbh",
    };

    [Fact]
    public void What_stands_on_the_page_is_kept_with_its_place_and_is_never_certain()
    {
        var filled = All.Fill(new(), Pages);

        Assert.Equal(("77-2041", FieldSource.Model), (filled.Number!.Value, filled.Number.Source));
        Assert.Equal((new DateOnly(2026, 3, 3), new DateOnly(2026, 4, 2)), (filled.IssuedOn!.Value, filled.DueOn!.Value));
        Assert.Equal((1190m, 190m, "EUR"), (filled.Total!.Value, filled.Tax!.Value, filled.Currency!.Value));
        Assert.Equal(("B-4711", "Werkstatt Huber"), (filled.PurchaseOrder!.Value, filled.Seller.Name!.Value));
        // As the page writes it, however it was copied.
        Assert.Equal("Kerbrat & Söhne GmbH", filled.Buyer.Name!.Value);
        Assert.Equal("77-2041", filled.Number.Evidence!.Text);
        Assert.True(filled.Total.Confidence < Finding.Certain && filled.Number.Confidence < Finding.Certain);
    }

    [Fact]
    public void What_does_not_stand_there_is_refused()
    {
        var invented = new ProposedFields
        {
            Number = "77-2042",
            IssuedOn = new(2026, 3, 4),
            DueOn = new(2026, 5, 2),
            Total = 1000m,
            Tax = 191m,
            Currency = "CHF",
            PurchaseOrder = "4711",
            SellerName = "Werkstatt Hubert",
            BuyerName = "Kerbrat",
        };

        var filled = invented.Fill(new(), Pages);

        // A part of a name is a name that stands there; a part of a word is none.
        Assert.Equal(new DocumentReading { Buyer = new() { Name = filled.Buyer.Name } }, filled);
        Assert.Equal("Kerbrat", filled.Buyer.Name!.Value);
    }

    [Fact]
    public void What_was_read_is_never_replaced()
    {
        var read = new DocumentReading
        {
            Number = new("F-1", FieldSource.Text, 0.4),
            Total = new(5m, FieldSource.Text, 0.4),
            IssuedOn = new(new(2026, 3, 1), FieldSource.Text, 0.4),
        };

        var filled = All.Fill(read, Pages);

        Assert.Equal((read.Number, read.Total, read.IssuedOn), (filled.Number, filled.Total, filled.IssuedOn));
        // More tax than the total is no tax.
        Assert.Null(filled.Tax);
        Assert.NotNull(filled.DueOn);
    }

    [Fact]
    public void Nothing_is_due_before_it_was_issued()
    {
        var swapped = All with { IssuedOn = All.DueOn, DueOn = All.IssuedOn };

        Assert.Null(swapped.Fill(new(), Pages).DueOn);
    }

    [Fact]
    public void The_layout_keeps_lines_and_columns()
    {
        var page = new TextPage(1, 600, 800, [new("Total", 10, 10, 40, 20), new("12,00", 300, 10, 330, 20), new("EUR", 333, 10, 350, 20)]);

        Assert.Equal("Total | 12,00 EUR\n", Layout.Of([page]));
    }

    private static IReadOnlyList<TextPage> Page(params string[] lines) =>
        [
            new(
                1,
                600,
                800,
                [
                    .. lines.SelectMany(
                        (line, row) =>
                            line.Split(' ')
                                .Select((word, at) => new PageWord(word, 40 + (at * 60), 40 + (row * 20), 97 + (at * 60), 50 + (row * 20)))
                    ),
                ]
            ),
        ];
}
