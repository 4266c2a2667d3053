namespace Amiable.Cli;

/// <summary>The installation in ./data for a verb that needs its database: the same parts as the server, without pages and jobs.</summary>
internal static class Installation
{
    /// <summary>Brings the database to its form, then works with it.</summary>
    public static Task<int> Use(Func<IServiceProvider, Task<int>> work) =>
        UseAsItIs(async services =>
        {
            await services.MigrateDatabase();
            return await work(services);
        });

    public static async Task<int> UseAsItIs(Func<IServiceProvider, Task<int>> work)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.Services.AddCore(builder.Configuration);
        builder.Services.AddSingleton(ActorWithoutRequest.Operator);
        using var host = builder.Build();
        return await work(host.Services);
    }
}
