using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amiable.Channels;

namespace Amiable.Integrations.Pingen;

/// <summary>
/// Speaks with Pingen (API version 2, JSON:API) or what stands in its place. A letter is first uploaded as a draft, which nobody prints, and posted by a second call: only that one
/// can leave a doubt. Every write carries a key of ours, so that the same one twice is done once. No redirects, no cookies, no proxy; only machines that may be reached.
/// </summary>
public sealed class PingenLine : IDisposable
{
    private const string JsonApi = "application/vnd.api+json";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan PatienceToUpload = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<PingenClient, (string Token, long Until)> tokens = [];
    private readonly HttpClient http;

    public PingenLine(PostingNetwork network) =>
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

    /// <summary>Who pays there, and what is left.</summary>
    /// <exception cref="PingenFailed">It says no, or nothing.</exception>
    public async Task<PingenOrganization> Look(PingenClient client, CancellationToken ct)
    {
        var told = Attributes(await Ask(client, HttpMethod.Get, "", null, null, ct));
        return new(Text(told, "name") ?? "", Amount(told, "billing_balance", Text(told, "billing_currency")));
    }

    /// <summary>What so many pages to a country cost.</summary>
    /// <param name="client">Who asks.</param>
    /// <param name="way">How it is printed and carried.</param>
    /// <param name="country">ISO 3166-1 alpha-2.</param>
    /// <param name="pages">How many.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="PingenFailed">It says no, or nothing.</exception>
    public async Task<Money> Price(PingenClient client, PingenWay way, string country, int pages, CancellationToken ct)
    {
        var asked = way.Attributes();
        asked["country"] = country;
        asked["paper_types"] = new JsonArray([.. Enumerable.Repeat("normal", pages).Select(type => JsonValue.Create(type))]);
        var told = Attributes(
            await Ask(
                client,
                HttpMethod.Post,
                "/deliveries/letters/price-calculator",
                Resource("letter_price_calculator", null, asked),
                null,
                ct
            )
        );
        return Amount(told, "price", Text(told, "currency")) ?? throw new PingenFailed(PingenFault.Garbled, "");
    }

    /// <summary>Uploads a letter as a draft: it is looked at there, and not printed.</summary>
    /// <returns>What it is called there.</returns>
    /// <exception cref="PingenFailed">It says no, or nothing: it certainly is not posted.</exception>
    public async Task<string> Draft(PingenClient client, byte[] pdf, string fileName, bool isAddressRight, string key, CancellationToken ct)
    {
        var upload = Attributes(await Ask(client, HttpMethod.Get, "/file-upload", null, null, ct, ofOrganization: false));
        if (Text(upload, "url") is not { } url || Text(upload, "url_signature") is not { } signature)
            throw new PingenFailed(PingenFault.Garbled, "");
        using var file = new HttpRequestMessage(HttpMethod.Put, url) { Content = new ByteArrayContent(pdf) };
        await Send(file, PatienceToUpload, ct);
        var made = await Ask(
            client,
            HttpMethod.Post,
            "/deliveries/letters",
            Resource(
                "letters",
                null,
                new()
                {
                    ["file_original_name"] = fileName,
                    ["file_url"] = url,
                    ["file_url_signature"] = signature,
                    ["address_position"] = isAddressRight ? "right" : "left",
                    ["auto_send"] = false,
                }
            ),
            key,
            ct
        );
        return made["data"]?["id"] is JsonValue id && id.TryGetValue(out string? letter) && letter.Length is > 0 and <= 100
            ? letter
            : throw new PingenFailed(PingenFault.Garbled, "");
    }

    /// <summary>Where a letter is.</summary>
    /// <exception cref="PingenFailed">It says no, or nothing.</exception>
    public async Task<PingenLetter> Ask(PingenClient client, string letter, CancellationToken ct)
    {
        var told = Attributes(await Ask(client, HttpMethod.Get, Own(letter), null, null, ct));
        return new(
            Text(told, "status") ?? "",
            told["file_pages"] is JsonValue pages && pages.TryGetValue(out int count) ? count : null,
            Amount(told, "price_value", Text(told, "price_currency")),
            Text(told, "tracking_number")
        );
    }

    /// <summary>When the post got it; null when nobody there says.</summary>
    /// <exception cref="PingenFailed">It says no, or nothing.</exception>
    public async Task<DateTimeOffset?> PostedAt(PingenClient client, string letter, CancellationToken ct)
    {
        var told = await Ask(client, HttpMethod.Get, $"{Own(letter)}/events", null, null, ct);
        return (told["data"] as JsonArray ?? [])
            .Select(e => e?["attributes"] as JsonObject)
            .OfType<JsonObject>()
            .Where(e => Text(e, "code") is "transferred_to_distributor" or "sent")
            .Select(e => PingenTime.Of(Text(e, "emitted_at")))
            .Max();
    }

    /// <summary>Has a draft printed and posted.</summary>
    /// <exception cref="PingenFailed">It says no; or nobody knows, when the fault is <see cref="PingenFault.Unknown"/>.</exception>
    public Task Post(PingenClient client, string letter, PingenWay way, string key, CancellationToken ct) =>
        Ask(client, HttpMethod.Patch, $"{Own(letter)}/send", Resource("letters", letter, way.Attributes()), key, ct);

    /// <summary>Throws a draft away.</summary>
    /// <exception cref="PingenFailed">It says no, or nothing.</exception>
    public Task ThrowAway(PingenClient client, string letter, CancellationToken ct) =>
        Ask(client, HttpMethod.Delete, Own(letter), null, null, ct);

    private static string Own(string letter) => $"/deliveries/letters/{Uri.EscapeDataString(letter)}";

    private async Task<JsonObject> Ask(
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

    private static JsonObject Resource(string type, string? id, JsonObject attributes)
    {
        var data = new JsonObject { ["type"] = type, ["attributes"] = attributes };
        if (id is not null)
            data["id"] = id;
        return new() { ["data"] = data };
    }

    private static JsonObject Attributes(JsonObject answer) =>
        answer["data"]?["attributes"] as JsonObject ?? throw new PingenFailed(PingenFault.Garbled, "");

    private static string? Text(JsonObject from, string name) =>
        from[name] is JsonValue value && value.TryGetValue(out string? text) && text.Length > 0 ? text : null;

    private static Money? Amount(JsonObject from, string name, string? currency) =>
        from[name] is JsonValue value && value.TryGetValue(out decimal amount) && currency is { Length: 3 } && Currencies.IsKnown(currency)
            ? Money.OfMajor(amount, currency)
            : null;

    public void Dispose() => http.Dispose();
}
