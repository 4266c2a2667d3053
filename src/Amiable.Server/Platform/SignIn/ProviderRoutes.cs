using System.Text.Json;
using Amiable.Platform.Http;
using Amiable.Ui;

namespace Amiable.Platform.SignIn;

/// <summary>To the OpenID Connect provider and back.</summary>
public static partial class ProviderRoutes
{
    private const string Away = "provider";

    /// <summary>Whom the provider vouches for though they have no login yet: an invitation may ask for it.</summary>
    public const string Stranger = "vouched";

    public static void MapProvider(this RouteGroupBuilder open)
    {
        // A link, not a form: the page's policy lets forms lead nowhere but here, and starting needs no secret.
        open.MapGet("/sign-in/provider", Depart);
        open.MapGet("/sign-in/provider/back", Arrive);
    }

    /// <summary>Whom the provider vouched for some minutes ago.</summary>
    public static Vouched? VouchedFor(HttpContext http) =>
        ShortCookie.Read(http, Stranger) is { } kept ? JsonSerializer.Deserialize<Vouched>(kept) : null;

    /// <summary>What was vouched for has been used.</summary>
    public static void ForgetVouched(HttpContext http) => ShortCookie.Take(http, Stranger);

    private static async Task<IResult> Depart(string? next, HttpContext http, PublicAddress address, CancellationToken ct)
    {
        if (http.RequestServices.GetService<Provider>() is not { } provider)
            return Results.NotFound();
        var journey = Provider.NewJourney(next);
        try
        {
            var departure = await provider.Departure(journey, Back(address, http), ct);
            ShortCookie.Keep(http, Away, JsonSerializer.Serialize(journey));
            return Results.Redirect(departure);
        }
        catch (Exception failure) when (IsTheProviders(failure, ct))
        {
            return Refuse(http, failure);
        }
    }

    private static async Task<IResult> Arrive(HttpContext http, PublicAddress address, EnterByProvider enter, CancellationToken ct)
    {
        if (http.RequestServices.GetService<Provider>() is not { } provider)
            return Results.NotFound();
        if (ShortCookie.Take(http, Away) is not { } kept)
            return Refuse(http, null);
        var journey = JsonSerializer.Deserialize<Provider.Journey>(kept)!;
        try
        {
            if (await provider.Arrival(journey, http.Request.Query, Back(address, http), ct) is not { } vouched)
                return Refuse(http, null);
            if (await enter.Run(vouched, ct) is { } person)
                return await SignInRoutes.Admit(http, person.Id, journey.Next);
            if (journey.Next?.StartsWith("/invitations/", StringComparison.Ordinal) == true && vouched.Email is not null)
            {
                ShortCookie.Keep(http, Stranger, JsonSerializer.Serialize(vouched));
                return Results.LocalRedirect(LocalPath.Or(journey.Next, "/sign-in"));
            }
            Toasts.Warn(http, Viewer(http).T["sign-in.provider-stranger"]);
            return Results.LocalRedirect("/sign-in");
        }
        catch (Exception failure) when (IsTheProviders(failure, ct))
        {
            return Refuse(http, failure);
        }
    }

    // It is down, slow, or answers nonsense. Its metadata names addresses, which may be none.
    private static bool IsTheProviders(Exception failure, CancellationToken ct) =>
        failure is InvalidOperationException or HttpRequestException or IOException or JsonException or UriFormatException
        || (failure is OperationCanceledException && !ct.IsCancellationRequested);

    private static IResult Refuse(HttpContext http, Exception? failure)
    {
        Failed(http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger<Provider>(), failure);
        Toasts.Warn(http, Viewer(http).T["sign-in.provider-failed"]);
        return Results.LocalRedirect("/sign-in");
    }

    private static Uri Back(PublicAddress address, HttpContext http) => address.Link(http, "/sign-in/provider/back");

    private static Viewer Viewer(HttpContext http) => http.RequestServices.GetRequiredService<Viewer>();

    [LoggerMessage(LogLevel.Warning, "Signing in through the provider failed")]
    private static partial void Failed(ILogger log, Exception? failure);
}
