using System.Net.Mime;
using System.Text;
using Amiable.Communications;

namespace Amiable.Tests.Stories;

internal static class ReadMail
{
    /// <summary>The plain text of a message as its reader's program shows it, no-break spaces as spaces.</summary>
    public static string Text(this OutgoingMail mail) => Part(mail, MediaTypeNames.Text.Plain);

    public static string Html(this OutgoingMail mail) => Part(mail, MediaTypeNames.Text.Html);

    /// <summary>The header fields, unfolded and as they were sent.</summary>
    public static string Header(this OutgoingMail mail, string name)
    {
        var head = Encoding.ASCII.GetString(mail.Mime).Split("\r\n\r\n", 2)[0].Replace("\r\n ", " ", StringComparison.Ordinal);
        return head.Split("\r\n").Single(l => l.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))[(name.Length + 1)..].Trim();
    }

    private static string Part(OutgoingMail mail, string type)
    {
        var mime = Encoding.ASCII.GetString(mail.Mime);
        var part = mime[mime.IndexOf("Content-Type: " + type, StringComparison.OrdinalIgnoreCase)..];
        var end = part.IndexOf("\r\n--", StringComparison.Ordinal);
        var pieces = part[..end].Split("\r\n\r\n", 2);
        var bytes = pieces[0].Contains("base64", StringComparison.OrdinalIgnoreCase)
            ? Convert.FromBase64String(pieces[1].ReplaceLineEndings(""))
            : Unquoted(pieces[1]);
        return Encoding.UTF8.GetString(bytes).Replace('\u00a0', ' ').Replace('\u202f', ' ');
    }

    private static byte[] Unquoted(string text)
    {
        var bytes = new List<byte>();
        text = text.Replace("=\r\n", "", StringComparison.Ordinal);
        for (var i = 0; i < text.Length; i++)
            if (text[i] == '=')
            {
                bytes.Add(Convert.ToByte(text.Substring(i + 1, 2), 16));
                i += 2;
            }
            else
                bytes.Add((byte)text[i]);
        return [.. bytes];
    }
}
