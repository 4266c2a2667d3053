using System.Net;
using Amiable.Communications;
using Amiable.Tests;

namespace Amiable.Outbox;

public sealed class OutboxPagesTests
{
    [Fact]
    public async Task An_empty_outbox_says_where_messages_come_from_and_names_no_path_of_the_machine()
    {
        await using var server = await TestServer.Start();
        var page = await (await server.SignedIn(server.Us)).GetStringAsync("/outbox");
        Assert.Contains("<code>data/outbox</code>", page, StringComparison.Ordinal);
        Assert.Contains("Nothing has left yet", page, StringComparison.Ordinal);
        Assert.DoesNotContain(server.Data, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sender_is_written_as_people_read_it()
    {
        await using var server = await TestServer.Start();
        var (_, _, message) = await server.Planned();
        server.Clock.Set($"{message.SendAt.UtcDateTime:O}");
        await server.SendWhatIsDue();
        var panel = WebUtility.HtmlDecode(await (await server.SignedIn(server.Us)).GetStringAsync($"/outbox/{message.Id.Value}"));
        Assert.Contains("Léa · Duvernay Conseil", panel, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_leaves_bears_our_date_and_nothing_of_the_envelope()
    {
        await using var server = await TestServer.Start();
        var (_, _, message) = await server.Planned();
        server.Clock.Set($"{message.SendAt.UtcDateTime:O}");
        await server.SendWhatIsDue();
        var mime = System.Text.Encoding.ASCII.GetString(server.Mailbox.Sent.Single().Mime);
        Assert.Contains(
            $"\r\nDate: Mon, 02 Mar 2026 {message.SendAt.UtcDateTime:HH:mm:ss} +0000\r\n",
            "\r\n" + mime,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("X-Receiver", mime, StringComparison.Ordinal);
        Assert.Contains("\r\n\r\n", mime, StringComparison.Ordinal);
        Assert.Contains($"{message.Id.Value:N}", mime, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_has_not_left_and_what_is_of_others_is_not_there()
    {
        await using var server = await TestServer.Start();
        var (_, _, message) = await server.Planned();
        var address = $"/outbox/{message.Id.Value}";
        Assert.Equal(HttpStatusCode.NotFound, (await (await server.SignedIn(server.Us)).GetAsync(address)).StatusCode);
        server.Clock.Set($"{message.SendAt.UtcDateTime:O}");
        await server.SendWhatIsDue();
        Assert.Equal(HttpStatusCode.OK, (await (await server.SignedIn(server.Us)).GetAsync(address)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await (await server.SignedIn(server.SomebodyElse)).GetAsync(address)).StatusCode);
    }
}
