using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Amiable.Tests.Browser;

/// <summary>What is asked of every page.</summary>
internal static class Pages
{
    public const int Desk = 1440;
    public const int Phone = 390;

    // Of the narrowest telephones.
    private const int Narrowest = 360;

    /// <summary>Opens it and notes what is wrong: it does not open, is in another language, is wider than the screen, or hard to use for some.</summary>
    public static async Task LookAt(
        IPage page,
        string path,
        string language,
        List<string> faults,
        params (int Width, ColorScheme Theme)[] ways
    )
    {
        var answer = await page.GotoAsync(path);
        if (answer!.Status != 200)
            faults.Add($"{path}: {answer.Status}");
        if (await page.GetAttributeAsync("html", "lang") != language)
            faults.Add($"{path}: not in {language}");
        await LookAround(page, path, faults, ways);
    }

    /// <summary>The page as it is now, with every dialog and menu that can be opened on it.</summary>
    /// <param name="page">Where it is open.</param>
    /// <param name="path">What to call it.</param>
    /// <param name="faults">Where to note what is wrong.</param>
    /// <param name="ways">How wide, and in which theme; none for a light desk and a dark phone.</param>
    public static async Task LookAround(IPage page, string path, List<string> faults, params (int Width, ColorScheme Theme)[] ways)
    {
        var (width, height) = (page.ViewportSize!.Width, page.ViewportSize.Height);
        await page.EvaluateAsync(AxeScript);
        await page.EvaluateAsync(AllOfIt);
        foreach (var (w, theme) in ways is [] ? [(Desk, ColorScheme.Light), (Phone, ColorScheme.Dark)] : ways)
        {
            await page.SetViewportSizeAsync(w, w == Phone ? 844 : 900);
            await page.EmulateMediaAsync(new() { ColorScheme = theme });
            await Width(page, path, w, faults);
            var found = await page.EvaluateAsync<JsonElement>("way => lookAtAllOfIt(way)", $"{w} {theme}");
            faults.AddRange(found.EnumerateArray().Select(v => $"{path} ({w}, {theme}): {v.GetString()}"));
        }
        await page.SetViewportSizeAsync(Narrowest, 740);
        await Width(page, path, Narrowest, faults);
        await page.SetViewportSizeAsync(width, height);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Null });
    }

    private static async Task Width(IPage page, string path, int width, List<string> faults)
    {
        if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth") > 1)
            faults.Add($"{path}: wider than the screen of {width}");
    }

    /// <summary>Waits until this is the address. That is enough: what is asked of the page next waits for what it needs, and some pages never stop loading.</summary>
    public static Task Arrived(IPage page, string address) => Assertions.Expect(page).ToHaveURLAsync(address);

    /// <inheritdoc cref="Arrived(IPage, string)" />
    public static Task Arrived(IPage page, Regex address) => Assertions.Expect(page).ToHaveURLAsync(address);

    /// <summary>Milliseconds: the check has the machine do much at once. Nothing here measures how fast a page is.</summary>
    public const int Patience = 120_000;

    // The letter inside a message is somebody's mail in a frame that runs no script: it is looked at where it is written. What is folded is unfolded while it
    // is looked at. Dialogs and menus that are on many pages are looked at on the first.
    private const string AllOfIt = """
        window.lookAtAllOfIt = async (way) => {
          const faults = [];
          // The browser keeps colours of the former theme in places that it did not draw meanwhile: without a page it keeps none.
          document.documentElement.hidden = true;
          document.documentElement.offsetHeight;
          document.documentElement.hidden = false;
          const look = async (root, where) => {
            const { violations } = await axe.run(root, { iframes: false, resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } });
            for (const v of violations) faults.push(`${where}${v.id}: ${v.nodes.length} × ${v.nodes[0].html.slice(0, 160)}`);
          };
          // A label or a button that names one of several means the first.
          const names = ['for', 'aria-describedby', 'aria-labelledby', 'aria-controls', 'popovertarget', 'data-dialog'];
          const naming = [...document.querySelectorAll(names.map((name) => `[${name}]`))];
          const meant = new Set(naming.flatMap((element) => names.flatMap((name) => element.getAttribute(name)?.split(' ') ?? [])));
          for (const id of meant)
            if (id && document.querySelectorAll(`[id="${id}"]`).length > 1) faults.push(`there are several #${id}`);
          if (document.querySelectorAll('#list').length > 1) faults.push('there are several #list');
          const seen = new Set(JSON.parse(sessionStorage.getItem(way) ?? '[]'));
          const isNew = (element) => {
            const like = element.innerHTML.replace(/[0-9a-f-]{32,}|value="[^"]*"|href="[^"]*"|(?<=>)[^<]+/g, '');
            return !seen.has(like) && !!seen.add(like);
          };
          const folded = [...document.querySelectorAll('details:not([open])')];
          for (const details of folded) details.open = true;
          await look(document, '');
          const box = document.querySelector('td.pick input[form=bulk]:not(:checked)');
          if (box && isNew(document.querySelector('.bulk'))) {
            box.click();
            await look(document.querySelector('.bulk'), 'rows chosen: ');
            box.click();
          }
          for (const dialog of document.querySelectorAll('dialog:not([open])')) {
            if (!isNew(dialog)) continue;
            dialog.showModal();
            if (dialog.scrollWidth > dialog.clientWidth + 1) faults.push(`#${dialog.id}: wider than its frame`);
            await look(dialog, `#${dialog.id}: `);
            dialog.close();
          }
          for (const menu of document.querySelectorAll('[popover]')) {
            if (!isNew(menu)) continue;
            menu.showPopover();
            await look(menu, `#${menu.id}: `);
            menu.hidePopover();
          }
          for (const details of folded) details.open = false;
          sessionStorage.setItem(way, JSON.stringify([...seen]));
          return faults;
        };
        """;

    private static string AxeScript { get; } = new StreamReader(typeof(Pages).Assembly.GetManifestResourceStream("axe.js")!).ReadToEnd();
}
