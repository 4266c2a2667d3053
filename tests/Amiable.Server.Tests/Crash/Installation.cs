using System.Diagnostics;
using Amiable.Tests.Architecture;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Crash;

/// <summary>An installation in a folder of its own with the real clock and the real outbox: the test and the processes it starts and kills share it.</summary>
internal sealed class Installation : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ServiceProvider _services;

    private Installation(bool isMigrated)
    {
        Postgres = isMigrated ? TestDatabase.Provide(_folder.Path) : TestDatabase.ProvideEmpty(_folder.Path);
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Data", _folder.Path), new(Database.Setting, Postgres)])
            .Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddCore(configuration);
        _services = services.BuildServiceProvider();
    }

    public string Data => _folder.Path;

    private string? Postgres { get; }

    public OrganizationId Organization { get; } = TestServer.New<OrganizationId>();

    public static async Task<Installation> Make()
    {
        var installation = new Installation(isMigrated: true);
        await installation._services.MigrateDatabase();
        return installation;
    }

    /// <summary>A folder in which nothing has been started yet.</summary>
    public static Installation Empty() => new(isMigrated: false);

    public Task<T> Ask<T>(Func<AppDb, Task<T>> question) => Use<AppDb, T>(question);

    public Task<T> Use<TService, T>(Func<TService, Task<T>> work)
        where TService : notnull => For(Organization, work);

    public Task<T> For<TService, T>(OrganizationId organization, Func<TService, Task<T>> work)
        where TService : notnull =>
        _services.GetRequiredService<AllOrganizations>().For(organization, s => work(s.GetRequiredService<TService>()));

    /// <summary>The message files in the outbox by the id in their name.</summary>
    public ILookup<string, string> Outbox() =>
        Directory
            .EnumerateFiles(_folder.Path, "*.eml", SearchOption.AllDirectories)
            .ToLookup(file => Path.GetFileNameWithoutExtension(file)[^32..]);

    /// <summary>Starts the program as a shell would.</summary>
    public Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(typeof(Program).Assembly.Location);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["Data"] = _folder.Path;
        if (Postgres is not null)
            start.Environment[Database.Setting] = Postgres;
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    /// <summary>Ends it as a power cut would: SIGKILL, no time to tidy up.</summary>
    public static async Task Kill(Process process)
    {
        if (!process.HasExited)
            process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        TestDatabase.Drop(_folder.Path);
        _folder.Dispose();
    }
}
