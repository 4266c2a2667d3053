using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Amiable.Tests.Posting;

/// <summary>Pingen on loopback, in the shapes of its own SDKs: letters are drafts until they are sent, and a key used twice does nothing twice.</summary>
internal sealed class PingenStub : IAsyncDisposable
{
    public const string Client = "client-1";
    public const string Secret = "secret-1";
    public const string Organisation = "11111111-1111-4111-8111-111111111111";

    private readonly WebApplication _app;
    private int _numbers;

    public sealed class Letter
    {
        public required string Id { get; init; }
        public required string Position { get; init; }
        public required byte[] Pdf { get; init; }
        public string Status { get; set; } = "validating";
        public bool WasSent { get; set; }
        public bool WasThrownAway { get; set; }
        public string? PostedAt { get; set; }
    }

    /// <summary>What becomes of the next call that has a letter posted.</summary>
    public enum Sending
    {
        Accepts,
        Refuses,

        /// <summary>Does it, and the answer is lost.</summary>
        LosesTheAnswer,

        /// <summary>Does nothing, and breaks off.</summary>
        BreaksOff,
    }

    public ConcurrentQueue<(string Method, string Path, string? Key)> Calls { get; } = [];
    public ConcurrentDictionary<string, Letter> Letters { get; } = [];
    public Sending OnSending { get; set; }

    /// <summary>What a draft is found to be.</summary>
    public string Finding { get; set; } = "valid";
    public decimal PricePerPage { get; set; } = 0.95m;
    public string Address => _app.Urls.Single();

    private PingenStub(WebApplication app) => _app = app;

    public static async Task<PingenStub> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add($"http://{IPAddress.Loopback}:0");
        var stub = new PingenStub(app);
        app.Run(stub.Answer);
        await app.StartAsync();
        return stub;
    }

    private readonly ConcurrentDictionary<string, byte[]> _bucket = [];

    private async Task Answer(HttpContext http)
    {
        using var bytes = new MemoryStream();
        await http.Request.Body.CopyToAsync(bytes);
        var (method, path) = (http.Request.Method, http.Request.Path.Value!);
        Calls.Enqueue((method, path, http.Request.Headers["Idempotency-Key"].FirstOrDefault()));
        if (path == "/auth/access-tokens")
            await Token(http, System.Text.Encoding.UTF8.GetString(bytes.ToArray()));
        else if (path.StartsWith("/bucket/", StringComparison.Ordinal))
            _bucket[$"{Address}{path}"] = bytes.ToArray();
        else if (http.Request.Headers.Authorization != "Bearer token-1")
            http.Response.StatusCode = 401;
        else if (path == "/file-upload")
            await Say(http, new { url = $"{Address}/bucket/{Interlocked.Increment(ref _numbers)}", url_signature = "$2y$sig" });
        else if (path.StartsWith($"/organisations/{Organisation}", StringComparison.Ordinal))
            await OfOrganisation(http, method, path[$"/organisations/{Organisation}".Length..], bytes.ToArray());
        else
            http.Response.StatusCode = 404;
    }

    private static async Task Token(HttpContext http, string form)
    {
        if (!form.Contains($"client_id={Client}&client_secret={Secret}", StringComparison.Ordinal))
        {
            http.Response.StatusCode = 401;
            return;
        }
        await http.Response.WriteAsync("""{"token_type":"Bearer","access_token":"token-1","expires_in":43200}""");
    }

    private async Task OfOrganisation(HttpContext http, string method, string path, byte[] body)
    {
        var attributes = body.Length == 0 ? null : JsonNode.Parse(body)!["data"]!["attributes"]!;
        if (path.Length == 0)
            await Say(
                http,
                new
                {
                    name = "Duvernay bei Pingen",
                    billing_currency = "EUR",
                    billing_balance = 11.23m,
                }
            );
        else if (path == "/deliveries/letters/price-calculator")
            await Say(http, new { currency = "EUR", price = PricePerPage * attributes!["paper_types"]!.AsArray().Count });
        else if (path == "/deliveries/letters" && method == "POST")
            await Create(http, attributes!);
        else if (Letters.TryGetValue(path.Split('/')[3], out var letter))
            await OfLetter(http, method, path.Split('/').ElementAtOrDefault(4), letter);
        else
            http.Response.StatusCode = 404;
    }

    private async Task Create(HttpContext http, JsonNode attributes)
    {
        Assert.False(attributes["auto_send"]!.GetValue<bool>());
        var letter = new Letter
        {
            Id = $"{Guid.CreateVersion7()}",
            Position = attributes["address_position"]!.GetValue<string>(),
            Pdf = _bucket[attributes["file_url"]!.GetValue<string>()],
        };
        Letters[letter.Id] = letter;
        http.Response.StatusCode = 201;
        await Say(http, Of(letter), letter.Id);
    }

    private async Task OfLetter(HttpContext http, string method, string? what, Letter letter)
    {
        if (method == "DELETE")
        {
            letter.WasThrownAway = true;
            http.Response.StatusCode = 204;
        }
        else if (what == "send")
            await Send(http, letter);
        else if (what == "events")
            await http.Response.WriteAsync(
                JsonSerializer.Serialize(
                    new { data = new[] { new { attributes = new { code = "transferred_to_distributor", emitted_at = letter.PostedAt } } } }
                )
            );
        else
        {
            await Say(http, Of(letter), letter.Id);
            if (letter.Status == "validating")
                letter.Status = Finding;
        }
    }

    private async Task Send(HttpContext http, Letter letter)
    {
        if (OnSending == Sending.Refuses)
        {
            http.Response.StatusCode = 422;
            await http.Response.WriteAsync(
                """{"errors":[{"code":"422","title":"Unprocessable","detail":"This country is not served."}]}"""
            );
            return;
        }
        if (OnSending != Sending.BreaksOff)
            (letter.WasSent, letter.Status) = (true, "submitted");
        if (OnSending is Sending.LosesTheAnswer or Sending.BreaksOff)
            http.Abort();
        else
            await Say(http, Of(letter), letter.Id);
    }

    private static object Of(Letter letter) => new { status = letter.Status, tracking_number = letter.WasSent ? "98.1234.11" : null };

    private static Task Say(HttpContext http, object attributes, string id = "xx")
    {
        http.Response.ContentType = "application/vnd.api+json";
        return http.Response.WriteAsync(
            JsonSerializer.Serialize(
                new
                {
                    data = new
                    {
                        id,
                        type = "letters",
                        attributes,
                    },
                }
            )
        );
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
