using Microsoft.Extensions.AI;

namespace Amiable.Integrations.Models;

/// <summary>Opens a line to a language model. No redirects are followed and no cookies kept, and nobody answers at length without end.</summary>
public sealed class ModelClients : IDisposable
{
    /// <summary>Bytes of the longest answer; what is asked for has some hundreds of words.</summary>
    private const int Longest = 1_000_000;

    private readonly HttpClient http;
    private readonly ModelDialects dialects = new();

    public ModelClients(ModelNetwork network)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectCallback = network.Connect,
            ConnectTimeout = TimeSpan.FromSeconds(10),
        };
        // How long an answer may take is the question's to say.
        http = new(handler) { MaxResponseContentBufferSize = Longest, Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <param name="settings">Which one.</param>
    /// <param name="key">In clear; null for none.</param>
    public IChatClient Open(ModelSettings settings, string? key) =>
        settings.Kind == ModelKind.Anthropic
            ? new AnthropicMessages(new(http, settings, key), dialects.Of(settings))
            : new ChatCompletions(new(http, settings, key), dialects.Of(settings));

    public void Dispose() => http.Dispose();
}
