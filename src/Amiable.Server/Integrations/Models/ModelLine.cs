using System.Net;
using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Amiable.Integrations.Models;

/// <summary>Hands JSON to the server of a language model and takes the answer, or says in one word why there is none.</summary>
internal sealed class ModelLine(HttpClient http, ModelSettings settings, string? key)
{
    private const int MostSaid = 400;
    private static readonly TimeSpan LongestRest = TimeSpan.FromHours(6);

    public string Model => settings.Model;
    public string? Key => key;
    public bool IsAzure => settings.Host.EndsWith(".azure.com", StringComparison.OrdinalIgnoreCase);

    /// <summary>The address with a path behind it; what the address asks for after "?" (Azure's api-version) stays at the end.</summary>
    public Uri To(string path)
    {
        var address = new UriBuilder(settings.Address);
        address.Path = address.Path.TrimEnd('/') + path;
        return address.Uri;
    }

    /// <exception cref="ModelFailed">There is no answer.</exception>
    public async Task<JsonElement> Post(Uri to, JsonObject body, Action<HttpRequestHeaders> sign, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, to)
        {
            Content = new StringContent(body.ToJsonString(), Encoding.UTF8, MediaTypeNames.Application.Json),
        };
        sign(request.Headers);
        // An answer takes seconds, a connection some milliseconds: none is kept that small servers close in the moment it is used again.
        request.Headers.ConnectionClose = true;
        HttpResponseMessage response;
        string text;
        try
        {
            response = await http.SendAsync(request, ct);
            text = await response.Content.ReadAsStringAsync(ct);
        }
        catch (HttpRequestException unreachable)
        {
            // The outer sentence only says that there is an inner one: a name that is not known, a certificate that is not trusted.
            throw new ModelFailed(ModelOutcome.Unreachable, unreachable.GetBaseException().Message);
        }
        using (response)
        {
            if (!response.IsSuccessStatusCode)
                throw Failure(response, text);
            try
            {
                using var json = JsonDocument.Parse(text);
                return json.RootElement.Clone();
            }
            catch (JsonException)
            {
                throw new ModelFailed(ModelOutcome.NotUnderstood, "What answers there is no language model: its answer is not JSON.");
            }
        }
    }

    private static ModelFailed Failure(HttpResponseMessage response, string text)
    {
        var outcome = response.StatusCode switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => ModelOutcome.KeyRefused,
            HttpStatusCode.TooManyRequests => ModelOutcome.TooMany,
            HttpStatusCode.RequestTimeout or HttpStatusCode.GatewayTimeout => ModelOutcome.TimedOut,
            >= HttpStatusCode.InternalServerError => ModelOutcome.ServerFailed,
            >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => ModelOutcome.PointsElsewhere,
            _ => ModelOutcome.NotUnderstood,
        };
        return new(outcome, $"{(int)response.StatusCode} {Said(text)}".Trim(), Rest(response.Headers.RetryAfter));
    }

    private static TimeSpan? Rest(RetryConditionHeaderValue? after) =>
        after?.Delta is { } rest ? (rest < LongestRest ? rest : LongestRest) : null;

    // {"error": {"message": …}}, {"error": …}, {"message": …}, {"detail": …}: else the beginning of whatever it is.
    private static string Said(string text)
    {
        var said = text;
        try
        {
            using var json = JsonDocument.Parse(text);
            var at = json.RootElement;
            foreach (var name in (string[])["error", "message", "detail"])
                if (at.ValueKind == JsonValueKind.Object && at.TryGetProperty(name, out var inner))
                    at = inner;
            said = at.ToString();
        }
        catch (JsonException)
        {
            // As it is.
        }
        var line = string.Join(' ', said.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= MostSaid ? line : line[..MostSaid] + "…";
    }
}
