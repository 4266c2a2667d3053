using System.Text;

namespace Amiable.Mail.Mime;

/// <summary>A file written into the text of a message between "begin 644 name" and "end", as before MIME.</summary>
/// <param name="Name">The name on the "begin" line.</param>
/// <param name="Content">The file.</param>
public sealed record UuencodedFile(string Name, ReadOnlyMemory<byte> Content)
{
    /// <summary>The text without the files in it, and the files. A "begin" that no line of data follows is text.</summary>
    public static (string Text, IReadOnlyList<UuencodedFile> Files) Split(string text)
    {
        if (!text.Contains("begin ", StringComparison.Ordinal))
            return (text, []);
        var files = new List<UuencodedFile>();
        var kept = new StringBuilder(text.Length);
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (Begins(lines, i) is not { } name)
            {
                kept.Append(lines[i]).Append('\n');
                continue;
            }
            var data = new StringBuilder();
            for (i++; i < lines.Length && IsData(lines[i]); i++)
                data.Append(lines[i].TrimEnd('\r')).Append('\n');
            if (i >= lines.Length || lines[i].TrimEnd() != "end")
                i--;
            files.Add(new(name, TransferEncodings.Uuencode(Encoding.Latin1.GetBytes(data.ToString()))));
        }
        return (kept.Length == 0 ? "" : kept.ToString()[..^1], files);
    }

    private static string? Begins(string[] lines, int i)
    {
        var words = lines[i].TrimEnd().Split(' ', 3);
        return
            words is ["begin", { Length: 3 or 4 } mode, var name]
            && mode.All(char.IsAsciiDigit)
            && i + 1 < lines.Length
            && IsData(lines[i + 1])
            ? name
            : null;
    }

    /// <summary>A line of data says its own length first.</summary>
    private static bool IsData(string line)
    {
        line = line.TrimEnd('\r');
        if (line.Length == 0 || line.Any(c => c is < ' ' or > '`'))
            return false;
        var bytes = (line[0] - 32) & 63;
        var characters = (bytes + 2) / 3 * 4 + 1;
        return line.Length <= characters + 2 && line.Length >= 1 && (line.Length >= characters - 3 || line.EndsWith(' '));
    }
}
