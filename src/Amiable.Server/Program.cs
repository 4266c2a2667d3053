using Amiable.Platform.Http;
using Amiable.Ui;
using Amiable.Ui.Kit;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.ConfigureKestrel(server => server.AddServerHeader = false);
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddFace();

var app = builder.Build();
app.UseFace();
app.UseRouting();
app.UseAntiforgery();
app.MapAssets();
var pages = app.MapPages();
pages.MapPreferences();
if (app.Environment.IsDevelopment())
    pages.MapKit();
app.Run();

public partial class Program;
