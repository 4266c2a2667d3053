using System.Collections.Frozen;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Amiable.Platform.Notices;

/// <summary>What a notice is about; the name of its text.</summary>
public enum NoticeKind
{
    Invitation,
    NewPassword,
    PasswordChanged,
    SignUp,
    AlreadySignedUp,
}

/// <summary>The words of notices, in every language that an organization may speak.</summary>
internal static class NoticeTexts
{
    private static readonly FrozenDictionary<string, Dictionary<string, string>> All = Read();

    public static IEnumerable<string> Languages => All.Keys;

    /// <summary>Subject, plain text and HTML.</summary>
    /// <param name="kind">What it is about.</param>
    /// <param name="language">ISO 639-1; English when there are no words in it.</param>
    /// <param name="link">The link to press, or null.</param>
    /// <param name="values">{0}, {1}… of the text.</param>
    public static (string Subject, string Text, string Html) Of(NoticeKind kind, string language, string? link, params object[] values)
    {
        var words = All.GetValueOrDefault(language) ?? All["en"];
        var culture = CultureInfo.GetCultureInfo(All.ContainsKey(language) ? language : "en");
        var subject = OneLine(string.Format(culture, words[$"{kind}.subject"], values));
        var paragraphs = string.Format(culture, words[$"{kind}.text"], values).Split("\n\n");
        return (subject, Plain(paragraphs, link), Html(paragraphs, link, link is null ? "" : words[$"{kind}.link"]));
    }

    private static string Plain(string[] paragraphs, string? link)
    {
        var text = new StringBuilder();
        foreach (var paragraph in paragraphs)
            text.Append(paragraph == Link && link is not null ? link : paragraph).Append("\r\n\r\n");
        return text.ToString().TrimEnd() + "\r\n";
    }

    private static string Html(string[] paragraphs, string? link, string pressed)
    {
        var html = new StringBuilder(
            "<!DOCTYPE html><html><body style=\"font:16px/1.5 system-ui,sans-serif;color:#2b2622;max-width:560px\">"
        );
        foreach (var paragraph in paragraphs)
            html.Append(
                paragraph == Link && link is not null
                    ? $"<p><a href=\"{WebUtility.HtmlEncode(link)}\" style=\"display:inline-block;padding:10px 18px;border-radius:6px;background:#a8452a;color:#fff;text-decoration:none\">{WebUtility.HtmlEncode(pressed)}</a></p>"
                        + $"<p style=\"font-size:13px;color:#6d645c;word-break:break-all\">{WebUtility.HtmlEncode(link)}</p>"
                    : $"<p>{WebUtility.HtmlEncode(paragraph)}</p>"
            );
        return html.Append("</body></html>").ToString();
    }

    // Where the link stands in a text.
    private const string Link = "→";

    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));

    private static FrozenDictionary<string, Dictionary<string, string>> Read()
    {
        using var file = typeof(NoticeTexts).Assembly.GetManifestResourceStream("notices.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string>>>(file)!.ToFrozenDictionary();
    }
}
