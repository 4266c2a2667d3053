using System.Diagnostics;

namespace Amiable.Mail.Connections;

/// <summary>Who says a line of a transcript.</summary>
public enum Speaker
{
    /// <summary>What happens: connecting, encrypting.</summary>
    Note,

    /// <summary>We do.</summary>
    Client,

    /// <summary>They do.</summary>
    Server,
}

/// <summary>One line of a conversation.</summary>
/// <param name="After">Since the transcript was begun.</param>
/// <param name="Speaker">Who says it.</param>
/// <param name="Text">Without line end, secrets and control characters; at most 500 characters.</param>
public readonly record struct TranscriptLine(TimeSpan After, Speaker Speaker, string Text);

/// <summary>
/// The conversation with a server, step by step, for the person who tries out the settings. Passwords and tokens are replaced, contents of messages
/// are left out, and it stops growing after 1,000 lines.
/// </summary>
public sealed class Transcript
{
    private const int MostLines = 1_000;
    private const int MostCharacters = 500;

    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly List<TranscriptLine> _lines = [];

    /// <summary>What was said up to now.</summary>
    public IReadOnlyList<TranscriptLine> Lines
    {
        get
        {
            lock (_lines)
                return [.. _lines];
        }
    }

    /// <summary>One line of text per line, with S: and C: in front of what server and client say.</summary>
    public override string ToString() =>
        string.Join(
            '\n',
            Lines.Select(line =>
                line.Speaker switch
                {
                    Speaker.Client => "C: ",
                    Speaker.Server => "S: ",
                    _ => "",
                } + line.Text
            )
        );

    internal void Add(Speaker speaker, string text)
    {
        lock (_lines)
            if (_lines.Count < MostLines)
                _lines.Add(new(_watch.Elapsed, speaker, Printable.Line(text, MostCharacters)));
    }
}
