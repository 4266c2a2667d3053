using System.Globalization;
using Amiable.Communications;

namespace Amiable.Integrations.Outbox;

/// <summary>
/// The mailer until a mail server is configured: each message becomes a file in the outbox folder, exactly as it would leave, one folder an organization, and one for the mails of the installation itself.
/// </summary>
public sealed class OutboxFolder(DataFolder data) : IMailer
{
    public async Task Send(OutgoingMail mail, CancellationToken ct)
    {
        var folder = data.Folder(Path.Combine("outbox", mail.Organization?.Value.ToString("N") ?? "installation"));
        var name = $"{mail.At.UtcDateTime.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}-{mail.Id:N}.eml";
        var unfinished = Path.Combine(folder, name + ".part");
        await File.WriteAllBytesAsync(unfinished, mail.Mime, ct);
        File.Move(unfinished, Path.Combine(folder, name));
    }
}
