using Amiable.Cli;
using Amiable.Communications.Pages;
using Amiable.Home;
using Amiable.Outbox.Pages;
using Amiable.Platform.Http;
using Amiable.Platform.Jobs;
using Amiable.Platform.SignIn;
using Amiable.Tasks.Pages;
using Amiable.Ui;
using Amiable.Ui.Kit;

if (Verbs.Has(args))
    return await Verbs.Run(args);

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.ConfigureKestrel(server => server.AddServerHeader = false);
builder.Services.AddCore(builder.Configuration);
builder.Services.AddFace();
builder.Services.AddSignIn();
if (builder.Configuration.GetValue("Jobs", true))
    builder.Services.AddHeartbeat();

var app = builder.Build();
await app.Services.MigrateDatabase();
app.UseFace();
app.UseRouting();
app.UseSignIn();
app.UseNavigationCounts();
app.UseAntiforgery();
app.MapAssets();
var pages = app.MapPages();
pages.MapPreferences();
pages.MapSignIn();
pages.MapCommunications();
pages.MapTasks();
pages.MapOutbox();
if (app.Environment.IsDevelopment())
    pages.MapKit();
await app.RunAsync();
return 0;

public partial class Program;
