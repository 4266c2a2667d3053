using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Amiable.Outbox;

/// <summary>Reads the encoded words of a header (RFC 2047): "=?utf-8?Q?L=C3=A9a?=" is "Léa". Ours are always in UTF-8.</summary>
internal static partial class EncodedWords
{
    public static string Read(string header) =>
        Word()
            .Replace(
                Between().Replace(header, "?=$1"),
                word => Encoding.UTF8.GetString(Bytes(word.Groups["kind"].Value, word.Groups["text"].Value))
            );

    private static byte[] Bytes(string kind, string text) =>
        kind is "B" or "b" && Convert.TryFromBase64String(text, new byte[text.Length], out _)
            ? Convert.FromBase64String(text)
            : Quoted(text);

    // Section 4.2: an underscore is a blank, "=C3" one byte.
    private static byte[] Quoted(string text) =>
        [
            .. Piece()
                .Matches(text)
                .Select(piece =>
                    piece.Value is ['=', _, _] hex ? byte.Parse(hex[1..], NumberStyles.HexNumber, CultureInfo.InvariantCulture)
                    : piece.Value == "_" ? (byte)' '
                    : (byte)piece.Value[0]
                ),
        ];

    [GeneratedRegex(@"=\?utf-8\?(?<kind>[QB])\?(?<text>[^?\s]*)\?=", RegexOptions.IgnoreCase)]
    private static partial Regex Word();

    // Section 6.2: blanks between two encoded words are not shown.
    [GeneratedRegex(@"\?=\s+(=\?)")]
    private static partial Regex Between();

    [GeneratedRegex("=[0-9A-Fa-f]{2}|.")]
    private static partial Regex Piece();
}
