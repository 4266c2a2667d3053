using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Amiable.Tests.Browser;

/// <summary>
/// From an empty installation to a colleague who was invited, joined and was removed: with a browser, by the links in the mails. One test, since each step needs the one
/// before, then what one person does with their own sign-in.
/// </summary>
public sealed partial class PeopleTests(EmptyInstallation installation) : IClassFixture<EmptyInstallation>
{
    private const string Password = "correct horse battery staple";
    private const string Claire = "claire@duvernay.example";
    private const string Nora = "nora@duvernay.example";

    [Fact]
    public async Task From_the_first_visit_to_a_removed_member()
    {
        var complaints = new List<string>();
        var claire = await FirstRun(complaints);
        var nora = await Invited(claire, complaints);
        await Passkey(claire);
        await Codes(nora);
        await SecondOrganization(claire);
        await LanguageFollows(claire);
        await Removed(claire, nora);
        Assert.Empty(complaints);
    }

    private async Task<IPage> FirstRun(List<string> complaints)
    {
        var page = await Open("en", complaints);
        await page.GotoAsync("/");
        await Pages.Arrived(page, "/welcome");
        await Pages.LookAt(page, "/welcome", "en", complaints);
        await page.FillAsync("[name=name]", "Duvernay Conseil");
        await page.SelectOptionAsync("[name=country]", "FR");
        await page.FillAsync("[name=firstName]", "Claire");
        await page.FillAsync("[name=lastName]", "Martin");
        await page.FillAsync("[name=email]", Claire);
        await page.FillAsync("[name=password]", "password1234");
        await Press(page, "form[action='/welcome'] button");
        await Assertions.Expect(page.Locator("[name=password][aria-invalid=true]")).ToBeVisibleAsync();
        // An answer of 422 is what the browser complains about here.
        complaints.Clear();
        await page.FillAsync("[name=password]", Password);
        await Press(page, "form[action='/welcome'] button");
        await Pages.Arrived(page, "/");
        Assert.Contains("Duvernay Conseil", await page.InnerTextAsync("nav.side"), StringComparison.Ordinal);
        return page;
    }

    private async Task<IPage> Invited(IPage claire, List<string> complaints)
    {
        await claire.GotoAsync("/settings/members");
        await claire.FillAsync("[name=email]", Nora);
        await Press(claire, "form[action='/settings/members/invite'] button");
        await Assertions.Expect(claire.Locator("main")).ToContainTextAsync(Nora);
        await Pages.LookAt(claire, "/settings/members", "en", complaints);

        await claire.SetViewportSizeAsync(390, 844);
        await Assertions.Expect(claire.Locator("form[action$='/revoke'] button")).ToBeVisibleAsync();
        await Assertions.Expect(claire.Locator("main")).ToContainTextAsync(Claire);
        await Pages.LookAt(claire, "/settings/members", "en", complaints);
        await claire.SetViewportSizeAsync(1440, 900);

        var page = await Open("en", complaints);
        var link = Link().Match(await installation.MailTo(Nora)).Value;
        await page.GotoAsync(link);
        await Pages.LookAt(page, link, "en", complaints);
        await page.FillAsync("[name=firstName]", "Nora");
        await page.FillAsync("[name=lastName]", "Peeters");
        await page.FillAsync("[name=password]", Password);
        await Press(page, "form[action^='/invitations/'] button");
        await Pages.Arrived(page, "/");
        return page;
    }

    private static async Task Passkey(IPage page)
    {
        var devices = await page.Context.NewCDPSessionAsync(page);
        await devices.SendAsync("WebAuthn.enable");
        await devices.SendAsync(
            "WebAuthn.addVirtualAuthenticator",
            new()
            {
                ["options"] = new Dictionary<string, object>
                {
                    ["protocol"] = "ctap2",
                    ["transport"] = "internal",
                    ["hasResidentKey"] = true,
                    ["hasUserVerification"] = true,
                    ["isUserVerified"] = true,
                    ["automaticPresenceSimulation"] = true,
                },
            }
        );
        await page.GotoAsync("/you");
        await page.FillAsync("#passkey-name", "My laptop");
        await Press(page, "form[action='/you/passkeys'] button");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("My laptop");
        await SignOut(page);

        // Wherever the address says to go afterwards, it is here.
        await page.GotoAsync("/sign-in?next=" + Uri.EscapeDataString("//evil.example"));
        await Press(page, "form[action='/sign-in/passkey'] button");
        await Pages.Arrived(page, "/");
        await SignOut(page);
        await page.GotoAsync("/sign-in?next=/you");
        await Press(page, "form[action='/sign-in/passkey'] button");
        await Pages.Arrived(page, "/you");
    }

    private static async Task Codes(IPage page)
    {
        await page.GotoAsync("/you/codes");
        var key = (await page.InnerTextAsync("code.key")).Replace(" ", "", StringComparison.Ordinal);
        await page.FillAsync("[name=code]", Code(key, 0));
        await Press(page, "form[action='/you/codes'] button");
        await Assertions.Expect(page.Locator("ul.codes li")).ToHaveCountAsync(10);
        var recovery = await page.Locator("ul.codes li").First.InnerTextAsync();

        await SignOut(page);
        await SignIn(page, Nora);
        await Pages.Arrived(page, "/sign-in/code");
        // That of the coming half minute: the present one is used.
        await page.FillAsync("[name=code]", Code(key, 1));
        await Press(page, "form[action='/sign-in/code'] button");
        await Pages.Arrived(page, "/");
        await SignOut(page);
        await SignIn(page, Nora);
        await page.FillAsync("[name=code]", recovery);
        await Press(page, "form[action='/sign-in/code'] button");
        await Pages.Arrived(page, "/");
    }

    private static async Task SecondOrganization(IPage page)
    {
        await page.GotoAsync("/organizations/new");
        await page.FillAsync("[name=name]", "Atelier Martin");
        await page.SelectOptionAsync("[name=country]", "BE");
        await page.FillAsync("[name=firstName]", "Claire");
        await page.FillAsync("[name=lastName]", "Martin");
        await Press(page, "form[action='/organizations/new'] button");
        await Pages.Arrived(page, "/");
        await Assertions.Expect(page.Locator("nav.side .organization")).ToContainTextAsync("Atelier Martin");

        await page.ClickAsync("nav.side [popovertarget=you]");
        await page.ClickAsync("form[action^='/organizations/'] button:has-text('Duvernay Conseil')");
        await Assertions.Expect(page.Locator("nav.side .organization")).ToContainTextAsync("Duvernay Conseil");
    }

    private async Task LanguageFollows(IPage page)
    {
        await page.ClickAsync("nav.side [popovertarget=you]");
        await page.ClickAsync("#you button:has-text('Français')");
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "fr");

        var elsewhere = await Open("en", []);
        await SignIn(elsewhere, Claire);
        await Pages.Arrived(elsewhere, "/");
        Assert.Equal("fr", await elsewhere.GetAttributeAsync("html", "lang"));
        await elsewhere.Context.CloseAsync();
    }

    private static async Task Removed(IPage claire, IPage nora)
    {
        await claire.GotoAsync("/settings/members");
        await claire.ClickAsync("a[aria-label*='Nora Peeters']");
        await claire.ClickAsync("dialog[open] form[action$='/remove'] button");
        await Assertions.Expect(claire.Locator("main")).Not.ToContainTextAsync("Nora Peeters");

        await nora.GotoAsync("/accounts");
        Assert.Contains("/sign-in", nora.Url, StringComparison.Ordinal);
    }

    private async Task<IPage> Open(string language, List<string> complaints)
    {
        var visit = await installation.Stranger(language);
        visit.Page.PageError += (_, error) => complaints.Add(error);
        visit.Page.Console += (_, message) =>
        {
            if (message.Type == "error")
                complaints.Add(message.Text);
        };
        return visit.Page;
    }

    private static Task Press(IPage page, string button) => page.Locator(button).First.ClickAsync();

    private static async Task SignOut(IPage page)
    {
        await page.GotoAsync("/you");
        await page.ClickAsync("nav.side [popovertarget=you]");
        await page.ClickAsync("form[action='/sign-out'] button");
        await Pages.Arrived(page, "/sign-in");
    }

    private static async Task SignIn(IPage page, string email)
    {
        await page.GotoAsync("/sign-in");
        await page.FillAsync("form[action='/sign-in'] [name=email]", email);
        await page.FillAsync("form[action='/sign-in'] [name=password]", Password);
        await Press(page, "form[action='/sign-in'] button");
    }

    /// <summary>RFC 6238.</summary>
    private static string Code(string base32, int stepsAhead)
    {
        var bits = string.Concat(base32.Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c), 2).PadLeft(5, '0')));
        var key = bits.Chunk(8).Where(b => b.Length == 8).Select(b => Convert.ToByte(new string(b), 2)).ToArray();
        var step = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30 + stepsAhead;
#pragma warning disable CA5350 // What RFC 6238 and every app use.
        var hash = HMACSHA1.HashData(key, BitConverter.GetBytes(step).Reverse().ToArray());
#pragma warning restore CA5350
        var at = hash[^1] % 16;
        var number = ((hash[at] & 127) << 24) + (hash[at + 1] << 16) + (hash[at + 2] << 8) + hash[at + 3];
        return (number % 1000000).ToString("000000", CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex Link();
}
