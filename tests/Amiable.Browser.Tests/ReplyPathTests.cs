using System.Text;
using Microsoft.Playwright;

namespace Amiable.Tests.Browser;

/// <summary>A customer answers: the reply arrives, the agent asks, a member decides. With the mouse, in both languages.</summary>
public sealed class ReplyPathTests(Installation installation) : IClassFixture<Installation>
{
    [Theory]
    [InlineData("en", "Hello,\n\nWe dispute this: the goods arrived damaged.\n\nRegards")]
    [InlineData("fr", "Bonjour,\n\nNous contestons : la marchandise est arrivée cassée.\n\nCordialement")]
    public async Task A_reply_becomes_a_task_that_a_member_answers(string language, string reply)
    {
        var (page, complaints) = await installation.SignedIn(language);
        var inbox = await OpenInbox(page);
        var (account, address) = await SomebodyWrittenTo(page);

        using var client = new HttpClient();
        using var mail = new ByteArrayContent(
            Encoding.UTF8.GetBytes(
                $"From: {address}\r\nTo: agent@localhost\r\nSubject: Re\r\nMessage-ID: <{Guid.NewGuid():N}@elsewhere.example>\r\n"
                    + $"Content-Type: text/plain; charset=utf-8\r\n\r\n{reply}\r\n"
            )
        );
        using var taken = await client.PostAsync(new Uri(inbox), mail);
        Assert.True(taken.IsSuccessStatusCode, $"The mail was answered with {taken.StatusCode}.");

        await page.GotoAsync("/tasks");
        await page.Locator("tr", new() { HasText = account }).Locator("a.open").First.ClickAsync();
        var decide = page.Locator("#panel form:has(input[name='answer'][value='ItIsOwed']) button");
        await decide.WaitForAsync();
        await page.RunAndWaitForResponseAsync(
            () => decide.ClickAsync(),
            r => r.Request.Method == "POST" && r.Url.Contains("/answer", StringComparison.Ordinal)
        );
        await page.GotoAsync("/tasks");
        Assert.Equal(0, await page.Locator("tr", new() { HasText = account }).CountAsync());

        // The dispute is settled: what the agent answered about it is no longer so, and does not leave.
        await page.GotoAsync("/communications?show=received");
        await page.Locator("tr", new() { HasText = account }).Locator("a.open").First.ClickAsync();
        await page.Locator("#panel .mail").WaitForAsync();
        Assert.Contains(reply.Split('\n')[2], await page.InnerTextAsync("#panel .mail"), StringComparison.Ordinal);
        Assert.Empty(complaints);
        await page.Context.CloseAsync();
    }

    private static async Task<string> OpenInbox(IPage page)
    {
        await page.GotoAsync("/settings/channels");
        if (await page.Locator("form[action$='/settings/channels/webhook'] button").CountAsync() > 0)
            await page.ClickAsync("form[action$='/settings/channels/webhook'] button");
        else
        {
            await page.CheckAsync("#receiving input[name='way'][value='webhook' i]");
            await page.ClickAsync("#receiving button:not([name])");
        }
        return await page.InnerTextAsync("#webhook-address");
    }

    /// <summary>The first in the queue of whom the agent asks nothing yet, and their address.</summary>
    private static async Task<(string Account, string Address)> SomebodyWrittenTo(IPage page)
    {
        await page.GotoAsync("/tasks");
        var asked = await page.Locator("table.list tbody").InnerTextAsync();
        await page.GotoAsync("/communications?show=to-approve&sort=&q=");
        var links = page.Locator("table.list tbody tr").Filter(new() { HasNotText = "Re: " }).Locator("a.open");
        var names = await links.AllInnerTextsAsync();
        var account = names.First(n => !asked.Contains(n, StringComparison.Ordinal));
        await links.Nth(names.ToList().IndexOf(account)).ClickAsync();
        var address = page.Locator("#panel dl.facts dd .muted").First;
        await address.WaitForAsync();
        return (account, await address.InnerTextAsync());
    }
}
