using System.Text.Json;
using Amiable.Platform.Secrets;

namespace Amiable.Platform.Notices;

/// <summary>
/// Puts a mail that must not come twice where <see cref="DeliverNotices"/> finds it. Part of the caller's work: the caller saves, in one transaction with the note
/// that it was written, and rings then.
/// </summary>
public sealed class PostNotice(AppDb db, SecretBox secret, Today today)
{
    /// <param name="id">The left part of its Message-ID.</param>
    /// <param name="organization">By whose mail server; null for that of the installation.</param>
    /// <param name="from">The sender's address.</param>
    /// <param name="to">The recipient's address.</param>
    /// <param name="mime">Its bytes.</param>
    public void Run(Guid id, OrganizationId? organization, string from, string to, byte[] mime) =>
        db.Notices.Add(
            new()
            {
                Id = id,
                // Counted apart from the mails for signing in: a busy day must not keep anybody from a new password.
                AddressHash = LinkSecret.Hash($"tasks {to}"),
                CreatedAt = today.Now,
                Once = true,
                Mail = secret.Hide(
                    SendNotice.Purpose,
                    JsonSerializer.SerializeToUtf8Bytes(new SendNotice.WaitingMail(from, to, mime, organization))
                ),
            }
        );
}
