using Amiable.Accounts;
using Amiable.FollowUp;
using Amiable.Organizations;
using Amiable.Platform.Audit;
using Amiable.Tests.Import;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Audit;

/// <summary>Whatever is saved is told, with who, when, from where, before and after; what is not saved is not.</summary>
public sealed class AuditTrailTests
{
    [Fact]
    public async Task A_change_in_a_browser_is_told_with_who_when_from_where_before_and_after()
    {
        await using var server = await TestServer.Start();
        var account = await server.Account("Ateliers Roux");
        var browser = await server.SignedIn(server.Us);
        var page = $"/accounts/{account.Id.Value}";
        server.Clock.Advance(TimeSpan.FromMinutes(7));
        await TestServer.Post(browser, $"{page}?ask=pause", $"{page}/pause", ("reason", "Legal"), ("note", "Ask Me Dupont"));

        var entry = (await server.Entries()).Last(e => e.SubjectKind == "account");
        Assert.Equal(("changed", account.Id.Value, account.Id), (entry.Action, entry.SubjectId, entry.AccountId));
        Assert.Equal((ActorKind.Member, "Claire Martin", "127.0.0.1"), (entry.ActorKind, entry.ActorName, entry.From));
        Assert.NotNull(entry.ActorId);
        Assert.Equal(server.Clock.GetUtcNow(), entry.At);
        Assert.Equal("Ateliers Roux", AuditDetails.Read(entry.Changes)!.Name);
        Assert.Equal(new("PauseReason", "pause-reason", null, "Legal"), entry.Field("PauseReason"));
        Assert.Equal(new("PausedOn", "date", null, "2026-03-02"), entry.Field("PausedOn"));
        Assert.DoesNotContain("Version", entry.Changes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_record_only_the_parts_that_changed_are_told()
    {
        await using var server = await TestServer.Start();
        var account = await server.Account("Ateliers Roux");
        await server.Change(account.Id, a => a.Describe(a.Details with { City = "Lyon" }));
        await server.Change(account.Id, a => a.Describe(a.Details with { City = "Paris" }));

        Assert.Equal([new("Details.City", "text", "Lyon", "Paris")], AuditDetails.Read((await server.Last()).Changes)!.Fields);
    }

    [Fact]
    public async Task An_amount_is_told_as_an_amount_and_a_row_that_is_new_or_gone_with_what_it_said()
    {
        await using var server = await TestServer.Start();
        var invoice = await server.Invoice(await server.Account(), "F-1", "2026-03-13", 1200.50m);

        var added = await server.Last();
        Assert.Equal(("added", "invoice", invoice.Id.Value), (added.Action, added.SubjectKind, added.SubjectId));
        Assert.Equal(invoice.AccountId, added.AccountId);
        Assert.Equal(new("Total", "money", null, "1200.50 EUR"), added.Field("Total"));

        await server.As(
            server.Us,
            async s =>
            {
                var db = s.GetRequiredService<AppDb>();
                db.Remove(await db.Invoices.SingleAsync());
                return await db.SaveChangesAsync();
            }
        );
        var deleted = await server.Last();
        Assert.Equal(("deleted", "F-1"), (deleted.Action, AuditDetails.Read(deleted.Changes)!.Name));
        Assert.Equal(new("Total", "money", "1200.50 EUR", null), deleted.Field("Total"));
    }

    [Fact]
    public async Task Saving_what_did_not_change_is_no_entry()
    {
        await using var server = await TestServer.Start();
        var account = await server.Account();
        var before = await server.Last();
        await server.Change(account.Id, a => a.LedgerWasRead(server.Clock.GetUtcNow()));
        await server.Change(account.Id, a => a.Describe(a.Details with { }));

        Assert.Equal(before.Number, (await server.Last()).Number);
    }

    [Fact]
    public async Task What_the_heartbeat_plans_and_sends_is_told_as_the_agents()
    {
        await using var server = await TestServer.Start();
        await server.Invoice(await server.Account(), "F-1", "2026-02-20");
        await AsAgent(server, s => s.GetRequiredService<PlanFollowUps>().Run(default));
        var sendAt = await server.Read(db => db.Communications.Select(c => c.SendAt).SingleAsync());
        server.Clock.Advance(sendAt - server.Clock.GetUtcNow());
        await AsAgent(server, s => s.GetRequiredService<SendDueCommunications>().Run(default));

        Assert.Single(server.Mailbox.Sent);
        var told = (await server.Entries()).Where(e => e.SubjectKind == "communication").ToList();
        Assert.All(told, e => Assert.Equal((ActorKind.Agent, "", "job"), (e.ActorKind, e.ActorName, e.From)));
        Assert.Equal("Sending", told[^2].Field("Status").After);
        Assert.Equal(new("Status", "communication-status", "Sending", "Sent"), told[^1].Field("Status"));
        // The words of the message are kept with it, not here a second time.
        var words = told[0].Field("Text");
        Assert.Equal(("long-text", null), (words.Type, words.Before));
        Assert.InRange(int.Parse(words.After!, System.Globalization.CultureInfo.InvariantCulture), 100, 5000);
    }

    [Fact]
    public async Task A_lost_race_leaves_no_entry_and_the_next_change_works()
    {
        await using var server = await TestServer.Start();
        var account = await server.Account();
        var lost = await server.As(
            server.Us,
            async s =>
            {
                var db = s.GetRequiredService<AppDb>();
                var mine = await db.Accounts.SingleAsync();
                await server.Change(account.Id, a => a.FormalNoticeWasPosted(new(2026, 3, 1)));
                mine.FormalNoticeWasPosted(new(2026, 2, 1));
                s.GetRequiredService<AuditLog>().Note(new("tried", "account"));
                var saved = await db.Save(default);
                Assert.Null(db.Database.CurrentTransaction);
                Assert.Empty(db.ChangeTracker.Entries());

                (await db.Accounts.SingleAsync()).FormalNoticeWasPosted(new(2026, 2, 2));
                Assert.Null((await db.Save(default)).Problem);
                return saved;
            }
        );

        Assert.IsType<ChangedMeanwhile>(lost.Problem);
        var notices = (await server.Entries()).Where(e => e.Action == "changed").Select(e => e.Field("FormalNoticeOn"));
        Assert.Equal([(null, "2026-03-01"), ("2026-03-01", "2026-02-02")], notices.Select(f => (f.Before, f.After)));
        Assert.DoesNotContain(await server.Entries(), e => e.Action == "tried");
        Assert.Null((await server.Verify()).Fault);
    }

    [Fact]
    public async Task An_import_is_told_in_a_few_lines_however_long_it_is()
    {
        await using var server = await TestServer.Start();
        var file = new System.Text.StringBuilder("customer;number;issued;due;total\n");
        for (var i = 0; i < 300; i++)
            file.Append(System.Globalization.CultureInfo.InvariantCulture, $"Customer {i % 3};F-{i};01/01/2026;31/12/2026;100,00\n");
        await server.Import(file.ToString());

        var told = (await server.Entries()).Where(e => e.Action == "added").ToList();
        var invoices = Assert.Single(told, e => e.SubjectKind == "invoice");
        Assert.Equal(("added", 300, (Guid?)null), (invoices.Action, invoices.Count, invoices.SubjectId));
        Assert.Equal(3, told.Count(e => (e.SubjectKind, e.Action) == ("account", "added")));
        Assert.Single(told, e => e.SubjectKind == "ledger-import");
    }

    [Fact]
    public async Task The_demo_leaves_with_its_audit_log_and_that_of_another_stays()
    {
        await using var server = await TestServer.Start();
        var demo = await server.As(server.Us, s => s.GetRequiredService<OpenDemo>().Run(alsoBesideOthers: true, default));
        var gone = demo.Value!.OrganizationId;
        Assert.NotEmpty(await server.Entries(gone));
        Assert.Equal(2, (await server.Entries(server.SomebodyElse)).Count);

        Assert.True(await server.As(server.Us, s => s.GetRequiredService<RemoveDemo>().Run(default)));

        Assert.Empty(await server.Entries(gone));
        Assert.Equal(2, (await server.Entries(server.SomebodyElse)).Count);
    }

    [Fact]
    public async Task Two_organizations_never_see_each_others_entries()
    {
        await using var server = await TestServer.Start();
        await server.Account("Ateliers Roux");

        Assert.All(await server.Entries(), e => Assert.Equal(server.Us, e.OrganizationId));
        Assert.DoesNotContain(await server.Entries(server.SomebodyElse), e => e.SubjectKind == "account");
        Assert.Equal([1, 2], (await server.Entries(server.SomebodyElse)).Select(e => e.Number));
    }

    private static async Task<T> AsAgent<T>(TestServer server, Func<IServiceProvider, Task<T>> work) =>
        await server.Services.GetRequiredService<AllOrganizations>().For(server.Us, work);
}
