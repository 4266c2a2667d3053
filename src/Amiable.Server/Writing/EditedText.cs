using System.Net;

namespace Amiable.Writing;

/// <summary>A text that a person edited, as simple HTML: the same words, the same lines.</summary>
public static class EditedText
{
    public static string AsHtml(string text, string language) =>
        $"<!doctype html><html lang=\"{WebUtility.HtmlEncode(language)}\"><head><meta charset=\"utf-8\"></head>"
        + $"<body><div style=\"max-width:600px;font:15px/1.55 -apple-system,Segoe UI,Helvetica,Arial,sans-serif;white-space:pre-wrap\">{WebUtility.HtmlEncode(text)}</div></body></html>";
}
