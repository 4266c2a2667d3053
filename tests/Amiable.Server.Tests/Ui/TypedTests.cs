using Amiable.Invoices;

namespace Amiable.Ui;

public sealed class TypedTests
{
    [Theory]
    [InlineData("1234.5", "1234.5", "1234.5")]
    [InlineData("1234,5", "1234.5", "1234.5")]
    [InlineData("1,234.50", "1234.50", "1234.50")]
    [InlineData("1.234,50", "1234.50", "1234.50")]
    [InlineData("1 234,50", "1234.50", "1234.50")]
    [InlineData("1\u202f234,50", "1234.50", "1234.50")]
    [InlineData("1'234.50", "1234.50", "1234.50")]
    [InlineData("1,234", "1234", "1.234")]
    [InlineData("1,234,567", "1234567", "1234567")]
    [InlineData("\u22125", "-5", "-5")]
    [InlineData("", null, null)]
    [InlineData("ten", null, null)]
    [InlineData("1e5", null, null)]
    public void An_amount_is_read_as_its_reader_writes(string text, string? en, string? fr)
    {
        Assert.Equal(
            en is null ? null : decimal.Parse(en, System.Globalization.CultureInfo.InvariantCulture),
            Typed.Amount(text, Words.For("en").Reader)
        );
        Assert.Equal(
            fr is null ? null : decimal.Parse(fr, System.Globalization.CultureInfo.InvariantCulture),
            Typed.Amount(text, Words.For("fr").Reader)
        );
    }

    [Theory]
    [InlineData("en", "1234.50")]
    [InlineData("fr", "1234,50")]
    public void What_a_field_is_filled_with_is_read_back(string language, string text)
    {
        var reader = Words.For(language).Reader;
        Assert.Equal(text, Typed.Write(new Money(123450, "EUR"), reader));
        Assert.Equal(1234.50m, Typed.Amount(text, reader));
    }

    [Fact]
    public void An_address_names_a_choice_or_the_first_is_meant()
    {
        Assert.Equal(InvoiceFilter.NoDueDate, Typed.Choice<InvoiceFilter>("no-due-date"));
        Assert.Equal(InvoiceFilter.All, Typed.Choice<InvoiceFilter>("nonsense"));
        Assert.Equal(InvoiceFilter.All, Typed.Choice<InvoiceFilter>((string?)null));
    }
}
