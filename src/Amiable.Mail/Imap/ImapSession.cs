using System.Globalization;
using System.Text;
using Amiable.Mail.Connections;

namespace Amiable.Mail.Imap;

/// <summary>One connection: commands with their tags, and whatever the server says in between (RFC 9051 section 7: at any time).</summary>
internal sealed class ImapSession : IAsyncDisposable
{
    /// <summary>More in answer to one command is no answer.</summary>
    private const int MostResponses = 2_000_000;

    private readonly ImapServer _server;
    private readonly ImapReader _reader;
    private readonly ImapNews _news = new();
    private int _tag;

    private ImapSession(ImapServer server, MailConnection connection)
    {
        (_server, Connection) = (server, connection);
        _reader = new(connection, server.Timeout);
    }

    public MailConnection Connection { get; }

    public IReadOnlyCollection<string> Capabilities => _news.Capabilities;

    /// <summary>Whether anything may have arrived since this was last set to false.</summary>
    public bool HasNews => _news.HasArrived;

    public uint Exists => _news.Exists;

    /// <summary>After an exception, or BYE.</summary>
    public bool IsBroken { get; private set; }

    public static async Task<ImapSession> OpenAsync(ImapServer server, Transcript? transcript, CancellationToken cancellation) =>
        await OpenAsync(server, await MailConnection.OpenAsync(server.Host, transcript, cancellation).ConfigureAwait(false), cancellation)
            .ConfigureAwait(false);

    internal static async Task<ImapSession> OpenAsync(ImapServer server, MailConnection connection, CancellationToken cancellation)
    {
        var session = new ImapSession(server, connection);
        try
        {
            await session.BeginAsync(cancellation).ConfigureAwait(false);
            return session;
        }
        catch
        {
            await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task BeginAsync(CancellationToken cancellation)
    {
        var greeting = await _reader.ReadAsync(null, 0, cancellation).ConfigureAwait(false);
        if (greeting is not { Tag: "*", Word: "OK" or "PREAUTH" })
            throw greeting.Word == "BYE"
                ? MailServerFailed.Passing(MailFailure.Refused, $"{_server.Host} does not serve us: {_reader.Readable(greeting.Text)}")
                : new(MailFailure.Garbled, $"{_server.Host} does not greet as an IMAP server does.");
        _news.Learn(greeting);
        if (_server.Host.Encryption == Encryption.StartTls)
            await StartTlsAsync(greeting, cancellation).ConfigureAwait(false);
        if (Capabilities.Count == 0)
            await RunAsync(new("CAPABILITY"), cancellation).ConfigureAwait(false);
        if (greeting.Word == "PREAUTH" || _server.Host.Credentials is not { } credentials)
            return;
        await ImapSignIn.RunAsync(this, _server.Host, credentials, cancellation).ConfigureAwait(false);
    }

    /// <summary>RFC 9051 section 6.2.1: what was said before, capabilities too, counts for nothing afterwards.</summary>
    private async Task StartTlsAsync(ImapResponse greeting, CancellationToken cancellation)
    {
        if (Capabilities.Count == 0)
            await RunAsync(new("CAPABILITY"), cancellation).ConfigureAwait(false);
        // PREAUTH leaves no room for STARTTLS, which somebody on the way may want (CVE-2014-2567 and its kind).
        if (greeting.Word == "PREAUTH" || !_news.Capabilities.Contains("STARTTLS"))
            throw new MailServerFailed(
                MailFailure.NoEncryption,
                $"{_server.Host} does not offer STARTTLS. Either it is the wrong port, or somebody on the way hides the offer; nothing was sent."
            );
        var reply = await AskAsync(new("STARTTLS"), null, cancellation).ConfigureAwait(false);
        if (!reply.IsOk)
            throw new MailServerFailed(
                MailFailure.NoEncryption,
                $"{_server.Host} offers STARTTLS and then refuses it: {_reader.Readable(reply.Text)}"
            );
        await Connection.EncryptAsync(cancellation).ConfigureAwait(false);
        ForgetCapabilities();
        ForgetMailbox();
    }

    public bool Can(string capability) => _news.Capabilities.Contains(capability);

    public void ForgetCapabilities() => _news.Capabilities.Clear();

    public void ForgetNews() => _news.HasArrived = false;

    public void ForgetMailbox() => (_news.Exists, _news.HasArrived) = (0, false);

    /// <summary>One command to its end.</summary>
    /// <exception cref="MailServerFailed">The server refuses, or does not answer as it should.</exception>
    public async Task<ImapResponse> RunAsync(ImapCommand command, CancellationToken cancellation, Action<ImapResponse>? news = null)
    {
        var reply = await AskAsync(command, news, cancellation).ConfigureAwait(false);
        return reply.IsOk ? reply : throw Refusal(reply, command.Name);
    }

    /// <summary>A refusal in the server's words, without secrets.</summary>
    public MailServerFailed Refusal(ImapResponse reply, string what) =>
        new(MailFailure.Refused, $"{_server.Host} refused {what}: {_reader.Readable(reply.Text)}")
        {
            IsPassing = reply.HasCode("UNAVAILABLE") || reply.HasCode("INUSE") || reply.HasCode("LIMIT"),
        };

    /// <summary>The same, with NO and BAD given back.</summary>
    public Task<ImapResponse> AskAsync(
        ImapCommand command,
        Action<ImapResponse>? news,
        CancellationToken cancellation,
        Stream? content = null,
        long mostContent = 0
    ) =>
        GuardAsync(async () =>
        {
            var tag = await SendAsync(command, cancellation).ConfigureAwait(false);
            return await UntilAsync(tag, news, content, mostContent, cancellation).ConfigureAwait(false);
        });

    /// <summary>A command that the server answers with questions (AUTHENTICATE, IDLE).</summary>
    public Task<ImapResponse> ConverseAsync(
        ImapCommand command,
        Func<string, Task<(string Answer, string? Shown)?>> answer,
        CancellationToken cancellation
    ) =>
        GuardAsync(async () =>
        {
            var tag = await SendAsync(command, cancellation).ConfigureAwait(false);
            for (var count = 0; count < MostResponses; count++)
            {
                var response = await ReadAsync(null, 0, cancellation).ConfigureAwait(false);
                if (response.Tag == tag)
                    return response;
                if (response.Tag == "+" && await answer(response.Text).ConfigureAwait(false) is var (text, shown))
                    await LineAsync(text, shown ?? text, cancellation).ConfigureAwait(false);
            }
            throw Endless();
        });

    /// <summary>Takes in what the server says by itself, until it says something new or the time is over.</summary>
    public Task ListenAsync(TimeSpan atMost, CancellationToken cancellation) =>
        GuardAsync(async () =>
        {
            var watch = System.Diagnostics.Stopwatch.StartNew();
            while (!HasNews && !IsBroken && atMost - watch.Elapsed is var left && left > TimeSpan.Zero)
                if (await Connection.WaitAsync(left, cancellation).ConfigureAwait(false))
                    await ReadAsync(null, 0, cancellation).ConfigureAwait(false);
            return true;
        });

    private async Task<string> SendAsync(ImapCommand command, CancellationToken cancellation)
    {
        var tag = "A" + (++_tag).ToString(CultureInfo.InvariantCulture);
        var text = tag + " ";
        foreach (var (words, literal) in command.Parts)
        {
            text += words;
            if (literal is null)
                continue;
            await LineAsync(
                    $"{text}{{{literal.Length}}}",
                    command.Shown is null ? $"{text}{{{literal.Length}}}" : $"{tag} {command.Shown}",
                    cancellation
                )
                .ConfigureAwait(false);
            var reply = await UntilAsync(tag, null, null, 0, cancellation, orGoOn: true).ConfigureAwait(false);
            if (reply.Tag != "+")
                throw Refusal(reply, command.Name);
            await Connection.WriteAsync(literal, _server.Timeout, cancellation).ConfigureAwait(false);
            text = "";
        }
        await LineAsync(text, command.Shown is null ? text : $"{tag} {command.Shown}", cancellation).ConfigureAwait(false);
        return tag;
    }

    private async Task LineAsync(string text, string shown, CancellationToken cancellation)
    {
        if (Connection.IsWrittenDown)
            Connection.Said(shown);
        await Connection.WriteAsync(Encoding.UTF8.GetBytes(text + "\r\n"), _server.Timeout, cancellation).ConfigureAwait(false);
        await Connection.FlushAsync(_server.Timeout, cancellation).ConfigureAwait(false);
    }

    private async Task<ImapResponse> UntilAsync(
        string tag,
        Action<ImapResponse>? news,
        Stream? content,
        long mostContent,
        CancellationToken cancellation,
        bool orGoOn = false
    )
    {
        for (var count = 0; count < MostResponses; count++)
        {
            var response = await ReadAsync(content, mostContent, cancellation).ConfigureAwait(false);
            if (response.Tag.Equals(tag, StringComparison.OrdinalIgnoreCase))
                return response.Word is "OK" or "NO" or "BAD"
                    ? response
                    : throw new MailServerFailed(MailFailure.Garbled, "The server ends a command with neither OK nor NO nor BAD.");
            if (orGoOn && response.Tag == "+")
                return response;
            if (response.Tag == "*")
                news?.Invoke(response);
            if (response.Fetched("BODY[]") is { } body && ReferenceEquals(body, ImapValue.Streamed))
                content = null;
        }
        throw Endless();
    }

    private async Task<ImapResponse> ReadAsync(Stream? content, long mostContent, CancellationToken cancellation)
    {
        var response = await _reader.ReadAsync(content, mostContent, cancellation).ConfigureAwait(false);
        _news.Learn(response);
        if (response is { Tag: "*", Word: "BYE" })
            IsBroken = true;
        return response;
    }

    /// <summary>After any exception the conversation cannot be gone on with: nobody knows what the next line answers.</summary>
    private async Task<T> GuardAsync<T>(Func<Task<T>> work)
    {
        if (IsBroken)
            throw MailServerFailed.Passing(MailFailure.ConnectionLost, $"{_server.Host} has ended the conversation.");
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch
        {
            IsBroken = true;
            throw;
        }
    }

    private MailServerFailed Endless() => new(MailFailure.TooLong, $"{_server.Host} answers without end.");

    public ValueTask DisposeAsync() => Connection.DisposeAsync();
}
