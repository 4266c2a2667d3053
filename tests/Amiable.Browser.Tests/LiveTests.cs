using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Amiable.Tests.Browser;

/// <summary>Pages that follow what others do, approvals by keyboard, and the same done to many rows.</summary>
public sealed partial class LiveTests(Installation installation) : IClassFixture<Installation>
{
    [Fact]
    public async Task What_one_approves_another_sees_without_a_reload_and_nothing_jumps()
    {
        var (watched, complaints) = await installation.SignedIn("fr");
        await watched.GotoAsync("/communications?show=to-approve");
        await watched.EvaluateAsync("window.isStillThere = true");
        var rows = await watched.Locator("#list tbody tr").CountAsync();
        var count = await Count(watched);
        var (acting, others) = await installation.SignedIn("en");
        await acting.GotoAsync("/communications?show=to-approve");

        await acting.Locator("#list a.open").First.ClickAsync();
        await acting.Locator("#panel form[action$='/approve'] button").ClickAsync();

        await watched.WaitForFunctionAsync($"() => {Counted} === {count - 1}");
        // The row is still under the eyes of who reads; only said to have gone, until they want to see.
        await watched.Locator(".news .pill").WaitForAsync();
        Assert.Equal(rows, await watched.Locator("#list tbody tr").CountAsync());
        Assert.Equal(1, await watched.Locator("#list tr.gone").CountAsync());
        await watched.ClickAsync(".news a");
        await watched.WaitForFunctionAsync("() => document.querySelectorAll('#list tr.gone').length === 0");
        Assert.True(await watched.EvaluateAsync<bool>("window.isStillThere"));
        Assert.Empty(complaints);
        Assert.Empty(others);
    }

    [Fact]
    public async Task Approvals_are_gone_through_by_keyboard()
    {
        var (page, complaints) = await installation.SignedIn("en");
        await page.GotoAsync("/communications?show=to-approve");
        await page.ClickAsync("text=Review one by one");
        await Settled(page);
        var count = await Count(page);
        var first = page.Url;

        await page.Keyboard.PressAsync("a");
        await page.WaitForFunctionAsync($"() => {Counted} === {count - 1} && location.href !== '{first}'");
        await Settled(page);
        var second = page.Url;
        await page.Keyboard.PressAsync("s");
        await page.WaitForFunctionAsync($"() => location.href !== '{second}'");
        await Settled(page);
        await page.Keyboard.PressAsync("k");
        await page.WaitForFunctionAsync($"() => location.href === '{second}'");
        await Settled(page);
        await page.Keyboard.PressAsync("ArrowRight");
        await page.WaitForFunctionAsync($"() => location.href !== '{second}'");
        await Settled(page);
        await page.Keyboard.PressAsync("?");
        await page.Locator("dialog#keys:modal").WaitForAsync();
        await page.Keyboard.PressAsync("a");
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("e");
        await Pages.Arrived(page, Editing());

        // Where one writes, keys write.
        await page.FillAsync("input[name=subject]", "");
        await page.Locator("input[name=subject]").PressSequentiallyAsync("a?s");
        Assert.Equal("a?s", await page.InputValueAsync("input[name=subject]"));
        Assert.Equal(count - 1, await Count(page));
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task Chosen_accounts_are_paused_together()
    {
        var (page, complaints) = await installation.SignedIn("en");
        await page.GotoAsync("/accounts?only=overdue&sort=name");
        var paused = page.Locator("#list td.state", new() { HasText = "Paused" });
        var before = await paused.CountAsync();
        var boxes = page.Locator("tr:not(:has(td.state:has-text('Paused'))) td.pick input");
        await boxes.Nth(0).CheckAsync();
        await boxes.Nth(1).CheckAsync();
        Assert.Equal("2 chosen", await page.InnerTextAsync(".bulk .chosen"));

        await page.ClickAsync("button[value=pause-chosen]");
        var question = page.Locator("dialog#pause-chosen:modal");
        await question.WaitForAsync();
        Assert.Equal("Pause 2 accounts?", await question.Locator("h2").InnerTextAsync());
        await question.Locator("button[type=submit]").ClickAsync();

        await page.Locator(".toast", new() { HasText = "2 accounts paused." }).WaitForAsync();
        Assert.Equal(before + 2, await paused.CountAsync());
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task A_filter_is_kept_and_the_new_parts_are_accessible_on_a_phone_too()
    {
        var (page, complaints) = await installation.SignedIn("en", ColorScheme.Dark, 390, 844);
        await page.GotoAsync("/invoices?show=overdue");
        await page.ClickAsync("text=Save this filter");
        await page.FillAsync("#filter-name", "Late");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".saved .chip", new() { HasText = "Late" }).WaitForAsync();

        var faults = new List<string>();
        foreach (
            var path in new[]
            {
                "/invoices?show=overdue",
                "/errands",
                "/accounts?ask=pause-chosen&all=true",
                "/?ask=keys",
                "/communications?show=to-approve",
            }
        )
            await Pages.LookAt(page, path, "en", faults);

        Assert.True(faults.Count == 0, string.Join("\n", faults));
        Assert.Empty(complaints);
    }

    // The panel is there, and what it asked for has come.
    private static async Task Settled(IPage page)
    {
        await page.Locator("aside.panel h2:focus").WaitForAsync();
        await page.WaitForFunctionAsync("() => !document.querySelector('.htmx-request, .htmx-settling, .htmx-swapping')");
    }

    private static Task<int> Count(IPage page) => page.EvaluateAsync<int>($"() => {Counted}");

    private const string Counted = "parseInt(document.querySelector('#count-communications .count')?.textContent ?? '0')";

    [GeneratedRegex("/edit")]
    private static partial Regex Editing();
}
