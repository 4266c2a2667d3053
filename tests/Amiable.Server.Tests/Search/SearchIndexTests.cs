using Amiable.Accounts;
using Amiable.Communications;
using Amiable.Contacts;
using Amiable.OrganizationData;
using Amiable.Tasks;
using Amiable.Tests.Architecture;
using Amiable.Tests.OrganizationData;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Search;

/// <summary>The index itself: it takes in what was there before it, and keeps nothing of what is gone.</summary>
public sealed class SearchIndexTests
{
    private static readonly string[] Indexes =
    [
        "search_accounts_words",
        "search_accounts_parts",
        "search_contacts_words",
        "search_contacts_parts",
        "search_invoices_words",
        "search_credits_words",
        "search_communications_words",
        "search_communications_subjects",
        "search_tasks_words",
        "search_spellings_parts",
        "search_payments_words",
    ];

    [Fact]
    public async Task What_was_there_before_is_found()
    {
        using var folder = new TemporaryFolder();
        TestDatabase.ProvideEmpty(folder.Path);
        var (organization, account) = (TestServer.New<OrganizationId>(), TestServer.New<AccountId>());
        await using (var db = Open(folder, organization))
        {
            await db.Database.MigrateAsync();
            await TakeBack(db);
            await db.Database.ExecuteSqlRawAsync(
                """
                INSERT INTO organizations ("Id", "Name", "Country", "TimeZone", "Language", "Currency", "AgentName", "AgentEmail", "Autonomy", "BlackoutDays", "IsDemo", "Version")
                VALUES ({0}, 'Ours', 'FR', 'Europe/Paris', 'fr', 'EUR', 'Léa', 'lea@ours.example', 'Auto', '[]', FALSE, 0);
                """,
                organization.Value
            );
            await db.Database.ExecuteSqlRawAsync(
                """
                INSERT INTO accounts ("Id", "Details", "Name", "MatchKey", "CreatedAt", "OrganizationId", "Version")
                VALUES ({0}, {2}, 'Ateliers Roux', 'ateliers roux', 1, {1}, 0)
                """,
                account.Value,
                organization.Value,
                """{"name":"Ateliers Roux","vatNumber":"FR 40"}"""
            );
            await db.Database.MigrateAsync();
        }
        await using (var db = Open(folder, organization))
            Assert.Equal([account], await new FullText(db).WithParts<AccountId>(Searchable.Accounts, SoughtWords.Of("liers"), 5, default));
        await using (var db = Open(folder, TestServer.New<OrganizationId>()))
            Assert.Empty(await new FullText(db).WithParts<AccountId>(Searchable.Accounts, SoughtWords.Of("liers"), 5, default));
    }

    [Fact]
    public async Task Nothing_of_what_is_erased_or_deleted_stays_in_the_index()
    {
        await using var server = await TestServer.Start();
        var roux = await server.Account("Ateliers Roux", email: "quetzal@roux.example");
        var other = await server.Account("Xylophone Works", email: "xylo@works.example");
        await server.Do<AddTask, HumanTaskId>(u => u.Run("Call quetzal@roux.example", roux.Id, default));
        var contact = await server.As(server.Us, s => s.GetRequiredService<AppDb>().Contacts.SingleAsync(c => c.AccountId == roux.Id));
        Assert.Contains("quetzal", await Terms(server));
        Assert.Contains("xyl", await Terms(server));

        await server.Do<EraseContact, Done>(u => u.Run(roux.Id, contact.Id, default));
        Assert.DoesNotContain("quetzal", await Terms(server));
        Assert.DoesNotContain("que", await Terms(server));

        await server.Do<DeleteAccount, Done>(u => u.Run(other.Id, "Xylophone Works", default));
        Assert.DoesNotContain(await Terms(server), term => term.StartsWith("xyl", StringComparison.Ordinal));

        await server.Do<AskForDeletion, Done>(u => u.Run("Duvernay Conseil", default));
        server.Clock.Advance(TimeSpan.FromDays(31));
        Assert.True(await server.As(server.Us, s => s.GetRequiredService<DeleteOrganization>().Run(default)));
        Assert.Empty(await Terms(server));
        Assert.Equal(0, (await RawRows.Of(server, server.Us))["search_organizations"]);
    }

    [Fact]
    public async Task No_draft_of_a_message_leaves_words_in_the_index_once_somebody_is_erased()
    {
        TestDatabase.MustBeFile();
        await using var server = await TestServer.Start();
        var roux = await server.Account("Ateliers Roux", email: "quetzal@roux.example");
        var draft = new Communication(
            TestServer.New<CommunicationId>(),
            roux.Id,
            Origin.Member,
            "hand",
            CommunicationStatus.Draft,
            server.Clock.GetUtcNow()
        );
        await server.Save(server.Us, draft);
        foreach (var text in new[] { "Dear Quetzalcoatl", "Dear Madam", "Dear Sir" })
            await server.As(
                server.Us,
                s => s.GetRequiredService<AppDb>().Communications.ExecuteUpdateAsync(set => set.SetProperty(c => c.Text, text))
            );
        Assert.True(await IsInBlocks(server, "uetzalcoatl"));

        var contact = await server.As(server.Us, s => s.GetRequiredService<AppDb>().Contacts.SingleAsync(c => c.AccountId == roux.Id));
        await server.Do<EraseContact, Done>(u => u.Run(roux.Id, contact.Id, default));

        Assert.False(await IsInBlocks(server, "uetzalcoatl"));
    }

    // In the bytes the index is made of, whether it still says so or not.
    private static async Task<bool> IsInBlocks(TestServer server, string letters)
    {
        await using var connection = await TestDatabase.Open(server.Data);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM search_communications_words_data WHERE instr(block, CAST($letters AS BLOB)) > 0";
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("$letters", letters);
        command.Parameters.Add(parameter);
        return (long)(await command.ExecuteScalarAsync())! > 0;
    }

    [Fact]
    public async Task The_newest_come_first_however_many_there_are()
    {
        await using var server = await TestServer.Start();
        HumanTask Noted(int i) =>
            new(
                TestServer.New<HumanTaskId>(),
                TaskKind.Free,
                $"quartz {i}",
                null,
                new Dictionary<string, string> { ["subject"] = "Quartz is late" },
                server.Clock.GetUtcNow()
            );
        var many = Enumerable.Range(0, 2_500).Select(Noted).ToList();
        await server.Save(server.Us, [.. many]);
        List<HumanTaskId> last = [];
        for (var i = 0; i < 3; i++)
        {
            var task = Noted(many.Count + i);
            await server.Save(server.Us, task);
            last.Insert(0, task.Id);
        }

        Task<List<HumanTaskId>> Find(int most) =>
            server.As(
                server.Us,
                s => s.GetRequiredService<FullText>().WithWords<HumanTaskId>(Searchable.Tasks, SoughtWords.Of("quartz"), most, default)
            );
        Assert.Equal(last, await Find(3));
        var all = await Find(5_000);
        Assert.Equal(many.Count + last.Count, all.Count);
        Assert.Equal(last, all[..3]);
    }

    // As if the migration had not run yet.
    private static async Task TakeBack(AppDb db)
    {
        if (TestDatabase.IsPostgres)
        {
            await TakeBackFromPostgres(db);
            return;
        }
        const string Named = "SELECT 'DROP ' || type || ' \"' || name || '\"' AS Value FROM sqlite_master WHERE ";
        string[] parts =
        [
            "type = 'trigger' AND name LIKE '%search_%'",
            "sql LIKE 'CREATE VIRTUAL TABLE search_%'",
            "type = 'table' AND name LIKE 'search_%'",
            "name LIKE 'IX_%_any_case' OR name LIKE 'IX_credits_amount' OR name LIKE 'IX_credits_left' OR name IN ('IX_invoices_total', 'IX_invoices_outstanding')",
        ];
        foreach (var part in parts)
        {
            await using var names = db.Database.GetDbConnection().CreateCommand();
            names.CommandText = Named + part;
            await db.Database.OpenConnectionAsync();
            List<string> drops = [];
            await using (var reader = await names.ExecuteReaderAsync())
                while (await reader.ReadAsync())
                    drops.Add(reader.GetString(0));
            foreach (var drop in drops)
                await db.Database.ExecuteSqlRawAsync(drop);
        }
        Assert.Equal(1, await db.Database.ExecuteSqlRawAsync("DELETE FROM __EFMigrationsHistory WHERE MigrationId = '008_Search'"));
    }

    private static async Task TakeBackFromPostgres(AppDb db)
    {
        await db.Database.ExecuteSqlRawAsync(
            """
            DO $$
            DECLARE one text;
            BEGIN
                FOR one IN SELECT format('DROP FUNCTION %s CASCADE', p.oid::regprocedure) FROM pg_proc p
                    WHERE p.pronamespace = 'public'::regnamespace AND (p.proname LIKE 'search\_%' OR p.proname LIKE '%\_search\_deleted')
                LOOP EXECUTE one; END LOOP;
                FOR one IN SELECT format('DROP TABLE %I', tablename) FROM pg_tables WHERE tablename LIKE 'search\_%'
                LOOP EXECUTE one; END LOOP;
                FOR one IN SELECT format('DROP INDEX %I', indexname) FROM pg_indexes WHERE indexname LIKE 'IX\_%\_any\_case'
                    OR indexname IN ('IX_credits_amount', 'IX_credits_left', 'IX_invoices_total', 'IX_invoices_outstanding')
                LOOP EXECUTE one; END LOOP;
            END $$
            """
        );
        Assert.Equal(1, await db.Database.ExecuteSqlRawAsync("DELETE FROM \"__EFMigrationsHistory\" WHERE \"MigrationId\" = '008_Search'"));
    }

    // What the indexes hold, as the database itself tells it.
    private static async Task<HashSet<string>> Terms(TestServer server)
    {
        HashSet<string> terms = [];
        await using var connection = await TestDatabase.Open(server.Data);
        foreach (var index in Indexes)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = TestDatabase.IsPostgres
                ? InPostgres(index)
                : $"CREATE VIRTUAL TABLE IF NOT EXISTS temp.terms_of_{index} USING fts5vocab('main', '{index}', 'row'); SELECT term FROM temp.terms_of_{index}";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                terms.Add(reader.GetString(0));
        }
        return terms;
    }

    // Words without the number of their organization; of parts, any three characters.
    private static string InPostgres(string index)
    {
        var (table, form) = (index[..index.LastIndexOf('_')], index[(index.LastIndexOf('_') + 1)..]);
        return form == "parts"
            ? $"SELECT substr(parts, n, 3) FROM {table}, generate_series(1, length(parts)) n"
            : $"SELECT substr(word, strpos(word, ':') + 1) FROM ts_stat('SELECT {form} FROM {table}')";
    }

    private static AppDb Open(TemporaryFolder folder, OrganizationId organization)
    {
        var options = new DbContextOptionsBuilder<AppDb>();
        TestDatabase.Of(folder.Path).Configure(options);
        var current = new CurrentOrganization();
        current.Choose(organization);
        return new AppDb(options.Options, current);
    }
}
