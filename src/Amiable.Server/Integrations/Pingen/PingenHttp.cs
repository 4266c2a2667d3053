using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amiable.Channels;

namespace Amiable.Integrations.Pingen;

/// <summary>Signs in to Pingen and asks it: no redirects, no cookies, no proxy; only machines that may be reached; with an end to its patience.</summary>
internal sealed class PingenHttp : IDisposable
{
    private const string JsonApi = "application/vnd.api+json";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan PatienceToUpload = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<PingenClient, (string Token, long Until)> tokens = [];
    private readonly HttpClient http;

    public PingenHttp(PostingNetwork network) =>
        http = new(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                UseProxy = false,
                ConnectCallback = network.Connect,
                ConnectTimeout = TimeSpan.FromSeconds(10),
                PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            }
        )
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = 2 * 1024 * 1024,
        };

    /// <summary>Puts a file where the service said.</summary>
    /// <exception cref="PingenFailed">It says no, or nothing.</exception>
    public async Task Upload(string url, byte[] bytes, CancellationToken ct)
    {
        using var file = new HttpRequestMessage(HttpMethod.Put, url) { Content = new ByteArrayContent(bytes) };
        await Send(file, PatienceToUpload, ct);
    }

    /// <param name="client">Who asks.</param>
    /// <param name="method">How.</param>
    /// <param name="path">Behind the organization, or behind the address.</param>
    /// <param name="body">JSON:API; null for none.</param>
    /// <param name="key">The same twice is done once; null for what changes nothing.</param>
    /// <param name="ct">Cancels.</param>
    /// <param name="ofOrganization">Whether it is about the organization.</param>
    /// <exception cref="PingenFailed">It says no, or nothing.</exception>
    public async Task<JsonObject> Ask(
        PingenClient client,
        HttpMethod method,
        string path,
        JsonObject? body,
        string? key,
        CancellationToken ct,
        bool ofOrganization = true
    )
    {
        var token = await Token(client, ct);
        var root = ofOrganization ? $"{client.Address}/organisations/{Uri.EscapeDataString(client.Organisation)}" : client.Address;
        using var request = new HttpRequestMessage(method, root + path);
        request.Headers.Authorization = new("Bearer", token);
        request.Headers.Accept.ParseAdd(JsonApi);
        if (key is not null)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        if (body is not null)
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, new MediaTypeHeaderValue(JsonApi));
        var answer = await Send(request, Patience, ct, () => tokens.TryRemove(client, out _));
        return Json(answer);
    }

    private async Task<string> Token(PingenClient client, CancellationToken ct)
    {
        if (tokens.TryGetValue(client, out var known) && Environment.TickCount64 < known.Until)
            return known.Token;
        using var request = new HttpRequestMessage(HttpMethod.Post, client.Address + "/auth/access-tokens")
        {
            Content = new FormUrlEncodedContent(
                new Dictionary<string, string>
                {
                    ["grant_type"] = "client_credentials",
                    ["client_id"] = client.Id,
                    ["client_secret"] = client.Secret,
                }
            ),
        };
        JsonObject told;
        try
        {
            told = Json(await Send(request, Patience, ct));
        }
        // Nothing was asked for yet.
        catch (PingenFailed failed) when (failed.Fault is PingenFault.Unknown or PingenFault.Refused)
        {
            throw new PingenFailed(failed.Fault == PingenFault.Refused ? PingenFault.SignIn : PingenFault.Unreachable, failed.Said);
        }
        if (Text(told, "access_token") is not { Length: > 0 } token)
            throw new PingenFailed(PingenFault.SignIn, "");
        var lasts = told["expires_in"] is JsonValue seconds && seconds.TryGetValue(out int count) ? TimeSpan.FromSeconds(count) : Margin;
        tokens[client] = (token, Environment.TickCount64 + (long)(lasts - Margin).TotalMilliseconds);
        return token;
    }

    private async Task<string> Send(HttpRequestMessage request, TimeSpan patience, CancellationToken ct, Action? signInAgain = null)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(ct);
        enough.CancelAfter(patience);
        try
        {
            using var answer = await http.SendAsync(request, enough.Token);
            var said = await answer.Content.ReadAsStringAsync(enough.Token);
            if (answer.IsSuccessStatusCode)
                return said;
            if (answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
            {
                signInAgain?.Invoke();
                throw new PingenFailed(PingenFault.SignIn, PingenWords.Of(said));
            }
            // A no means that it was not done. What broke there, or goes on under the same key, may have been.
            var isNo = (int)answer.StatusCode < 500 && answer.StatusCode is not (HttpStatusCode.RequestTimeout or HttpStatusCode.Conflict);
            throw new PingenFailed(isNo ? PingenFault.Refused : PingenFault.Unknown, PingenWords.Of(said));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new PingenFailed(PingenFault.Unknown, "");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or UriFormatException)
        {
            throw new PingenFailed(FaultOf(failure), "");
        }
    }

    private static PingenFault FaultOf(Exception failure) =>
        failure.GetBaseException() is Webhooks.AddressRefused ? PingenFault.Address
        : failure
            is HttpRequestException
            {
                HttpRequestError: HttpRequestError.NameResolutionError
                    or HttpRequestError.ConnectionError
                    or HttpRequestError.SecureConnectionError
            }
            ? PingenFault.Unreachable
        : PingenFault.Unknown;

    private static JsonObject Json(string answer)
    {
        try
        {
            return (answer.Length == 0 ? new JsonObject() : JsonNode.Parse(answer) as JsonObject)
                ?? throw new PingenFailed(PingenFault.Garbled, "");
        }
        catch (JsonException)
        {
            throw new PingenFailed(PingenFault.Garbled, "");
        }
    }

    private static string? Text(JsonObject from, string name) =>
        from[name] is JsonValue value && value.TryGetValue(out string? text) && text.Length > 0 ? text : null;

    public void Dispose() => http.Dispose();
}
