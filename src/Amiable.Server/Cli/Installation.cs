namespace Amiable.Cli;

/// <summary>The installation in ./data for a verb that needs its database: the same parts as the server, without pages and jobs.</summary>
internal static class Installation
{
    public static async Task<int> Use(Func<IServiceProvider, Task<int>> work)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddCore(builder.Configuration);
        using var host = builder.Build();
        await host.Services.MigrateDatabase();
        return await work(host.Services);
    }
}
