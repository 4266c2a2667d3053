using System.Globalization;
using Amiable.Communications;

namespace Amiable.Integrations.Outbox;

/// <summary>
/// The mailer until a mail server is configured: each message becomes a file in the outbox folder, exactly as it would leave, one folder an organization, and one for the mails of the installation itself.
/// </summary>
public sealed class OutboxFolder(DataFolder data) : IMailer
{
    internal static string Of(DataFolder data, OrganizationId? organization) =>
        data.Folder(Path.Combine("outbox", organization?.Value.ToString("N") ?? "installation"));

    public async Task<Handover> Send(OutgoingMail mail, CancellationToken ct)
    {
        var folder = Of(data, mail.Organization);
        var name = $"{mail.At.UtcDateTime.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}-{mail.Id:N}.eml";
        var unfinished = Path.Combine(folder, name + ".part");
        await File.WriteAllBytesAsync(unfinished, mail.Mime, ct);
        File.Move(unfinished, Path.Combine(folder, name));
        return Handover.Taken;
    }
}
