using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Amiable.Tests.Browser;

/// <summary>What is asked of every page.</summary>
internal static class Pages
{
    /// <summary>Opens it and notes what is wrong: it does not open, is in another language, is wider than the screen, or hard to use for some.</summary>
    public static async Task LookAt(IPage page, string path, string language, List<string> faults)
    {
        var answer = await page.GotoAsync(path);
        if (answer!.Status != 200)
            faults.Add($"{path}: {answer.Status}");
        if (await page.GetAttributeAsync("html", "lang") != language)
            faults.Add($"{path}: not in {language}");
        if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth") > 1)
            faults.Add($"{path}: wider than the screen");
        faults.AddRange((await Axe(page)).Select(v => $"{path}: {v}"));
    }

    /// <summary>Waits until this is the address. That is enough: what is asked of the page next waits for what it needs, and some pages never stop loading.</summary>
    public static Task Arrived(IPage page, string address) => Assertions.Expect(page).ToHaveURLAsync(address);

    /// <inheritdoc cref="Arrived(IPage, string)" />
    public static Task Arrived(IPage page, Regex address) => Assertions.Expect(page).ToHaveURLAsync(address);

    /// <summary>Milliseconds: the check has the machine do much at once. Nothing here measures how fast a page is.</summary>
    public const int Patience = 120_000;

    private static async Task<IEnumerable<string>> Axe(IPage page)
    {
        await page.EvaluateAsync(AxeScript);
        // The letter inside a message is somebody's mail in a frame that runs no script: it is looked at where it is written.
        var found = await page.EvaluateAsync<JsonElement>(
            "async () => (await axe.run(document, { iframes: false, resultTypes: ['violations'] })).violations.map(v => `${v.id}: ${v.nodes[0].html.slice(0, 120)}`)"
        );
        return found.EnumerateArray().Select(v => v.GetString()!);
    }

    private static string AxeScript { get; } = new StreamReader(typeof(Pages).Assembly.GetManifestResourceStream("axe.js")!).ReadToEnd();
}
