using System.Text;

namespace Amiable.Mail.Replies;

/// <summary>Text in format=flowed (RFC 3676) with its lines put together again.</summary>
public static class FlowedText
{
    /// <summary>Joins lines that end in a blank with the next one of the same quoting depth; undoes space-stuffing; keeps "-- " as it is.</summary>
    /// <param name="text">Lines ended by "\n".</param>
    /// <param name="deleteSpace">The DelSp parameter: the blank at the line's end is no part of the text.</param>
    public static string Read(string text, bool deleteSpace)
    {
        var joined = new StringBuilder(text.Length);
        var open = -1;
        foreach (var raw in text.Split('\n'))
        {
            var depth = raw.Length - raw.TrimStart('>').Length;
            var line = raw[depth..];
            if (line.StartsWith(' '))
                line = line[1..];
            var isSignature = line == "-- ";
            if (open >= 0 && (open != depth || isSignature))
            {
                joined.Append('\n');
                open = -1;
            }
            if (open < 0 && depth > 0)
                joined.Append('>', depth).Append(' ');
            var isSoft = line.EndsWith(' ') && !isSignature;
            joined.Append(isSoft && deleteSpace ? line[..^1] : line);
            open = isSoft ? depth : -1;
            if (!isSoft)
                joined.Append('\n');
        }
        return joined.ToString().TrimEnd('\n');
    }
}
