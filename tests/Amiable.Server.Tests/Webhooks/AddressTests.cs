using System.Net;
using Amiable.Webhooks;
using Microsoft.Extensions.Configuration;

namespace Amiable.Tests.Webhooks;

/// <summary>Nobody has this machine knock at doors that only it can reach.</summary>
public sealed class AddressTests
{
    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("0.1.2.3")]
    [InlineData("10.0.0.1")]
    [InlineData("100.64.0.1")]
    [InlineData("100.100.100.200")]
    [InlineData("127.0.0.1")]
    [InlineData("127.8.9.10")]
    [InlineData("168.63.129.16")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.0.192")]
    [InlineData("192.168.1.1")]
    [InlineData("198.18.0.1")]
    [InlineData("203.0.113.5")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("::127.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("64:ff9b:1::a00:1")]
    [InlineData("2001:db8::1")]
    [InlineData("2001::1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("fc00::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fe80::1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    public async Task What_is_inside_is_not_told(string address)
    {
        Assert.False(HookNetwork.IsOutside(IPAddress.Parse(address)));
        var url = address.Contains(':', StringComparison.Ordinal) ? $"https://[{address}]/" : $"https://{address}/";
        Assert.Equal("webhook.inside", Network().Check(url)!.Code);
        // As a name, too.
        using var line = new HookLine(Network(address));
        Assert.Equal(HookFault.Address, (await Told(line, "https://receiver.example/")).Fault);
    }

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("172.32.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("::ffff:1.1.1.1")]
    [InlineData("2606:4700::1111")]
    public void What_everybody_can_reach_may_be_told(string address) => Assert.True(HookNetwork.IsOutside(IPAddress.Parse(address)));

    [Theory]
    [InlineData("http://example.com/", "webhook.only-https")]
    [InlineData("ftp://example.com/", "webhook.only-https")]
    [InlineData("file:///etc/passwd", "webhook.only-https")]
    [InlineData("https://user:secret@example.com/", "webhook.url-parts")]
    [InlineData("https://example.com/#x", "webhook.url-parts")]
    [InlineData("https://0x7f000001/", "webhook.inside")]
    [InlineData("https://2130706433/", "webhook.inside")]
    [InlineData("https://127.1/", "webhook.inside")]
    [InlineData("example.com", "webhook.no-url")]
    [InlineData("", "webhook.no-url")]
    public void Addresses_in_other_spellings_are_seen_through(string url, string code) => Assert.Equal(code, Network().Check(url)?.Code);

    [Fact]
    public async Task The_address_that_was_looked_at_is_the_one_that_is_connected_to()
    {
        await using var receiver = new Receiver();
        await receiver.Start();
        var port = new Uri(receiver.Address).Port;
        // First it is outside, asked again it would be this machine.
        var asked = 0;
        var network = Network(_ => asked++ == 0 ? "203.0.113.77" : "127.0.0.1");
        using var line = new HookLine(network);

        var answer = await Told(line, $"https://receiver.example:{port}/");

        Assert.Equal((1, HookFault.Address), (asked, answer.Fault));
        Assert.Empty(receiver.Heard);
    }

    [Fact]
    public async Task In_clear_only_what_is_inside_is_told_and_only_when_the_operator_allows_it()
    {
        await using var receiver = new Receiver();
        await receiver.Start();
        var port = new Uri(receiver.Address).Port;
        using var allowed = new HookLine(Network(_ => "127.0.0.1", allow: true));
        using var outside = new HookLine(Network(_ => "1.1.1.1", allow: true));
        using var usual = new HookLine(Network(_ => "127.0.0.1"));

        Assert.True((await Told(allowed, $"http://receiver.example:{port}/here")).IsTaken);
        Assert.Equal(HookFault.Address, (await Told(outside, $"http://receiver.example:{port}/")).Fault);
        Assert.Equal(HookFault.Address, (await Told(usual, $"http://receiver.example:{port}/")).Fault);
        Assert.Equal("/here", Assert.Single(receiver.Heard).Path);
    }

    private static Task<HookAnswer> Told(HookLine line, string url) =>
        line.Tell(url, [HookSecret.New()], "1", DateTimeOffset.UnixEpoch, "{}"u8.ToArray(), TestContext.Current.CancellationToken);

    private static HookNetwork Network(string address) => Network(_ => address);

    private static HookNetwork Network(Func<string, string>? resolve = null, bool allow = false) =>
        new(new ConfigurationBuilder().AddInMemoryCollection([new("Webhooks:PrivateHosts", $"{allow}")]).Build())
        {
            Resolve = (name, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse((resolve ?? (_ => "203.0.113.9"))(name))]),
        };
}
