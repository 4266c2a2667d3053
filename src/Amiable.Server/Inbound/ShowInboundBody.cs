using System.Net;
using Amiable.Mail.Mime;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Inbound;

/// <summary>A mail as its sender laid it out, made harmless: for a frame. One without HTML is shown as its text.</summary>
public sealed class ShowInboundBody(AppDb db)
{
    private const int LargestPicture = 1024 * 1024;
    private const int MostPictures = 20;

    /// <param name="id">Of the mail, or of the communication that was made of it.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<string>> Run(Guid id, CancellationToken ct)
    {
        if (await db.InboundMails.BytesOf(id, ct) is not { } bytes)
            return new NotFound("mail");
        var message = MimeMessage.Parse(bytes);
        var body = message.Html is { Body.Length: < 20_000_000 } html
            ? CleanHtml.Of(html.Text(), PicturesOf(message))
            : $"<div style=\"white-space:pre-wrap\">{WebUtility.HtmlEncode(message.PlainText?.Text() ?? "")}</div>";
        return $"<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title></title></head><body style=\"margin:16px;font-family:sans-serif;background-color:#fff;color:#111\">{body}</body></html>";
    }

    private static Func<string, string?> PicturesOf(MimeMessage message)
    {
        var left = MostPictures;
        return id =>
        {
            var part = message.Root.Tree().FirstOrDefault(p => p.ContentId is { Length: > 0 } own && own == id);
            if (part is null || part.Body.Length > LargestPicture * 2 || left-- <= 0)
                return null;
            var content = part.Content();
            var type = FileKind.Of(content.Span);
            return type is "image/png" or "image/jpeg" or "image/gif" && content.Length <= LargestPicture
                ? $"data:{type};base64,{Convert.ToBase64String(content.Span)}"
                : null;
        };
    }
}
