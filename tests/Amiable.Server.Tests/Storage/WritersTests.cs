using Amiable.Accounts;
using Amiable.Contacts;
using Amiable.Tests.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Storage;

/// <summary>Several writers at once, and what both databases make of the same.</summary>
public sealed class WritersTests(OneServer one) : IClassFixture<OneServer>
{
    private readonly TestServer _server = one.Server;

    [Fact]
    public async Task Whoever_begins_to_write_waits_for_the_other_writer_of_the_same_organization()
    {
        var account = await _server.Account(email: null);
        var (began, mayEnd) = (new TaskCompletionSource(), new TaskCompletionSource());
        var first = InTransaction(
            _server.Us,
            async db =>
            {
                var own = await db.Accounts.SingleAsync(a => a.Id == account.Id);
                began.SetResult();
                await mayEnd.Task;
                own.IsKnownToSourceAs("1");
                return own.SourceId;
            }
        );
        await began.Task;
        // SQLite makes its thread wait.
        var second = Task.Run(() =>
            InTransaction(_server.Us, db => db.Accounts.Where(a => a.Id == account.Id).Select(a => a.SourceId).SingleAsync())
        );
        if (TestDatabase.IsPostgres)
            await InTransaction(_server.SomebodyElse, db => db.Accounts.CountAsync()).WaitAsync(TimeSpan.FromSeconds(20));
        await Task.Delay(200);
        Assert.False(second.IsCompleted);

        mayEnd.SetResult();
        await first;

        Assert.Equal("1", await second);
    }

    [Fact]
    public async Task A_text_that_is_none_is_kept_as_far_as_it_is_one()
    {
        var account = await _server.Account(email: null);
        await _server.Save(_server.Us, new Contact(TestServer.New<ContactId>(), account.Id, "Zero\0byte \ud83d half", null));

        var name = await _server.As(
            _server.Us,
            s => s.GetRequiredService<AppDb>().Contacts.Where(c => c.AccountId == account.Id).Select(c => c.FullName).SingleAsync()
        );

        Assert.Equal(TestDatabase.IsPostgres ? "Zerobyte \ufffd half" : "Zero\0byte \ufffd half", name);
        Assert.Null((await _server.Verify()).Fault);
    }

    [Fact]
    public async Task Rows_for_which_no_order_is_asked_come_as_they_were_added_also_when_they_were_changed()
    {
        var account = await _server.Account(email: "anne@roux.example");
        foreach (var name in new[] { "Bea", "Carl" })
            await _server.Save(_server.Us, new Contact(TestServer.New<ContactId>(), account.Id, name, null));
        await _server.As(
            _server.Us,
            async s =>
            {
                var db = s.GetRequiredService<AppDb>();
                (await db.Contacts.SingleAsync(c => c.AccountId == account.Id && c.FullName == "Anne Roux")).IsAway(
                    TestServer.Day("2026-03-05"),
                    null
                );
                return await db.SaveChangesAsync();
            }
        );

        var names = await _server.As(
            _server.Us,
            s => s.GetRequiredService<AppDb>().Contacts.Where(c => c.AccountId == account.Id).Select(c => c.FullName).ToListAsync()
        );
        Assert.Equal(["Anne Roux", "Bea", "Carl"], names);
    }

    private Task<T> InTransaction<T>(OrganizationId organization, Func<AppDb, Task<T>> work) =>
        _server.As(
            organization,
            async s =>
            {
                var db = s.GetRequiredService<AppDb>();
                await using var transaction = await db.Database.BeginTransactionAsync();
                var result = await work(db);
                await db.SaveChangesAsync();
                await transaction.CommitAsync();
                return result;
            }
        );
}
