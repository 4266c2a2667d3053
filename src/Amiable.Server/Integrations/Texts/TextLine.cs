using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Amiable.Webhooks;

namespace Amiable.Integrations.Texts;

/// <summary>A text message to be handed over.</summary>
/// <param name="Address">What the paths of the provider follow.</param>
/// <param name="Token">In clear.</param>
/// <param name="News">Where the provider tells what became of it; null where it cannot reach this installation.</param>
public sealed record OutgoingText(
    string Address,
    string AccountSid,
    string Token,
    string? From,
    string? Service,
    string To,
    string Text,
    Uri? News
);

/// <summary>What a provider did with a text message.</summary>
public enum TextOutcome
{
    /// <summary>It has it.</summary>
    Taken,

    /// <summary>It certainly did not take it.</summary>
    Refused,

    /// <summary>Whoever has the number wants no more of them.</summary>
    Stopped,

    /// <summary>It was not reached, so it certainly does not have it.</summary>
    NotReached,

    /// <summary>Nobody knows.</summary>
    Unknown,
}

/// <param name="Id">What the provider calls it.</param>
/// <param name="Said">Its own words, or ours where it said none.</param>
public sealed record TextAnswer(TextOutcome Outcome, string? Id, string Said);

/// <summary>
/// Hands text messages to a provider by the contract of Twilio's Programmable Messaging (POST /2010-04-01/Accounts/{Sid}/Messages.json). Only machines that webhooks may
/// reach are asked; no redirects, no cookies, no proxy; thirty seconds.
/// </summary>
public sealed class TextLine : IDisposable
{
    /// <summary>The provider's code for a number whose owner said STOP.</summary>
    public const int StoppedCode = 21610;

    private const int MostOfAnswer = 64 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HttpClient http;

    public TextLine(HookNetwork network)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectCallback = network.Connect,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        };
        http = new(handler) { Timeout = Patience, MaxResponseContentBufferSize = MostOfAnswer };
    }

    public async Task<TextAnswer> Send(OutgoingText text)
    {
        var form = new Dictionary<string, string> { ["To"] = text.To, ["Body"] = text.Text };
        if (text.Service is { } service)
            form["MessagingServiceSid"] = service;
        else
            form["From"] = text.From ?? "";
        if (text.News is { } news)
            form["StatusCallback"] = news.ToString();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{text.Address}/2010-04-01/Accounts/{text.AccountSid}/Messages.json")
        {
            Content = new FormUrlEncodedContent(form),
            // A connection that is kept may have been closed there meanwhile: nothing is sent twice because of that.
            Headers = { ConnectionClose = true },
        };
        request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{text.AccountSid}:{text.Token}")));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        try
        {
            using var answer = await http.SendAsync(request);
            return Of((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }
        catch (HttpRequestException failure)
            when (failure.HttpRequestError
                    is HttpRequestError.NameResolutionError
                        or HttpRequestError.ConnectionError
                        or HttpRequestError.SecureConnectionError
                || failure.GetBaseException() is AddressRefused
            )
        {
            return new(TextOutcome.NotReached, null, failure.GetBaseException().Message);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException)
        {
            return new(TextOutcome.Unknown, null, failure.GetBaseException().Message);
        }
    }

    // 4xx is a no; what went wrong behind the door may have come after the message left.
    private static TextAnswer Of(int status, string body)
    {
        var (id, code, said) = Read(body);
        return status switch
        {
            >= 200 and < 300 when id is not null => new(TextOutcome.Taken, id, ""),
            >= 300 and < 500 when code == StoppedCode => new(TextOutcome.Stopped, null, said),
            >= 300 and < 500 => new(TextOutcome.Refused, null, said.Length > 0 ? $"{said} ({code ?? status})" : $"HTTP {status}"),
            _ => new(TextOutcome.Unknown, null, $"HTTP {status}"),
        };
    }

    private static (string? Id, int? Code, string Said) Read(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var root = json.RootElement;
            return root.ValueKind != JsonValueKind.Object
                ? (null, null, "")
                : (
                    root.TryGetProperty("sid", out var sid) && sid.ValueKind == JsonValueKind.String ? sid.GetString() : null,
                    root.TryGetProperty("code", out var code) && code.TryGetInt32(out var number) ? number : null,
                    root.TryGetProperty("message", out var said) && said.ValueKind == JsonValueKind.String ? said.GetString()! : ""
                );
        }
        catch (JsonException)
        {
            return (null, null, "");
        }
    }

    public void Dispose() => http.Dispose();
}
