using Amiable.Mail.Connections;

namespace Amiable.Channels;

/// <summary>A host of mail that many companies use, so that nobody has to look its servers up.</summary>
/// <param name="Key">In an address.</param>
/// <param name="Name">As it calls itself.</param>
/// <param name="Smtp">Takes what leaves.</param>
/// <param name="SmtpPort">Its port.</param>
/// <param name="Imap">Keeps what comes in; null where it keeps nothing.</param>
/// <param name="Include">What an SPF record names for it; null when it names something else for every customer.</param>
/// <param name="KnownBy">How the names of its servers end, where somebody types another one of them.</param>
public sealed record MailProvider(string Key, string Name, string Smtp, int SmtpPort, string? Imap, string? Include, string KnownBy)
{
    /// <summary>Port 465 is TLS from the first byte (RFC 8314 section 7.3); 587 begins plain.</summary>
    public Encryption SmtpEncryption => SmtpPort == 465 ? Encryption.Implicit : Encryption.StartTls;

    /// <summary>By name.</summary>
    public static readonly IReadOnlyList<MailProvider> All =
    [
        new("amazon-ses", "Amazon SES", "email-smtp.eu-west-1.amazonaws.com", 587, null, "amazonses.com", ".amazonaws.com"),
        new("brevo", "Brevo", "smtp-relay.brevo.com", 587, null, "spf.brevo.com", ".brevo.com"),
        new("fastmail", "Fastmail", "smtp.fastmail.com", 465, "imap.fastmail.com", "spf.messagingengine.com", ".fastmail.com"),
        new("gandi", "Gandi", "mail.gandi.net", 465, "mail.gandi.net", "_mailcust.gandi.net", ".gandi.net"),
        new("google", "Google Workspace", "smtp.gmail.com", 465, "imap.gmail.com", "_spf.google.com", ".gmail.com"),
        new("infomaniak", "Infomaniak", "mail.infomaniak.com", 465, "mail.infomaniak.com", "spf.infomaniak.ch", ".infomaniak.com"),
        new("ionos", "IONOS", "smtp.ionos.com", 465, "imap.ionos.com", "_spf-eu.ionos.com", "ionos."),
        new("mailjet", "Mailjet", "in-v3.mailjet.com", 587, null, "spf.mailjet.com", ".mailjet.com"),
        new(
            "microsoft",
            "Microsoft 365",
            "smtp.office365.com",
            587,
            "outlook.office365.com",
            "spf.protection.outlook.com",
            ".office365.com"
        ),
        new("ovh", "OVHcloud", "ssl0.ovh.net", 465, "ssl0.ovh.net", "mx.ovh.com", ".ovh.net"),
        new("zoho", "Zoho Mail", "smtppro.zoho.eu", 465, "imappro.zoho.eu", "zohomail.eu", ".zoho.eu"),
    ];

    public static MailProvider? Of(string? key) => All.FirstOrDefault(p => p.Key == key);

    /// <summary>Whose server that is; null when it is nobody's we know.</summary>
    public static MailProvider? Behind(string? host) =>
        host is null
            ? null
            : All.FirstOrDefault(p =>
                p.KnownBy.StartsWith('.')
                    ? $".{host}".EndsWith(p.KnownBy, StringComparison.OrdinalIgnoreCase)
                    : host.Contains($".{p.KnownBy}", StringComparison.OrdinalIgnoreCase)
            );
}
