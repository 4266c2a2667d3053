using System.Net;
using Amiable.Accounts;
using Amiable.Communications;
using Amiable.FollowUp;
using Amiable.Invoices;
using Amiable.Organizations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Accounts;

/// <summary>The page of an account: what it says, and what its forms do.</summary>
public sealed class AccountPageTests
{
    private static readonly string[] Tabs = ["", "/invoices", "/credit-notes", "/payments", "/communications", "/tasks", "/details"];

    [Fact]
    public async Task The_next_message_is_told_with_its_why_and_can_be_approved_from_the_page()
    {
        await using var server = await TestServer.Start(Autonomy.Approve);
        var account = await server.Account();
        await server.Invoice(account, "F-1", "2026-02-20", 1_540);
        await Plan(server);
        var browser = await server.SignedIn(server.Us);

        var html = await Read(browser, account);
        Assert.Contains("e-mail to Anne Roux on", html, StringComparison.Ordinal);
        Assert.Contains("about 1 invoice (€1,540.00)", html, StringComparison.Ordinal);
        Assert.Contains("F-1 is 10 days late on the day of sending", html, StringComparison.Ordinal);
        var waiting = await server.As(server.Us, s => s.GetRequiredService<AppDb>().Communications.AsNoTracking().SingleAsync());
        Assert.Contains($"/communications/{waiting.Id.Value}/approve", html, StringComparison.Ordinal);

        var answer = await TestServer.Post(
            browser,
            Page(account),
            $"/communications/{waiting.Id.Value}/approve",
            ("version", $"{waiting.Version}"),
            ("next", Page(account))
        );
        Assert.Equal(Page(account), answer.Headers.Location!.ToString());
        var approved = await server.As(server.Us, s => s.GetRequiredService<AppDb>().Communications.AsNoTracking().SingleAsync());
        Assert.Equal(CommunicationStatus.Scheduled, approved.Status);
    }

    [Fact]
    public async Task Why_nothing_is_planned_is_said_in_one_sentence()
    {
        await using var server = await TestServer.Start();
        var nothing = await server.Account("Nothing owed");
        var silent = await server.Account("Silent", email: null);
        await server.Invoice(silent, "S-1", "2026-02-20");
        var contested = await server.Account("Contested");
        var invoice = await server.Invoice(contested, "C-1", "2026-02-20");
        await server.Change(invoice, i => i.Dispute(DisputeReason.Price, null, TestServer.Day("2026-02-27")));
        var browser = await server.SignedIn(server.Us);

        Assert.Contains("nothing is owed", await Read(browser, nothing), StringComparison.Ordinal);
        Assert.Contains("nobody here can be written to", await Read(browser, silent), StringComparison.Ordinal);
        Assert.Contains("the only open invoice is left out: in dispute", await Read(browser, contested), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pause_is_told_in_a_banner_until_somebody_resumes()
    {
        await using var server = await TestServer.Start();
        var account = await server.Account();
        await server.Invoice(account, "F-1", "2026-02-20");
        await Plan(server);
        var browser = await server.SignedIn(server.Us);

        var paused = await Do(browser, account, "pause", ("reason", "PaymentPlan"), ("until", "2026-03-31"), ("note", "Three parts"));
        Assert.Equal(HttpStatusCode.Redirect, paused.StatusCode);
        var html = await Read(browser, account);
        Assert.Contains("Follow-ups are paused", html, StringComparison.Ordinal);
        Assert.Contains("Three parts", html, StringComparison.Ordinal);
        Assert.Contains("The agent plans nothing:", html, StringComparison.Ordinal);
        Assert.Contains("Follow-ups paused</b> until Tue 31 Mar: payment plan", html, StringComparison.Ordinal);

        await Do(browser, account, "resume");
        html = await Read(browser, account);
        Assert.DoesNotContain("Follow-ups are paused", html, StringComparison.Ordinal);
        Assert.Contains("Follow-ups resumed", html, StringComparison.Ordinal);
        Assert.Contains("e-mail to Anne Roux", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_form_comes_back_with_what_was_typed_and_the_error_at_its_field()
    {
        await using var server = await TestServer.Start();
        var account = await server.Account();
        var browser = await server.SignedIn(server.Us);

        var pause = await Do(browser, account, "pause", ("reason", "Legal"), ("until", "2026-02-01"), ("note", "Kept note"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, pause.StatusCode);
        var html = WebUtility.HtmlDecode(await pause.Content.ReadAsStringAsync());
        Assert.Contains("id=\"until-error\"", html, StringComparison.Ordinal);
        Assert.Contains("choose today or later", html, StringComparison.Ordinal);
        Assert.Contains("Kept note", html, StringComparison.Ordinal);

        var payment = await Do(browser, account, "payment", ("amount", "x"), ("currency", "EUR"), ("on", "2026-03-01"));
        Assert.Contains("id=\"amount-error\"", await payment.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var notice = await Do(browser, account, "formal-notice", ("postedOn", "2026-03-03"));
        Assert.Contains("id=\"postedOn-error\"", await notice.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal($"{Page(account)}?ask=pause", (await browser.GetAsync($"{Page(account)}/pause")).Headers.Location!.ToString());
    }

    [Fact]
    public async Task The_reader_is_told_what_is_wrong_in_their_language()
    {
        await using var server = await TestServer.Start();
        var account = await server.Account();
        var browser = await server.SignedIn(server.Us);
        browser.DefaultRequestHeaders.Remove("Accept-Language");
        browser.DefaultRequestHeaders.Add("Accept-Language", "fr");
        var pause = await Do(browser, account, "pause", ("reason", "Legal"), ("until", "2026-02-01"));
        Assert.Contains("La pause finirait avant de commencer", await pause.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recorded_payment_settles_the_invoice_due_longest_and_shows_in_the_timeline()
    {
        await using var server = await TestServer.Start();
        var account = await server.Account();
        await server.Invoice(account, "F-1", "2026-02-10", 100);
        await server.Invoice(account, "F-2", "2026-02-20", 100);
        var browser = await server.SignedIn(server.Us);

        var paid = await Do(browser, account, "payment", ("amount", "100.00"), ("currency", "eur"), ("on", "2026-03-01"));
        Assert.Equal(HttpStatusCode.Redirect, paid.StatusCode);
        var html = await Read(browser, account);
        Assert.Matches("Payment of <a[^>]*>€100.00</a>", html);
        Assert.Matches("settles <a[^>]*>F-1</a>", html);
        Assert.Contains("€100.00 overdue: 1 invoice", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_is_deleted_only_under_its_exact_name()
    {
        await using var server = await TestServer.Start();
        var account = await server.Account("Ateliers Roux");
        await server.Invoice(account, "F-1", "2026-02-10");
        var browser = await server.SignedIn(server.Us);

        var refused = await Do(browser, account, "delete", ("confirm", "ateliers roux"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("id=\"confirm-error\"", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var deleted = await Do(browser, account, "delete", ("confirm", "Ateliers Roux"));
        Assert.Equal("/accounts", deleted.Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(Page(account))).StatusCode);
    }

    [Fact]
    public async Task Every_tab_shows_an_account_with_and_without_a_story()
    {
        await using var server = await TestServer.Start();
        var empty = await server.Account("Empty");
        var full = await server.Account("Société à Responsabilité Limitée au Nom Interminable pour Éprouver la Mise en Page des Écrans");
        await server.Invoice(full, "F-1", "2025-10-20", 100);
        await server.Invoice(full, "F-2", "2026-02-20", 100, "JPY");
        await server.Save(
            server.Us,
            new Credits.CreditNote(
                TestServer.New<CreditId>(),
                full.Id,
                "A-1",
                new(90_000, "EUR"),
                TestServer.Day("2026-02-27"),
                server.Clock.GetUtcNow()
            ),
            new AccountEvent(
                TestServer.New<AccountEventId>(),
                full.Id,
                AccountEventKind.Promised,
                "F 1 2026-03-20",
                "Anne",
                server.Clock.GetUtcNow()
            )
        );
        await Plan(server);
        var browser = await server.SignedIn(server.Us);
        foreach (var language in new[] { "en", "fr" })
        foreach (var account in new[] { empty, full })
        foreach (var tab in Tabs)
        {
            browser.DefaultRequestHeaders.Remove("Accept-Language");
            browser.DefaultRequestHeaders.Add("Accept-Language", language);
            Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(Page(account) + tab)).StatusCode);
        }
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(Page(empty) + "/nonsense")).StatusCode);
    }

    [Fact]
    public async Task An_account_of_another_organization_does_not_exist()
    {
        await using var server = await TestServer.Start();
        var theirs = await server.Account("Theirs", of: server.SomebodyElse);
        await server.Account("Ours");
        var browser = await server.SignedIn(server.Us);
        foreach (var tab in Tabs)
            Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(Page(theirs) + tab)).StatusCode);
        foreach (
            var action in new[] { "details", "pause", "resume", "payment", "formal-notice", "delete", "contacts/new", "referents/new" }
        )
        {
            var answer = await TestServer.Post(
                browser,
                "/accounts",
                $"{Page(theirs)}/{action}",
                ("name", "Stolen"),
                ("confirm", "Theirs"),
                ("amount", "1"),
                ("currency", "EUR"),
                ("on", "2026-03-01"),
                ("postedOn", "2026-03-01"),
                ("fullName", "Thief"),
                ("firstName", "Thief"),
                ("email", "thief@example.com")
            );
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    private static string Page(Account account) => $"/accounts/{account.Id.Value}";

    private static async Task<string> Read(HttpClient browser, Account account) =>
        WebUtility.HtmlDecode(await browser.GetStringAsync(Page(account)));

    private static Task<HttpResponseMessage> Do(
        HttpClient browser,
        Account account,
        string action,
        params (string Name, string Value)[] fields
    ) => TestServer.Post(browser, Page(account), $"{Page(account)}/{action}", fields);

    private static Task<PlanCounts> Plan(TestServer server) =>
        server.As(server.Us, s => s.GetRequiredService<PlanFollowUps>().Run(default));
}
