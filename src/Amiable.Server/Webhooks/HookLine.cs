using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;

namespace Amiable.Webhooks;

/// <summary>
/// Tells a receiver something. No redirects are followed, no cookies kept, no proxy asked; what it answers is not read, and it has fifteen seconds.
/// </summary>
public sealed class HookLine : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly HttpClient http;

    public HookLine(HookNetwork network)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            // A proxy would connect in our place, and look at no address.
            UseProxy = false,
            ConnectCallback = network.Connect,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            // Names are asked again, also for those who are told all the time.
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            MaxConnectionsPerServer = 4,
            MaxResponseHeadersLength = 16,
            MaxResponseDrainSize = 64 * 1024,
            ResponseDrainTimeout = TimeSpan.FromSeconds(1),
        };
        http = new(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <param name="url">Whom.</param>
    /// <param name="secrets">In clear; each signs.</param>
    /// <param name="id">Of what is told, the same at each try.</param>
    /// <param name="now">When.</param>
    /// <param name="body">What, as JSON.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<HookAnswer> Tell(
        string url,
        IEnumerable<string> secrets,
        string id,
        DateTimeOffset now,
        byte[] body,
        CancellationToken ct
    )
    {
        var timestamp = now.ToUnixTimeSeconds();
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.UserAgent.ParseAdd("Amiable-Webhooks/1");
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation("webhook-signature", HookSecret.Sign(secrets, id, timestamp, body));
        var started = Stopwatch.GetTimestamp();
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(ct);
        enough.CancelAfter(Patience);
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, enough.Token);
            return Of(answer, Took(started), now);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new(null, HookFault.Timeout, Took(started));
        }
        catch (Exception failure)
            when (failure is HttpRequestException or IOException or System.Net.Sockets.SocketException or UriFormatException)
        {
            var isRefused = failure is AddressRefused || failure.GetBaseException() is AddressRefused;
            return new(null, isRefused ? HookFault.Address : HookFault.Connection, Took(started));
        }
    }

    private static HookAnswer Of(HttpResponseMessage answer, int took, DateTimeOffset now)
    {
        var status = (int)answer.StatusCode;
        return status switch
        {
            >= 200 and < 300 => new(status, null, took),
            >= 300 and < 400 => new(status, HookFault.Redirect, took),
            _ => new(status, HookFault.Answer, took, Asked(answer.Headers.RetryAfter, now)),
        };
    }

    private static TimeSpan? Asked(RetryConditionHeaderValue? asked, DateTimeOffset now) => asked?.Delta ?? asked?.Date - now;

    private static int Took(long started) => (int)Math.Min(Stopwatch.GetElapsedTime(started).TotalMilliseconds, int.MaxValue);

    public void Dispose() => http.Dispose();
}
