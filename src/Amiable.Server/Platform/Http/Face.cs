using System.Text.Encodings.Web;
using System.Text.Unicode;
using Amiable.Errands;
using Amiable.Platform.Live;
using Amiable.Ui;
using Microsoft.AspNetCore.ResponseCompression;

namespace Amiable.Platform.Http;

/// <summary>What it takes to answer with pages.</summary>
public static class Face
{
    public static void AddFace(this IServiceCollection services)
    {
        services.AddRazorComponents();
        // Written as they are: "é" rather than "&#xE9;" in every French word. What is dangerous in HTML stays encoded.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddAntiforgery(form => form.Cookie.Name = "form");
        services.AddScoped<Viewer>();
        services.AddHostedService<HearOtherProcesses>();
        services.AddHostedService<ErrandsUnderWay>();
        // BREACH reads a secret that repeats beside text an attacker chooses. Ours do not repeat: the antiforgery token is encrypted anew for
        // every page, and session cookies are SameSite, so another site cannot make a signed-in browser ask. Assets are compressed at build.
        services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes = ["text/html"];
            compression.Providers.Add<BrotliCompressionProvider>();
            compression.Providers.Add<GzipCompressionProvider>();
        });
    }

    /// <summary>Comes first. Routing, sign-in and antiforgery follow, in this order.</summary>
    public static void UseFace(this IApplicationBuilder app)
    {
        app.UseSecurityHeaders();
        app.UseResponseCompression();
        app.UsePreferences();
        app.UseErrorPages();
    }
}
