using System.Net;
using System.Text;
using Amiable.Accounts;
using Amiable.Communications;
using Amiable.Contacts;
using Amiable.LatePayment;
using Amiable.Organizations;
using Amiable.Tasks;
using Amiable.Tests;
using Amiable.Tests.Audit;
using Amiable.Tests.Stories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.FormalNotices;

/// <summary>From the recommendation to the letter, from the letter to the post, from the post to the next question.</summary>
public sealed class FormalNoticeTests
{
    [Fact]
    public async Task It_is_prepared_read_posted_by_a_person_and_waited_for_and_then_the_task_asks_what_comes_next()
    {
        var (walk, account, task) = await Recommended();
        await using var _ = walk;
        var client = await walk.Server.SignedIn(walk.Server.Us);
        var notices = $"/accounts/{account.Id.Value}/notices";
        var mails = walk.Server.Mailbox.Sent.Count;
        Assert.Contains(notices, await client.GetStringAsync($"/tasks/{task.Id.Value}"), StringComparison.Ordinal);

        var invoice = await walk.Ask(db => db.Invoices.SingleAsync());
        var answer = await TestServer.Post(client, notices, notices, ("invoices", $"{invoice.Id.Value}"), ("days", "8"));
        var own = answer.Headers.Location!.OriginalString;
        var page = WebUtility.HtmlDecode(await client.GetStringAsync(own));
        var letter = WebUtility.HtmlDecode(await client.GetStringAsync(own + "/letter"));

        Assert.Contains("Mise en demeure de payer", page, StringComparison.Ordinal);
        Assert.Contains("12 rue des Forges", letter, StringComparison.Ordinal);
        Assert.Contains("1 000,00 €", letter.Replace('\u202f', ' ').Replace('\u00a0', ' '), StringComparison.Ordinal);
        Assert.Contains("Claire Martin", letter, StringComparison.Ordinal);
        // Nothing left by it and nothing waits to be printed: it is not a message of the agent.
        Assert.Equal(mails, walk.Server.Mailbox.Sent.Count);
        Assert.DoesNotContain(await walk.Communications(account), c => c.IsLetter);
        Assert.True((await walk.Tasks(TaskKind.AdvancedAction)).Single().IsOpen);

        var posted = await TestServer.Post(client, own, own + "/posted", ("postedOn", "2026-03-26"));
        Assert.Equal(HttpStatusCode.Redirect, posted.StatusCode);
        var ended = (await walk.Tasks(TaskKind.AdvancedAction)).Single();
        Assert.Equal((HumanTaskStatus.Closed, "NoticePosted 2026-03-26"), (ended.Status, ended.Remarks[^1].Text));
        // Eight business days, of which one is Easter Monday.
        Assert.Equal(TestServer.Day("2026-04-08"), (await walk.Waiting(account)).SendOn);
        await walk.Through("2026-04-07");
        Assert.Single(await walk.Tasks(TaskKind.AdvancedAction));
        Assert.Equal(mails, walk.Server.Mailbox.Sent.Count);

        await walk.Through("2026-04-08");
        var next = (await walk.Tasks(TaskKind.AdvancedAction)).Single(t => t.IsOpen);
        var asked = WebUtility.HtmlDecode(await client.GetStringAsync($"/tasks/{next.Id.Value}"));
        Assert.Contains("The formal notice posted on", asked, StringComparison.Ordinal);
        Assert.Contains("has had its time", asked, StringComparison.Ordinal);
        Assert.Equal(Amiable.FollowUp.Tone.Firm, (await walk.Communications(account)).Max(c => c.Tone));
        var told = WebUtility.HtmlDecode(await client.GetStringAsync($"/accounts/{account.Id.Value}"));
        Assert.Contains("a formal notice was prepared", told, StringComparison.Ordinal);
        Assert.Contains(
            await walk.Server.Entries(),
            e => e is { SubjectKind: "formal-notice", Action: "added", ActorName: "Claire Martin" }
        );
    }

    [Fact]
    public async Task It_stays_what_it_was_and_is_printed_no_more_once_the_ledger_is_another()
    {
        var (walk, account, _) = await Recommended(("F-2", "2026-01-15"));
        await using var __ = walk;
        var id = await Prepare(walk, account);
        var before = await Shown(walk, account, id);
        Assert.False(before.HasChanged);
        Assert.Equal(["F-1", "F-2"], before.Notice.Facts.About.Select(i => i.Number));

        await walk.Pays(account, 10m);

        var after = await Shown(walk, account, id);
        Assert.True(after.HasChanged);
        Assert.Equal(before.Notice.Page, after.Notice.Page);
        var printed = await walk.Server.As(walk.Server.Us, s => s.GetRequiredService<PrintFormalNotice>().Run(account.Id, id, default));
        Assert.Equal("formal-notice.changed", printed.Problem!.Code);
        var client = await walk.Server.SignedIn(walk.Server.Us);
        var page = await client.GetStringAsync($"/accounts/{account.Id.Value}/notices/{id.Value}");
        Assert.Contains("no longer what the ledger says", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/print", page, StringComparison.Ordinal);

        var anew = await Prepare(walk, account);
        Assert.NotNull((await Shown(walk, account, id)).Notice.ReplacedAt);
        Assert.False((await Shown(walk, account, anew)).HasChanged);
        var late = await walk.Server.As(
            walk.Server.Us,
            s => s.GetRequiredService<PostFormalNotice>().Run(account.Id, id, walk.Today, default)
        );
        Assert.Equal("formal-notice.replaced", late.Problem!.Code);
    }

    [Fact]
    public async Task Changed_bank_details_make_it_out_of_date()
    {
        var (walk, account, _) = await Recommended();
        await using var __ = walk;
        var id = await Prepare(walk, account);

        await walk.Store(async db =>
        {
            var us = await db.Organizations.SingleAsync();
            Assert.Null(us.Describe(us.Profile with { Bank = new("Duvernay", "FR7630006000011234567890189", null, null) }));
        });

        Assert.True((await Shown(walk, account, id)).HasChanged);
    }

    [Fact]
    public async Task It_claims_late_payment_only_where_a_member_claims_it()
    {
        var (walk, account, _) = await Recommended();
        await using var __ = walk;
        var silent = (await Shown(walk, account, await Prepare(walk, account))).Notice;
        await walk.Server.Do<DecideLateClaim, Done>(u => u.Run(account.Id, ClaimStance.Claim, null, default));
        var claimed = (await Shown(walk, account, await Prepare(walk, account))).Notice;

        Assert.Empty(silent.Facts.Late);
        Assert.DoesNotContain("2011/7", silent.Text, StringComparison.Ordinal);
        Assert.Equal(new Money(4000, "EUR"), Assert.Single(claimed.Facts.Late).Fixed);
        Assert.Contains("directive 2011/7/UE", claimed.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_refused_without_an_address_without_invoices_and_for_what_is_not_owed()
    {
        var (walk, account, _) = await Recommended();
        await using var __ = walk;
        var invoice = await walk.Ask(db => db.Invoices.SingleAsync());
        var later = await walk.Server.Invoice(account, "F-8", dueOn: "2026-06-30");
        var nowhere = await walk.Server.Account("Nowhere");
        var theirs = await walk.Server.Invoice(nowhere, "F-7", dueOn: "2026-01-10");

        Assert.Equal("formal-notice.no-invoice", await Refusal(account, [], 8));
        Assert.Equal("formal-notice.days", await Refusal(account, [invoice.Id], 2));
        Assert.Equal("formal-notice.not-owed", await Refusal(account, [invoice.Id, later.Id], 8));
        Assert.Equal("formal-notice.not-owed", await Refusal(account, [theirs.Id], 8));
        Assert.Equal("formal-notice.no-address", await Refusal(nowhere, [theirs.Id], 8));
        await walk.GetsCredit(account, 5000m);
        Assert.Equal("formal-notice.covered", await Refusal(account, [invoice.Id], 8));
        Assert.Empty(await walk.Ask(db => db.FormalNotices.ToListAsync()));

        async Task<string> Refusal(Account of, InvoiceId[] invoices, int days) =>
            (await walk.Server.As(walk.Server.Us, s => s.GetRequiredService<PrepareFormalNotice>().Run(of.Id, invoices, days, default)))
                .Problem!
                .Code;
    }

    [Fact]
    public async Task A_posted_day_recorded_elsewhere_is_that_of_the_notice_that_waits()
    {
        var (walk, account, task) = await Recommended();
        await using var _ = walk;
        var id = await Prepare(walk, account);

        await walk.Server.Do<AnswerTask, Done>(u =>
            u.Run(task.Id, TaskAnswer.NoticePosted, default, new(On: TestServer.Day("2026-03-26")))
        );

        Assert.Equal(TestServer.Day("2026-03-26"), (await Shown(walk, account, id)).Notice.PostedOn);
    }

    [Fact]
    public async Task An_erased_contact_is_in_no_notice()
    {
        var (walk, account, _) = await Recommended();
        await using var __ = walk;
        var id = await Prepare(walk, account);
        Assert.Contains("Anne Roux", (await Shown(walk, account, id)).Notice.Page, StringComparison.Ordinal);
        var anne = await walk.Ask(db => db.Contacts.SingleAsync());
        await walk.Pays(account, 1000m);

        await walk.Server.Do<EraseContact, Done>(u => u.Run(account.Id, anne.Id, default));

        var notice = (await Shown(walk, account, id)).Notice;
        Assert.DoesNotContain("Anne", notice.Page + notice.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_a_PDF_of_one_page_that_claims_no_machine_wrote_it()
    {
        var (walk, account, _) = await Recommended();
        await using var __ = walk;
        Assert.SkipUnless(walk.Server.Services.GetRequiredService<Integrations.Chromium.PrintPages>().CanPrint, "No Chromium here.");
        var id = await Prepare(walk, account);

        var pdf = await walk.Server.As(walk.Server.Us, s => s.GetRequiredService<PrintFormalNotice>().Run(account.Id, id, default));

        Assert.Equal(1, Printing.PdfBook.PagesOf(pdf.Value!));
        Assert.DoesNotContain("AIGenerated", Encoding.Latin1.GetString(pdf.Value!), StringComparison.Ordinal);
    }

    private static async Task<(Walk Walk, Account Account, HumanTask Task)> Recommended(params (string, string)[] alsoOwed)
    {
        var (walk, account, task) = await Silence.Recommended(alsoOwed);
        await walk.Store(async db =>
        {
            var known = await db.Accounts.SingleAsync(a => a.Id == account.Id);
            Assert.Null(known.Describe(known.Details with { Street = "12 rue des Forges", PostalCode = "38100", City = "Grenoble" }));
        });
        return (walk, account, task);
    }

    private static async Task<FormalNoticeId> Prepare(Walk walk, Account account)
    {
        var list = (await walk.Server.As(walk.Server.Us, s => s.GetRequiredService<ListFormalNotices>().Run(account.Id, default))).Value!;
        var prepared = await walk.Server.As(
            walk.Server.Us,
            s => s.GetRequiredService<PrepareFormalNotice>().Run(account.Id, [.. list.Possible.Select(i => i.Id)], list.Days, default)
        );
        Assert.Null(prepared.Problem);
        return prepared.Value;
    }

    private static async Task<FormalNoticeView> Shown(Walk walk, Account account, FormalNoticeId id) =>
        (await walk.Server.As(walk.Server.Us, s => s.GetRequiredService<ShowFormalNotice>().Run(account.Id, id, default))).Value!;
}
