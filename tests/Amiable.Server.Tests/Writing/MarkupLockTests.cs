using Amiable.Writing;

namespace Amiable.Server.Tests.Writing;

public sealed class MarkupLockTests
{
    private static readonly MessageBrief French = Samples.Overdue();

    [Fact]
    public void The_subject_and_the_html_are_locked_too()
    {
        var message = BuiltInWriter.Write(French);
        Assert.Empty(NumberLock.Check(French, message));
        Assert.Equal(MessagePart.Subject, Assert.Single(NumberLock.Check(French, message with { Subject = "Facture F-9" })).Part);
        var html = message.Html.Replace("7890 189", "7890 188", StringComparison.Ordinal);
        Assert.All(NumberLock.Check(French, message with { Html = html }), u => Assert.Equal(MessagePart.Html, u.Part));
        Assert.NotEmpty(NumberLock.Check(French, message with { Html = html }));
    }

    [Theory]
    [InlineData("<p>1<b>0</b>0 €</p>")]
    [InlineData("<p>&#49;&#48;&#x30; €</p>")]
    [InlineData("<a href=\"https://evil.example\">Payer</a>")]
    [InlineData("<p><img src=\"https://evil.example/x.png\"></p>")]
    [InlineData("<p style=\"background-image:url(https://evil.example)\">x</p>")]
    [InlineData("<p style=\"display:none\">x</p>")]
    [InlineData("<script>x</script>")]
    [InlineData("<style>p::after{content:'99 €'}</style>")]
    [InlineData("<!-- 99 -->")]
    [InlineData("<!-- x -->")]
    [InlineData("<p onclick=\"x\">x</p>")]
    [InlineData("<p onclick=x>x</p>")]
    [InlineData("<meta http-equiv=\"refresh\" content=\"0;url=x\">")]
    [InlineData("<form action=\"x\"></form>")]
    [InlineData("<ol start=\"99\"><li>x</li></ol>")]
    [InlineData("<p title=\"99 €\">x</p>")]
    [InlineData("<p>x < y</p>")]
    [InlineData("<p")]
    [InlineData("<svg/onload=x>")]
    public void Markup_that_hides_loads_or_links_is_caught(string html) =>
        Assert.NotEmpty(NumberLock.Check(French, new WrittenMessage("Factures", "Bonjour,", html)));
}
