using Amiable.Mail.Smtp;

namespace Amiable.Mail.Tests.Smtp;

public sealed class AddressTests
{
    [Theory]
    [InlineData("ann@example.com")]
    [InlineData("a.b+c=d_e'f@sub.example.co")]
    [InlineData("double..dot.@docomo.example")]
    [InlineData("\"a@b\"@example.com")]
    [InlineData("jürgen@bücher.example")]
    [InlineData("root@[127.0.0.1]")]
    [InlineData("root@[IPv6:::1]")]
    public void Addresses_people_have_are_taken(string address) => Assert.Equal(address, SmtpAddress.Of(address).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("ann")]
    [InlineData("@example.com")]
    [InlineData("ann@")]
    [InlineData("ann@example.com\r\nRCPT TO:<eve@example.com>")]
    [InlineData("ann\n@example.com")]
    [InlineData("ann@exam\0ple.com")]
    [InlineData("ann@example.com> NOTIFY=NEVER")]
    [InlineData("ann>@example.com")]
    [InlineData("<ann@example.com>")]
    [InlineData("ann smith@example.com")]
    [InlineData("\"ann smith\"@example.com")]
    [InlineData("\"ann\\\"@example.com")]
    [InlineData("ann,eve@example.com")]
    [InlineData("@relay.example:ann@example.com")]
    [InlineData("ann@example.com,eve@example.com")]
    [InlineData("ann\u0085@example.com")]
    [InlineData("ann\u2028@example.com")]
    [InlineData("ann\u200b@example.com")]
    [InlineData("ann\ud800@example.com")]
    [InlineData("ann@exa..mple.com")]
    [InlineData("ann@-x.com\u00a0")]
    [InlineData("ann@[1.2.3.4]>")]
    public async Task Addresses_that_could_be_read_as_something_else_are_refused_before_anything_is_sent(string address)
    {
        Assert.Throws<UnusableAddress>(() => SmtpAddress.Of(address));
        await using var fake = new FakeSmtp();
        await using var client = new SmtpClient(fake.Server);
        await Assert.ThrowsAsync<UnusableAddress>(() =>
            client.SendAsync(new("bills@example.org", [address]), SmtpMessage.Of("x"u8.ToArray()))
        );
        if (address.Length > 0)
            await Assert.ThrowsAsync<UnusableAddress>(() =>
                client.SendAsync(new(address, ["ann@example.com"]), SmtpMessage.Of("x"u8.ToArray()))
            );
        Assert.Empty(fake.Commands);
    }

    [Fact]
    public void An_address_too_long_for_a_path_is_refused() =>
        Assert.Throws<UnusableAddress>(() => SmtpAddress.Of(new string('a', 250) + "@x.com"));

    [Theory]
    [InlineData("a\r\nRCPT TO:<eve@example.com>")]
    [InlineData("")]
    public async Task An_envelope_id_cannot_carry_a_command(string id)
    {
        await using var fake = new FakeSmtp();
        await using var client = new SmtpClient(fake.Server);
        var envelope = new SmtpEnvelope("", ["ann@example.com"]) { Reports = new(ReportOn.Failure, EnvelopeId: id) };
        await Assert.ThrowsAsync<ArgumentException>(() => client.SendAsync(envelope, SmtpMessage.Of("x"u8.ToArray())));
        Assert.Empty(fake.Commands);
    }
}
