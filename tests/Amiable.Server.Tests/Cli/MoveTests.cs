using System.Globalization;
using Amiable.Accounts;
using Amiable.Audit;
using Amiable.Cli;
using Amiable.Invoices;
using Amiable.Organizations;
using Amiable.Tests.Architecture;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Cli;

/// <summary>An installation goes over from its file to PostgreSQL, whole or not at all.</summary>
public sealed class MoveTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _said = new();
    private readonly StringWriter _complaint = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_installation_that_moves_to_PostgreSQL_is_there_as_it_was()
    {
        Assert.SkipUnless(TestDatabase.IsPostgres, "Needs a PostgreSQL server: AMIABLE_TEST_POSTGRES.");
        await using var file = Services(null);
        await file.MigrateDatabase();
        var demo = await Use<OpenDemo, OrganizationId>(
            file,
            TestServer.New<OrganizationId>(),
            async u => (await u.Run(alsoBesideOthers: true, default)).Value!.OrganizationId
        );
        var before = await Counted(file, demo);

        await using var postgres = Services(TestDatabase.ProvideEmpty(_folder.Path));
        Assert.Equal(0, await MigrateVerb.Move(postgres, _said, _complaint, default));

        Assert.DoesNotContain("DIFFERENT", _said.ToString(), StringComparison.Ordinal);
        Assert.Contains($"accounts {60.ToString(CultureInfo.InvariantCulture), 27}  ", _said.ToString(), StringComparison.Ordinal);
        Assert.Equal(before, await Counted(postgres, demo));
        var verdict = await Use<VerifyAuditLog, AuditVerdict>(postgres, demo, u => u.Run(null, default));
        Assert.Null(verdict.Fault);
        // What is searched for is found, and what triggers keep is kept further.
        var roux = Assert.Single(
            await Use<FullText, List<AccountId>>(
                postgres,
                demo,
                f => f.WithWords<AccountId>(Searchable.Accounts, SoughtWords.Of("atelier roux"), 5, default)
            )
        );
        var told = await Use<AppDb, (long Owed, long Kept)>(
            postgres,
            demo,
            async db =>
            {
                var balance = await db.AccountBalances.AsNoTracking().SingleAsync(b => b.AccountId == roux);
                var invoice = await db.Invoices.FirstAsync(i => i.AccountId == roux && i.Settled.Minor == 0);
                invoice.WriteOff(TestServer.Day("2026-03-02"));
                await db.SaveChangesAsync();
                var after = await db.AccountBalances.AsNoTracking().SingleAsync(b => b.AccountId == roux);
                return (Owed: balance.Minor - invoice.Total.Minor, Kept: after.Minor);
            }
        );
        Assert.Equal(told.Owed, told.Kept);

        Assert.Equal(1, await MigrateVerb.Move(postgres, _said, _complaint, default));
        Assert.Contains("is not empty", _complaint.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_may_take_longer_than_any_other_question()
    {
        Assert.SkipUnless(TestDatabase.IsPostgres, "Needs a PostgreSQL server: AMIABLE_TEST_POSTGRES.");
        await using var file = Services(null);
        await file.MigrateDatabase();
        await Use<OpenDemo, OrganizationId>(
            file,
            TestServer.New<OrganizationId>(),
            async u => (await u.Run(alsoBesideOthers: true, default)).Value!.OrganizationId
        );
        await using var postgres = Services($"{TestDatabase.ProvideEmpty(_folder.Path)};Command Timeout=3");
        await postgres.MigrateDatabase();
        // As a million rows would: whatever their triggers do is done when the last one is there.
        await Use<AppDb, int>(
            postgres,
            TestServer.New<OrganizationId>(),
            db =>
                db.Database.ExecuteSqlRawAsync(
                    """
                    CREATE FUNCTION search_slowly() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(4); RETURN NULL; END $$;
                    CREATE TRIGGER search_slowly AFTER INSERT ON organizations FOR EACH ROW EXECUTE FUNCTION search_slowly()
                    """
                )
        );

        Assert.Equal(0, await MigrateVerb.Move(postgres, _said, _complaint, default));
        Assert.Contains("organizations ", _said.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_place_to_go_or_a_file_to_come_from_nothing_is_moved()
    {
        await using var nowhere = Services(null);
        Assert.Equal(1, await MigrateVerb.Move(nowhere, _said, _complaint, default));
        Assert.Contains("Database=\"Host=", _complaint.ToString(), StringComparison.Ordinal);

        await using var nothing = Services("Host=localhost");
        Assert.Equal(1, await MigrateVerb.Move(nothing, _said, _complaint, default));
        Assert.Contains("There is no amiable.db", _complaint.ToString(), StringComparison.Ordinal);
    }

    private ServiceProvider Services(string? postgres)
    {
        var settings = new Dictionary<string, string?> { ["Data"] = _folder.Path, [Database.Setting] = postgres };
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddCore(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        return services.BuildServiceProvider();
    }

    private static Task<T> Use<TService, T>(ServiceProvider services, OrganizationId organization, Func<TService, Task<T>> work)
        where TService : notnull =>
        services.GetRequiredService<AllOrganizations>().For(organization, s => work(s.GetRequiredService<TService>()));

    private static Task<string> Counted(ServiceProvider services, OrganizationId organization) =>
        Use<AppDb, string>(
            services,
            organization,
            async db =>
                string.Join(
                    ' ',
                    await db.Accounts.CountAsync(),
                    await db.Invoices.CountAsync(),
                    await db.Communications.CountAsync(),
                    await db.AuditEntries.CountAsync(),
                    await db.Accounts.OrderBy(a => a.Name).Select(a => a.Name).LastAsync(),
                    await db.DueTotals.SumAsync(t => t.Minor)
                )
        );
}
