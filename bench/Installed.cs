using System.Data.Common;
using System.Diagnostics;
using Amiable.Channels;
using Amiable.FollowUp;
using Amiable.Import;
using Amiable.Import.Csv;
using Amiable.Mail.Connections;
using Amiable.Organizations;
using Amiable.Platform;
using Amiable.Platform.Storage;
using Amiable.Platform.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Bench;

/// <summary>An installation in a folder and a database of its own, in this process: the use cases of the program, as its verbs and jobs call them.</summary>
internal sealed class Installed : IAsyncDisposable
{
    public const string Email = "ann@bench.example";
    public const string Password = "seven ledgers under the rain";

    private readonly ServiceProvider _services;
    private readonly Commits _commits = new();
    private OrganizationId _us;

    private Installed(string folder, string? database)
    {
        (Folder, Database) = (Directory.CreateDirectory(folder).FullName, database);
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Data", folder), new(Platform.Storage.Database.Setting, database)])
            .Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddCore(configuration);
        services.AddSingleton<TimeProvider>(Clock);
        services.ConfigureDbContext<AppDb>(options => options.AddInterceptors(_commits));
        _services = services.BuildServiceProvider();
    }

    public string Folder { get; }

    /// <summary>The setting Database; null for the SQLite file in the folder.</summary>
    public string? Database { get; }
    public SetClock Clock { get; } = new();

    /// <summary>One organization, whose agent sends by itself, as many as it likes, to that port.</summary>
    public static async Task<Installed> Make(string folder, string? database, DateTimeOffset at, int port)
    {
        var made = new Installed(folder, database);
        made.Clock.Set(at);
        await made._services.MigrateDatabase();
        await using (var scope = made._services.CreateAsyncScope())
        {
            var founded = await scope
                .ServiceProvider.GetRequiredService<FoundOrganization>()
                .First(new("Bench & Co", "FR", "en", "Ann", "Bench"), Email, Password, default);
            made._us = Of(founded).OrganizationId;
        }
        var plenty = FollowUpPolicy.Standard with { MostPerHour = 100_000, UsualVolume = int.MaxValue };
        var version = await made.For<AppDb, int>(db => db.Organizations.Select(o => o.Version).SingleAsync());
        Of(
            await made.For<ChangeOrganization, Result<Done>>(change =>
                change.Run(
                    version,
                    organization =>
                    {
                        organization.Trust(Autonomy.Auto);
                        organization.Introduce("Camille", "agent@bench.example", null);
                        return organization.Follow(plenty);
                    },
                    default
                )
            )
        );
        Of(await made.For<SaveSending, Result<Done>>(save => save.Run(0, new("127.0.0.1", $"{port}", Encryption.None, "", ""), default)));
        return made;
    }

    public Task<T> For<TUseCase, T>(Func<TUseCase, Task<T>> work)
        where TUseCase : notnull => _services.GetRequiredService<AllOrganizations>().For(_us, s => work(s.GetRequiredService<TUseCase>()));

    /// <summary>As the job of planning does it after each beat.</summary>
    public Task RefreshStatistics() => _services.RefreshStatistics();

    /// <summary>Imports a file as the verb does.</summary>
    /// <param name="file">CSV.</param>
    /// <param name="plans">Whether the accounts it changed are planned, as the program does right after; else it is stopped when all is saved.</param>
    /// <returns>How long until the ledger was saved, and until the accounts were planned.</returns>
    public async Task<(TimeSpan Saved, TimeSpan All)> Import(string file, bool plans)
    {
        var watch = Stopwatch.StartNew();
        TimeSpan? saved = null;
        using var stop = new CancellationTokenSource();
        _commits.Then = () =>
        {
            saved ??= watch.Elapsed;
            if (!plans)
                stop.Cancel();
        };
        try
        {
            await using var stream = File.OpenRead(file);
            var options = new CsvOptions { DefaultCurrency = "EUR", DefaultCountry = "FR" };
            var reading = Of(await InvoiceCsv.Read(stream, options, stream.Length));
            var source = new ImportSource(Path.GetFileName(file), file, reading.Invoices) { Knows = SourceKnows.Of(reading.Mapping) };
            var outcome = Of(await For<ImportLedger, Result<ImportOutcome>>(import => import.Run(source, stop.Token)));
            if (reading.ErrorCount + outcome.Errors.Count > 0 || !plans)
                throw new InvalidOperationException($"{file} was not imported as it should be.");
        }
        catch (OperationCanceledException) when (!plans) { }
        finally
        {
            _commits.Then = null;
        }
        return (saved!.Value, watch.Elapsed);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }

    private static T Of<T>(Result<T> result) =>
        result.Problem is { } problem ? throw new InvalidOperationException(problem.Message) : result.Value!;

    private sealed class Commits : DbTransactionInterceptor
    {
        public Action? Then { get; set; }

        public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken ct)
        {
            Then?.Invoke();
            return Task.CompletedTask;
        }
    }
}

/// <summary>A clock that runs from the moment it is set to.</summary>
internal sealed class SetClock : TimeProvider
{
    private readonly Stopwatch _since = new();
    private DateTimeOffset _from;

    public void Set(DateTimeOffset at)
    {
        _from = at;
        _since.Restart();
    }

    public override DateTimeOffset GetUtcNow() => _from + _since.Elapsed;
}
