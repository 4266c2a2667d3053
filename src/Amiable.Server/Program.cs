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
    try
    {
        await app.Services.MigrateDatabase();
    }
    catch (NewerDatabase newer)
    {
        await Console.Error.WriteLineAsync(newer.Message);
        return 1;
    }
    await app.Services.FinishRestore();
    app.UseTrustedProxies();
    app.UseFace();
    app.UseRouting();
    app.UseSignIn();
    app.UseNavigationCounts();
    app.UseAntiforgery();
    app.MapAssets();
    app.MapDoors();
    return await Listening.Run(app);
}

public partial class Program;
