using System.Globalization;
using System.Net.Mail;
using System.Text;

namespace Amiable.Communications;

/// <summary>The base library writes the MIME of a mail; what it cannot know, our clock, is put in its headers.</summary>
public static class MailBytes
{
    /// <exception cref="MailRefused">It cannot be put into a mail: an address or a header that no mail may have.</exception>
    public static byte[] Of(Func<MailMessage> compose, DateTimeOffset now)
    {
        try
        {
            using var mail = compose();
            return Corrected(Written(mail), now);
        }
        catch (Exception unfit) when (unfit is FormatException or ArgumentException or SmtpException { InnerException: null })
        {
            throw new MailRefused(unfit.Message);
        }
    }

    /// <summary>
    /// The library notes the envelope on top, which is not for the recipient's eyes, and takes the date from a clock of its own. Both are in the
    /// header section, which is ASCII (RFC 5322 section 2.1).
    /// </summary>
    private static byte[] Corrected(byte[] written, DateTimeOffset now)
    {
        var end = written.AsSpan().IndexOf("\r\n\r\n"u8);
        var date = now.ToUniversalTime().ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture);
        var headers = Encoding
            .ASCII.GetString(written, 0, end)
            .Split("\r\n")
            .Where(line =>
                !line.StartsWith("X-Sender:", StringComparison.Ordinal) && !line.StartsWith("X-Receiver:", StringComparison.Ordinal)
            )
            .Select(line => line.StartsWith("Date:", StringComparison.Ordinal) ? $"Date: {date}" : line);
        return [.. Encoding.ASCII.GetBytes(string.Join("\r\n", headers)), .. written.AsSpan(end)];
    }

    private static byte[] Written(MailMessage mail)
    {
        var folder = Directory.CreateTempSubdirectory("amiable-mail");
        try
        {
            using var pickup = new SmtpClient
            {
                DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory,
                PickupDirectoryLocation = folder.FullName,
            };
            pickup.Send(mail);
            return File.ReadAllBytes(folder.GetFiles().Single().FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
