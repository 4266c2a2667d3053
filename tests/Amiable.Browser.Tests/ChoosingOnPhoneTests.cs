using System.Text.Json;
using Microsoft.Playwright;

namespace Amiable.Tests.Browser;

/// <summary>Rows are chosen, and something done to all of them, with a thumb: nothing to press is smaller than 44 px, covered, or beside the screen.</summary>
public sealed class ChoosingOnPhoneTests(Installation installation) : IClassFixture<Installation>
{
    [Theory]
    [InlineData("en", ColorScheme.Dark, 390)]
    [InlineData("fr", ColorScheme.Light, 360)]
    public async Task Rows_are_chosen_with_a_thumb(string language, ColorScheme theme, int width)
    {
        var (page, complaints) = await installation.SignedIn(language, theme, width, 780);
        var faults = new List<string>();
        foreach (var path in new[] { "/accounts", "/invoices", "/communications?show=to-approve" })
        {
            await page.GotoAsync(path);
            await Reachable(page, $"{path}, nothing chosen", "th.pick.every label, tr:nth-child(-n+4) td.pick label", faults);
            // A press on a row opens it, one on its box chooses it.
            await page.Locator("td.pick label").First.ClickAsync();
            await Reachable(page, $"{path}, one chosen", "tr:nth-child(-n+4) td.pick label, .bulk :is(.btn, label)", faults);
            await page.Locator("th.pick.every label").ClickAsync();
            Assert.Equal(await page.Locator("td.pick input").CountAsync(), await page.Locator("td.pick input:checked").CountAsync());
            await page.EvaluateAsync("scrollTo(0, 900)");
            await Reachable(page, $"{path}, all chosen", ".bulk :is(.btn, label)", faults);
        }
        await page.Locator(".bulk label.all").ClickAsync();
        await page.ClickAsync(".bulk button[value=cancel-chosen]");
        await page.Locator("dialog#cancel-chosen:modal").WaitForAsync();
        await Reachable(page, "the question", "dialog#cancel-chosen .buttons .btn", faults, least: 40);
        Assert.True(faults.Count == 0, string.Join("\n", faults));
        Assert.Empty(complaints);
        await page.Context.CloseAsync();
    }

    private static async Task Reachable(IPage page, string where, string what, List<string> faults, int least = 44)
    {
        var found = await page.EvaluateAsync<JsonElement>(
            """
            ([what, least]) => {
              const faults = [];
              const all = [...document.querySelectorAll(what)];
              if (all.length === 0) faults.push('nothing to press');
              for (const thing of all) {
                const box = thing.getBoundingClientRect();
                const name = thing.outerHTML.slice(0, 90);
                if (box.height < least - 0.5 || (thing.matches('label') && box.width < least - 0.5)) faults.push(`${name}: ${box.width} × ${box.height}`);
                if (box.left < 0 || box.right > innerWidth) faults.push(`${name}: beside the screen`);
                const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
                if (box.bottom <= innerHeight && !thing.contains(top)) faults.push(`${name}: under ${top?.outerHTML.slice(0, 90)}`);
              }
              if (document.documentElement.scrollWidth > innerWidth) faults.push('wider than the screen');
              return faults;
            }
            """,
            new object[] { what, least }
        );
        faults.AddRange(found.EnumerateArray().Select(f => $"{where}: {f.GetString()}"));
    }
}
