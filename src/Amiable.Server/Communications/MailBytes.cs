using Amiable.Mail.Mime;

namespace Amiable.Communications;

/// <summary>The bytes of a mail that we write.</summary>
public static class MailBytes
{
    /// <exception cref="MailRefused">It cannot be put into a mail: an address or a header that no mail may have.</exception>
    public static async Task<byte[]> Of(OutgoingMessage message, CancellationToken ct)
    {
        foreach (var mailbox in message.To.Concat(message.Cc))
            if (!Contacts.EmailAddress.IsValid(mailbox.Address))
                throw new MailRefused($"\"{mailbox.Address}\" is not an e-mail address.");
        try
        {
            using var bytes = new MemoryStream();
            await message.WriteAsync(bytes, ct);
            return bytes.ToArray();
        }
        catch (HeaderRefused refused)
        {
            throw new MailRefused(refused.Message);
        }
    }

    /// <summary>The Message-ID of a mail sent from that address, without angle brackets.</summary>
    public static string IdOf(Guid id, string from) => $"{id:N}{from[from.LastIndexOf('@')..]}";
}
