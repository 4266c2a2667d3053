using Amiable;
using Amiable.Cli;
using Amiable.Developers;
using Amiable.Home;
using Amiable.Operator;
using Amiable.Platform.Http;
using Amiable.Platform.Jobs;
using Amiable.Platform.SignIn;
using Amiable.Platform.Watching;
using Amiable.Ui;

return await Verbs.Run(args, Serve);

static async Task<int> Serve(string[] args)
{
    // Its own folder, whatever folder it is started from.
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    builder.AddSettingsFile();
    builder.Listen();
    builder.AddTelling();
    builder.Logging.KeepQuiet();
    builder.Services.AddCore(builder.Configuration);
    builder.Services.AddFace();
    builder.Services.AddSignIn(builder.Configuration);
    builder.Services.AddApiTokens();
    if (builder.Configuration.GetValue("Jobs", true))
        builder.Services.AddHeartbeat(builder.Configuration);

    var app = builder.Build();
    // Beside the doors: neither needs the other.
    var storage = Task.Run(() => OpenStorage(app.Services));
    app.UseTrustedProxies();
    app.UseFace();
    app.UseRouting();
    app.UseSignIn();
    app.UseNavigationCounts();
    app.UseAntiforgery();
    app.MapAssets();
    app.MapDoors();
    try
    {
        await storage;
    }
    catch (NewerDatabase newer)
    {
        await Console.Error.WriteLineAsync(newer.Message);
        return 1;
    }
    return await Listening.Run(app);
}

static async Task OpenStorage(IServiceProvider services)
{
    await services.MigrateDatabase();
    await services.FinishRestore();
}

public partial class Program;
