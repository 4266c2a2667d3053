using System.Text.Json;
using Amiable.Communications;
using Amiable.Mail.Mime;
using Amiable.Platform.Secrets;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Platform.Notices;

/// <summary>Writes a mail to somebody who signs in and puts it where <see cref="DeliverNotices"/> finds it.</summary>
public sealed class SendNotice(AppDb db, SecretBox secret, Today today, IConfiguration configuration, NoticeSignal signal)
{
    internal const string Purpose = "notice";

    // A stranger may ask for a new password for anybody's address: that must not become a flood in a mailbox. That a password was changed is always
    // told: whoever took a login over could otherwise use this limit to keep its owner from knowing.
    private const int MostAnHour = 5;

    /// <param name="to">The address.</param>
    /// <param name="kind">What it is about.</param>
    /// <param name="language">ISO 639-1 of the recipient.</param>
    /// <param name="link">Where the link leads, or null.</param>
    /// <param name="values">What the text names.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<Done>> Run(string to, NoticeKind kind, string language, string? link, object[] values, CancellationToken ct)
    {
        var address = LinkSecret.Hash(to);
        var hourAgo = today.Now.AddHours(-1);
        if (
            kind != NoticeKind.PasswordChanged
            && await db.Notices.CountAsync(n => n.AddressHash == address && n.CreatedAt > hourAgo, ct) >= MostAnHour
        )
            return new Refused(
                "too-many-mails",
                "This address was written to several times within the hour. Wait a little, then try again."
            );
        var id = Guid.CreateVersion7(today.Now);
        var (subject, text, html) = NoticeTexts.Of(kind, language, link, values);
        var from = configuration["Mail:From"] ?? "amiable@localhost";
        // Letters that look alike make two logins of what a person takes for one address: those who sign in have plain ones.
        if (!System.Text.Ascii.IsValid(to))
            return new Invalid("email", "not-an-address", "This is not an e-mail address.");
        byte[] mime;
        try
        {
            mime = await MailBytes.Of(Compose(from, to, subject, text, html, id, today.Now), ct);
        }
        catch (MailRefused)
        {
            return new Invalid("email", "not-an-address", "This is not an e-mail address.");
        }
        db.Notices.Add(
            new()
            {
                Id = id,
                AddressHash = address,
                CreatedAt = today.Now,
                Mail = secret.Hide(Purpose, JsonSerializer.SerializeToUtf8Bytes(new WaitingMail(from, to, mime))),
            }
        );
        await db.SaveChangesAsync(ct);
        signal.Ring();
        return new Done();
    }

    private static OutgoingMessage Compose(string from, string to, string subject, string text, string html, Guid id, DateTimeOffset now) =>
        new()
        {
            From = new("Amiable", from),
            To = [new("", to)],
            Subject = subject,
            Date = now.ToUniversalTime(),
            MessageId = MailBytes.IdOf(id, from),
            Fields = [("Auto-Submitted", "auto-generated"), ("X-Auto-Response-Suppress", "All")],
            Text = text,
            Html = html,
            Boundary = $"{id:N}",
        };

    internal sealed record WaitingMail(string From, string To, byte[] Mime, OrganizationId? Organization = null);
}
