using Amiable.Mail.Authentication;
using Amiable.Mail.Tests.Mime;

namespace Amiable.Mail.Tests.Authentication;

public class AuthenticationResultsTests
{
    [Fact]
    public void Only_the_trusted_server_is_believed()
    {
        var message = ReadingTests.Parse(
            "Authentication-Results: mx.example.com; spf=fail smtp.mailfrom=a@b.c\nAuthentication-Results: evil.example; spf=pass; dkim=pass header.d=bank.example\nAuthentication-Results: MX.example.com 1; dkim=pass (2048-bit; \"x\") header.d=b.c header.i=@b.c;\n dmarc=fail reason=\"no (good)\" header.from=b.c\n\n"
        );

        var results = AuthenticationResults.Of(message, "mx.example.com");

        Assert.Equal(["spf fail", "dkim pass", "dmarc fail"], results.Select(r => $"{r.Method} {r.Result}"));
        Assert.Equal("no (good)", results[2].Reason);
        Assert.Equal("b.c", results[1].Properties["header.d"]);
        Assert.Equal("@b.c", results[1].Properties["header.i"]);
    }

    [Theory]
    [InlineData("mx.example.com; none", "")]
    [InlineData("mx.example.com", "")]
    [InlineData("", "")]
    [InlineData(";;;", "")]
    [InlineData("mx.example.com.evil.example; spf=pass", "")]
    [InlineData("(mx.example.com) evil.example; spf=pass", "")]
    [InlineData("mx.example.com 2; spf=pass", "")]
    [InlineData("(comment) mx.example.com (x) 1 (y); SPF (z) = Pass smtp . mailfrom=a@b.c", "spf=pass")]
    [InlineData("mx.example.com; dkim/1=pass; spf", "dkim=pass")]
    [InlineData("mx.example.com; spf=pass (unclosed; dkim=pass", "spf=pass")]
    [InlineData("mx.example.com; spf=; =pass; dkim=neutral", "dkim=neutral")]
    public void Fields_of_all_kinds_are_read(string text, string read) =>
        Assert.Equal(read, string.Join(' ', AuthenticationResults.Read(text, "mx.example.com").Select(r => $"{r.Method}={r.Result}")));

    [Fact]
    public void A_pass_among_several_signatures_is_a_pass() =>
        Assert.Equal("pass", AuthenticationResults.Read("mx; dkim=fail header.d=a; dkim=pass header.d=b", "mx").Best("dkim")!.Result);
}
