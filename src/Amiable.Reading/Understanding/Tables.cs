using System.Reflection;

namespace Amiable.Reading.Understanding;

/// <summary>The tables of words and forms that are part of the program, one file per language and subject.</summary>
internal static class Tables
{
    /// <summary>The languages there are tables for.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["en", "fr", "de", "es", "it", "nl", "pt", "pl"];

    /// <summary>"kind: rest" of each line that is no comment.</summary>
    public static IEnumerable<(string Kind, string Line)> Lines(string file)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(file);
        if (stream is null)
            yield break;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            var colon = line.IndexOf(": ", StringComparison.Ordinal);
            if (colon > 0 && !line.StartsWith('#'))
                yield return (line[..colon].Trim(), line[(colon + 2)..].Trim());
        }
    }
}
