using System.Globalization;
using System.IO.Compression;
using Amiable.Accounts;
using Amiable.Audit;
using Amiable.Cli;
using Amiable.Communications;
using Amiable.Contacts;
using Amiable.FollowUp;
using Amiable.Organizations;
using Amiable.Platform.Backups;
using Amiable.Tasks;
using Amiable.Tests.Architecture;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Operator;

/// <summary>A backup is worth what can be restored from it.</summary>
public sealed class BackupTests : IAsyncLifetime
{
    private readonly TemporaryFolder _from = new();
    private readonly TemporaryFolder _to = new();
    private readonly StringWriter _said = new();
    private TestServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(!TestDatabase.IsPostgres || HasProgram("pg_dump"), "Needs pg_dump.");
        _server = await TestServer.Start();
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        TestDatabase.Drop(_to.Path);
        _from.Dispose();
        _to.Dispose();
    }

    [Fact]
    public async Task A_backup_taken_while_others_write_is_of_one_moment_and_becomes_a_sound_installation()
    {
        using var over = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 2).Select(n => Task.Run(() => Write(n, over.Token))).ToList();
        while (await _server.As(_server.Us, s => s.GetRequiredService<AppDb>().Accounts.CountAsync()) < 20)
            await Task.Delay(20);
        Directory.CreateDirectory(Path.Combine(_server.Data, "outbox", "installation"));
        await File.WriteAllTextAsync(Path.Combine(_server.Data, "outbox", "installation", "a.eml"), "Subject: kept");

        var file = await Backup();
        await over.CancelAsync();
        await Task.WhenAll(writers);
        var later = await _server.As(_server.Us, s => s.GetRequiredService<AppDb>().Accounts.CountAsync());

        await using var restored = Restored();
        Assert.Equal(0, await BackupVerbs.Restore(restored, file, _said, _said, default));
        var (accounts, contacts, verdict) = await Use<AppDb, (int, int, AuditVerdict)>(
            restored,
            async (db, s) =>
                (
                    await db.Accounts.CountAsync(),
                    await db.Contacts.CountAsync(),
                    await s.GetRequiredService<VerifyAuditLog>().Run(null, default)
                )
        );
        Assert.InRange(accounts, 20, later);
        Assert.Equal(accounts, contacts); // Each was written with its contact, or not at all.
        Assert.Null(verdict.Fault);
        Assert.Equal("Subject: kept", await File.ReadAllTextAsync(Path.Combine(_to.Path, "outbox", "installation", "a.eml")));
        Assert.Equal(["outbox"], Directory.GetDirectories(_to.Path).Select(Path.GetFileName));
        Assert.Equal(Path.GetFileName(file), (await _server.Look(db => db.InstallationStates.AsNoTracking().SingleAsync())).BackupName);
    }

    [Fact]
    public async Task What_left_after_the_backup_never_leaves_the_restored_installation_again_by_itself()
    {
        var account = await _server.Account();
        var later = await _server.Account("Berg", email: "pay@berg.example");
        await _server.Invoice(account, "F-1", dueOn: "2026-02-13");
        await Plan(_server);
        var file = await Backup();
        // What the backup does not know: two messages leave.
        await _server.Invoice(later, "F-2", dueOn: "2026-02-13");
        await Plan(_server);
        Assert.Equal(2, await SendForTwoDays(_server, _server.Us));
        await using (var restored = Restored(_server.Clock))
            Assert.Equal(0, await BackupVerbs.Restore(restored, file, _said, _said, default));

        await using var again = new TestServer { Settings = new() { ["Data"] = _to.Path } };
        again.Clock.Set(_server.Clock.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture));
        var us = _server.Us;
        Assert.Equal(0, await again.As(us, s => s.GetRequiredService<SendDueCommunications>().Run(default)));
        // The one that was due is in doubt; what comes after it has been planned already, and waits for a member.
        var statuses = await again.As(us, s => s.GetRequiredService<AppDb>().Communications.Select(c => c.Status).ToListAsync());
        Assert.Single(statuses, CommunicationStatus.Uncertain);
        Assert.All(statuses, s => Assert.True(s is CommunicationStatus.Uncertain or CommunicationStatus.AwaitingApproval, $"{s}"));
        Assert.Single(
            await again.As(us, s => s.GetRequiredService<AppDb>().Tasks.ToListAsync()),
            t => t.Kind == TaskKind.UncertainDelivery
        );
        Assert.Equal(Autonomy.Approve, (await again.As(us, s => s.GetRequiredService<AppDb>().Organizations.SingleAsync())).Autonomy);

        // Everybody is told; only the operator may let it go on.
        using var member = await again.SignedIn(us);
        member.DefaultRequestHeaders.Add("Accept", "text/html");
        Assert.Contains("Nothing leaves yet", await member.GetStringAsync("/settings/profile"), StringComparison.Ordinal);
        await again.Look(db => db.Persons.ExecuteUpdateAsync(set => set.SetProperty(p => p.IsOperator, true)));
        Assert.Contains("must not leave twice", await member.GetStringAsync("/settings/installation"), StringComparison.Ordinal);
        var resumed = await TestServer.Post(member, "/settings/installation", "/settings/installation/resume");
        Assert.Equal("/settings/installation", resumed.Headers.Location?.OriginalString);
        Assert.DoesNotContain("Nothing leaves yet", await member.GetStringAsync("/settings/profile"), StringComparison.Ordinal);

        // Imported again, the invoice of Berg is planned once more: a member sees the message before it leaves.
        var berg = new Account(TestServer.New<AccountId>(), new() { Name = "Berg", Country = "FR" }, again.Clock.GetUtcNow());
        await again.Save(us, berg, new Contact(TestServer.New<ContactId>(), berg.Id, "Bea", "pay@berg.example", isPrimary: true));
        await again.Invoice(berg, "F-2", dueOn: "2026-02-13", of: us);
        await again.As(us, s => s.GetRequiredService<PlanFollowUps>().Run(default));
        Assert.Equal(0, await SendForTwoDays(again, us));
        Assert.Equal(
            CommunicationStatus.AwaitingApproval,
            (await again.As(us, s => s.GetRequiredService<AppDb>().Communications.SingleAsync(c => c.AccountId == berg.Id))).Status
        );
        Assert.Empty(again.Mailbox.Sent);
    }

    [Fact]
    public async Task A_restore_that_was_broken_off_sends_nothing_and_is_finished_by_the_next_start()
    {
        await _server.Account();
        SendingHold.Mark(new DataFolder(_server.Data), new(_server.Clock.GetUtcNow(), _server.Clock.GetUtcNow()));
        Assert.True(await _server.As(_server.Us, s => s.GetRequiredService<SendingHold>().IsHeld(default)));

        await Amiable.Operator.FinishingRestore.FinishRestore(_server.Services);

        Assert.True(await _server.As(_server.Us, s => s.GetRequiredService<SendingHold>().IsHeld(default)));
        Assert.False(File.Exists(Path.Combine(_server.Data, "restored.json")));
    }

    [Fact]
    public async Task Nothing_is_restored_over_an_installation_nor_from_what_is_damaged_newer_or_leads_elsewhere()
    {
        var file = await Backup();
        Assert.Equal("backup.alive", await Refusal(_server.Services, file));
        await using var restored = Restored();

        Assert.Equal(
            "backup.damaged",
            await Refusal(
                restored,
                Changed(file, "bytes", a => Flip(a, a.Entries.First(e => e.FullName.StartsWith("database/", StringComparison.Ordinal))))
            )
        );
        Assert.Equal("backup.damaged", await Refusal(restored, Changed(file, "added", a => a.CreateEntry("data/more"))));
        Assert.Equal("backup.damaged", await Refusal(restored, Changed(file, "gone", a => a.GetEntry("manifest.json")!.Delete())));
        Assert.Equal("backup.damaged", await Refusal(restored, Changed(file, "out", a => Rewrite(a, "database/", "data/../../"))));
        Assert.Equal("backup.newer", await Refusal(restored, Changed(file, "newer", a => Rewrite(a, "\"001_", "\"999_"))));
        Assert.Equal("backup.newer", await Refusal(restored, Changed(file, "format", a => Rewrite(a, "\"format\": 1", "\"format\": 2"))));
        var text = Path.Combine(_from.Path, "text.zip");
        await File.WriteAllTextAsync(text, "no zip");
        Assert.Equal("backup.damaged", await Refusal(restored, text));
        Assert.Equal("backup.not-there", await Refusal(restored, Path.Combine(_from.Path, "none.zip")));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_to.Path));
        Assert.False(File.Exists(Path.Combine(Path.GetTempPath(), "amiable.db")));
    }

    private async Task Write(int writer, CancellationToken ct)
    {
        for (var n = 0; !ct.IsCancellationRequested; n++)
            await _server.Account($"Company {writer} {n}", email: $"pay@c{writer}-{n}.example");
    }

    private static Task<int> Plan(TestServer server) =>
        server.As(server.Us, async s => (await s.GetRequiredService<PlanFollowUps>().Run(default)).Scheduled);

    private static async Task<int> SendForTwoDays(TestServer server, OrganizationId organization)
    {
        var sent = 0;
        // Whose moment is at the very end of a day, and passes between two looks, leaves on the next one.
        for (var half = 0; half < 2 * 54; half++)
        {
            sent += await server.As(organization, s => s.GetRequiredService<SendDueCommunications>().Run(default));
            server.Clock.Advance(TimeSpan.FromMinutes(30));
        }
        return sent;
    }

    private async Task<string> Backup()
    {
        Assert.Equal(0, await BackupVerbs.Take(_server.Services, _from.Path, _said, _said, default));
        return Assert.Single(Directory.GetFiles(_from.Path, "amiable-*.zip"));
    }

    private ServiceProvider Restored(TimeProvider? clock = null)
    {
        var settings = new Dictionary<string, string?> { ["Data"] = _to.Path, [Database.Setting] = TestDatabase.ProvideEmpty(_to.Path) };
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddCore(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        if (clock is not null)
            services.AddSingleton(clock);
        return services.BuildServiceProvider();
    }

    private Task<T> Use<TService, T>(ServiceProvider services, Func<TService, IServiceProvider, Task<T>> work)
        where TService : notnull =>
        services.GetRequiredService<AllOrganizations>().For(_server.Us, s => work(s.GetRequiredService<TService>(), s));

    private static async Task<string?> Refusal(IServiceProvider services, string file)
    {
        await using var scope = services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<RestoreBackup>().Run(file, default)).Problem?.Code;
    }

    private string Changed(string file, string name, Action<ZipArchive> change)
    {
        var copy = Path.Combine(_from.Path, name + ".zip");
        File.Copy(file, copy);
        using var archive = ZipFile.Open(copy, ZipArchiveMode.Update);
        change(archive);
        return copy;
    }

    private static void Flip(ZipArchive archive, ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        stream.Position = stream.Length / 2;
        var was = stream.ReadByte();
        stream.Position--;
        stream.WriteByte((byte)(was ^ 1));
    }

    private static void Rewrite(ZipArchive archive, string from, string to)
    {
        var manifest = archive.GetEntry("manifest.json")!;
        string text;
        using (var reader = new StreamReader(manifest.Open()))
            text = reader.ReadToEnd();
        manifest.Delete();
        using (var writer = new StreamWriter(archive.CreateEntry("manifest.json").Open()))
            writer.Write(text.Replace(from, to, StringComparison.Ordinal));
        if (!from.EndsWith('/'))
            return;
        var database = archive.Entries.First(e => e.FullName.StartsWith(from, StringComparison.Ordinal));
        using var bytes = new MemoryStream();
        using (var own = database.Open())
            own.CopyTo(bytes);
        var name = database.FullName.Replace(from, to, StringComparison.Ordinal);
        database.Delete();
        using var target = archive.CreateEntry(name).Open();
        bytes.Position = 0;
        bytes.CopyTo(target);
    }

    private static bool HasProgram(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, name)));
}
