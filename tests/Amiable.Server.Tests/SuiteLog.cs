using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;

[assembly: AssemblyFixture(typeof(Amiable.Tests.LogHygiene))]

namespace Amiable.Tests;

/// <summary>Every line that any server of the suite logs, with what the program sets for production; and the secrets that tests used.</summary>
internal sealed class SuiteLog : ILoggerProvider
{
    private static readonly ConcurrentBag<string> Remembered = [];
    private static int _servers;

    public static ConcurrentQueue<string> Lines { get; } = new();

    public static int Servers => _servers;

    public static IEnumerable<string> Secrets => Remembered.Distinct();

    public SuiteLog() => Interlocked.Increment(ref _servers);

    /// <summary>This must not be found in the log when all tests have run.</summary>
    public static string Remember(string secret)
    {
        Remembered.Add(secret);
        return secret;
    }

    public ILogger CreateLogger(string categoryName) => new Writer(categoryName);

    public void Dispose() { }

    private sealed class Writer(string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => Lines.Enqueue($"{logLevel} {category}: {formatter(state, exception)} {exception}");
    }
}

/// <summary>
/// After the last test: no log line of the whole suite holds a secret that a test used, an address, an account number or a token. What is logged stays for years in
/// places that nobody thinks of.
/// </summary>
public sealed partial class LogHygiene : IAsyncDisposable
{
    // Tests invent these; each is here for a reason.
    private static readonly (string Text, string Reason)[] Allowed = [];

    public async ValueTask DisposeAsync()
    {
        await People.StopAll();
        var lines = SuiteLog.Lines.ToArray();
        Assert.True(
            lines.Length >= 2 * SuiteLog.Servers,
            $"{lines.Length} log lines of {SuiteLog.Servers} servers: each says at least when it starts and where. They are not all seen."
        );
        var faults = Faults(lines, [.. SuiteLog.Secrets]).Distinct().Take(20).ToList();
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    internal static IEnumerable<string> Faults(IEnumerable<string> lines, IReadOnlyList<string> secrets) =>
        from line in lines
        let fault = secrets.Any(s => line.Contains(s, StringComparison.Ordinal)) ? "a secret"
        : Address().Matches(line).Any(m => Allowed.All(a => a.Text != m.Value)) ? "an address"
        : Iban().IsMatch(line) ? "an IBAN"
        : line.Contains("Bearer ", StringComparison.OrdinalIgnoreCase) ? "a token"
        : null
        where fault is not null
        select $"{fault} in: {line}";

    [GeneratedRegex(@"[\w.+-]+@[\w-]+\.[\w.-]+")]
    private static partial Regex Address();

    [GeneratedRegex(@"\b[A-Z]{2}\d{2}( ?[A-Z0-9]{4}){3,7}( ?[A-Z0-9]{1,3})?\b")]
    private static partial Regex Iban();
}

public sealed class LogHygieneTests
{
    [Theory]
    [InlineData("sent to anne@roux.example", true)]
    [InlineData("paid to FR76 3000 6000 0112 3456 7890 189", true)]
    [InlineData("Authorization: Bearer abc", true)]
    [InlineData("signed in with four-words-are-fine", true)]
    [InlineData("Content root path: /srv/2026/artifacts", false)]
    [InlineData("Person 01968f0e-7f5c-7c1e-8f6e-000000000000 is locked for a quarter of an hour", false)]
    public void What_has_no_business_in_a_log_is_found(string line, bool isFault) =>
        Assert.Equal(isFault, LogHygiene.Faults([line], ["four-words-are-fine"]).Any());
}
