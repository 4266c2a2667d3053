using System.Globalization;
using System.Net;
using System.Text;
using Amiable.Mail.Mime;
using Amiable.Organizations;

namespace Amiable.Communications;

/// <summary>
/// The logo at the head of an HTML message. It is put there when the mail is composed, beside the words and not among them: they stay what was
/// written, checked and approved. The picture travels with the mail (RFC 2387, RFC 2392), so that nothing is loaded from anywhere.
/// </summary>
internal static class MailLogo
{
    // Scaled by attributes: some mail programs know no other way, and would show it as large as it is.
    private const int MostWidth = 220;
    private const int MostHeight = 48;

    /// <summary>The HTML as it is sent, with a picture to go with it.</summary>
    public static (string Html, IReadOnlyList<OutgoingFile> Pictures) With(string html, Logo? logo, string name)
    {
        if (logo is null)
            return (html, []);
        var file = logo.ContentType == "image/png" ? "logo.png" : "logo.jpg";
        return (
            Over(html, logo, $"cid:{IdOf(logo.Hash)}", name),
            [new(file, logo.ContentType, () => new MemoryStream(logo.Bytes, writable: false), IdOf(logo.Hash))]
        );
    }

    /// <summary>The same in one piece, for a page: there are no parts to refer to.</summary>
    public static string Preview(string html, Logo? logo, string name) =>
        logo is null ? html : Over(html, logo, $"data:{logo.ContentType};base64,{Convert.ToBase64String(logo.Bytes)}", name);

    /// <summary>Whether these are the bytes of a mail with that very logo.</summary>
    public static bool IsIn(byte[] mime, string hash) => mime.AsSpan().IndexOf(Encoding.ASCII.GetBytes($"<{IdOf(hash)}>")) >= 0;

    private static string IdOf(string hash) => $"{hash}@logo.amiable";

    private static string Over(string html, Logo logo, string source, string name)
    {
        var body = html.IndexOf("<body", StringComparison.OrdinalIgnoreCase);
        var start = body < 0 ? 0 : html.IndexOf('>', body) + 1;
        var (width, height) = logo.Within(MostWidth, MostHeight);
        return html.Insert(
            start,
            string.Create(
                CultureInfo.InvariantCulture,
                $"\n<div style=\"max-width:600px;padding:20px 20px 0 20px\"><img src=\"{source}\" alt=\"{WebUtility.HtmlEncode(name)}\" width=\"{width}\" height=\"{height}\" style=\"display:block;border:0\"></div>"
            )
        );
    }
}
