using Amiable.Accounts;
using Amiable.Audit.Pages;
using Amiable.Cli;
using Amiable.Communications.Pages;
using Amiable.Credits;
using Amiable.Home;
using Amiable.Import;
using Amiable.Invoices;
using Amiable.Outbox.Pages;
using Amiable.Platform.Http;
using Amiable.Platform.Jobs;
using Amiable.Platform.SignIn;
using Amiable.Tasks.Pages;
using Amiable.Ui;
using Amiable.Ui.Kit;

return await Verbs.Run(args, Serve);

static async Task<int> Serve(string[] args)
{
    // Its own folder, whatever folder it is started from.
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    if (string.IsNullOrEmpty(builder.Configuration["urls"]))
        builder.WebHost.UseUrls("http://localhost:5080");
    builder.WebHost.ConfigureKestrel(server => server.AddServerHeader = false);
    builder.Logging.KeepQuiet();
    builder.Services.AddCore(builder.Configuration);
    builder.Services.AddFace();
    builder.Services.AddSignIn();
    if (builder.Configuration.GetValue("Jobs", true))
        builder.Services.AddHeartbeat(builder.Configuration);

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
    pages.MapHome();
    pages.MapAccounts();
    pages.MapInvoices();
    pages.MapCreditNotes();
    pages.MapCommunications();
    pages.MapTasks();
    pages.MapOutbox();
    pages.MapImport();
    pages.MapAudit();
    if (app.Environment.IsDevelopment())
        pages.MapKit();
    return await Listening.Run(app);
}

public partial class Program;
