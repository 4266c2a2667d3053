using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace Amiable.Tests.Communications;

/// <summary>A provider of text messages on this machine: it keeps what it is given, and answers as it is told to.</summary>
public sealed class TextProvider : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _listens;

    public TextProvider()
    {
        for (var tries = 0; ; tries++)
            try
            {
                Address = $"http://127.0.0.1:{Random.Shared.Next(20000, 60000)}";
                _listener.Prefixes.Clear();
                _listener.Prefixes.Add(Address + "/");
                _listener.Start();
                break;
            }
            catch (HttpListenerException) when (tries < 20) { }
        _listens = Listen();
    }

    public string Address { get; private set; } = "";

    /// <summary>What came: path, who signed in, and the fields.</summary>
    public ConcurrentQueue<(string Path, string Authorization, Dictionary<string, string> Fields)> Heard { get; } = [];

    /// <summary>What it answers; null to hang up without a word.</summary>
    public Func<(int Status, string Body)?> Answer { get; set; } =
        () => (201, """{"sid": "SM0123456789", "status": "queued", "num_segments": "1", "price": null}""");

    private async Task Listen()
    {
        while (true)
            try
            {
                var call = await _listener.GetContextAsync();
                using var body = new StreamReader(call.Request.InputStream, Encoding.UTF8);
                var fields = (await body.ReadToEndAsync())
                    .Split('&')
                    .Select(pair => pair.Split('='))
                    .ToDictionary(p => WebUtility.UrlDecode(p[0]), p => WebUtility.UrlDecode(p[1]));
                Heard.Enqueue((call.Request.Url!.AbsolutePath, call.Request.Headers["Authorization"] ?? "", fields));
                if (Answer() is not { } answer)
                {
                    call.Response.Abort();
                    continue;
                }
                call.Response.StatusCode = answer.Status;
                call.Response.ContentType = "application/json";
                await call.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(answer.Body));
                call.Response.Close();
            }
            catch (Exception over) when (over is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _listens;
    }
}
