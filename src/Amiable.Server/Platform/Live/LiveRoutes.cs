using Amiable.Platform.SignIn;
using Amiable.Ui;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Amiable.Platform.Live;

/// <summary>The stream by which an open page hears that something changed (server-sent events, HTML Living Standard 9.2).</summary>
public static class LiveRoutes
{
    private const string EventStream = "text/event-stream";

    /// <summary>The header of a page that asks again by itself: its reader need not be there.</summary>
    public const string ByItself = "X-By-Itself";

    // Proxies close what is silent for a minute.
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(20);

    // What changes together is told together.
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(300);

    public static void MapLive(this RouteGroupBuilder pages)
    {
        pages.MapGet("/live", Stream).RequireAuthorization().WithMetadata(new WithoutReader());
        pages.MapGet("/live/navigation", () => new RazorComponentResult<SideNav>()).RequireAuthorization();
    }

    /// <summary>An open page asks, not its reader: it keeps no session alive.</summary>
    public static bool IsByItself(HttpContext http) =>
        http.Request.Headers.ContainsKey(ByItself) || http.GetEndpoint()?.Metadata.GetMetadata<WithoutReader>() is not null;

    private static async Task<IResult> Stream(
        HttpContext http,
        LiveSignal signal,
        CurrentOrganization organization,
        CurrentMember member,
        CurrentPerson person,
        AllOrganizations organizations,
        IHostApplicationLifetime program
    )
    {
        if (!http.Request.Headers.Accept.ToString().Contains(EventStream, StringComparison.OrdinalIgnoreCase))
            return Results.StatusCode(StatusCodes.Status406NotAcceptable);
        if (person.Here is null)
            return Results.NoContent();
        using var listener = signal.Listen(organization.Id, member.Id);
        if (listener is null)
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, program.ApplicationStopping);
        try
        {
            await Begin(http, end.Token);
            await TellAll(http, listener, IsStillHere, end.Token);
        }
        catch (OperationCanceledException)
        {
            // The page was closed, or the program ends.
        }
        return Results.Empty;

        Task<bool> IsStillHere() =>
            organizations.For(organization.Id, s => s.GetRequiredService<CheckSession>().Run(person.Session, member.Id, end.Token));
    }

    private static async Task TellAll(HttpContext http, Listener listener, Func<Task<bool>> isStillHere, CancellationToken ct)
    {
        do
        {
            await Tell(http, listener.Take(), ct);
            await listener.Wait(Heartbeat, ct);
            await Task.Delay(Gathering, ct);
            // Asked before anything is told: nobody hears of an organization they have just left.
        } while (!listener.IsOver && await isStillHere());
        // The page asks no more: whoever it would ask as is somebody else now, or nobody.
        await http.Response.WriteAsync("event: over\ndata:\n\n", ct);
    }

    private static async Task Begin(HttpContext http, CancellationToken ct)
    {
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        http.Response.ContentType = EventStream;
        http.Response.Headers.CacheControl = "no-store";
        // A proxy that gathers answers would hold it back.
        http.Response.Headers["X-Accel-Buffering"] = "no";
        await http.Response.WriteAsync("retry: 5000\n\n", ct);
        await http.Response.Body.FlushAsync(ct);
    }

    private static async Task Tell(HttpContext http, IReadOnlyList<string> changed, CancellationToken ct)
    {
        await http.Response.WriteAsync(changed.Count == 0 ? ":\n\n" : $"event: changed\ndata: {string.Join(' ', changed)}\n\n", ct);
        await http.Response.Body.FlushAsync(ct);
    }

    private sealed class WithoutReader;
}
