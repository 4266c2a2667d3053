using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Amiable.Mail.Connections;

/// <summary>Whether the certificate a server shows is the right one (RFC 3207 section 4.1, RFC 6125), and if not, why, in words a person can act on.</summary>
internal sealed class CertificateCheck(MailHost host)
{
    /// <summary>Why the last certificate was refused.</summary>
    public string? Complaint { get; private set; }

    /// <summary>SHA-256 of the certificate that was shown, as <see cref="MailHost.PinnedCertificate"/> has it.</summary>
    public string? Fingerprint { get; private set; }

    /// <summary>What was shown, for the transcript.</summary>
    public string? Shown { get; private set; }

    public SslClientAuthenticationOptions Options()
    {
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = host.Name,
            RemoteCertificateValidationCallback = Accept,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        };
        if (host.OwnRoots is { Count: > 0 } roots)
        {
            var policy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            policy.CustomTrustStore.AddRange(roots);
            options.CertificateChainPolicy = policy;
        }
        return options;
    }

    private bool Accept(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is not X509Certificate2 shown)
        {
            Complaint = "it showed no certificate";
            return false;
        }
        Shown = $"{shown.Subject}, issued by {shown.Issuer}, valid until {shown.NotAfter.ToUniversalTime():yyyy-MM-dd}";
        Fingerprint = shown.GetCertHashString(HashAlgorithmName.SHA256);
        Complaint =
            host.PinnedCertificate is { } pin ? AgainstPin(shown, pin)
            : errors == SslPolicyErrors.None ? null
            : Explain(shown, chain, errors);
        return Complaint is null;
    }

    private static string? AgainstPin(X509Certificate2 shown, string pin)
    {
        var print = shown.GetCertHashString(HashAlgorithmName.SHA256);
        return string.Equals(print, pin.Replace(":", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase)
            ? null
            : $"it showed another certificate than the pinned one (SHA-256 {print})";
    }

    private string Explain(X509Certificate2 shown, X509Chain? chain, SslPolicyErrors errors)
    {
        var reasons = new List<string>();
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
            reasons.Add($"its certificate is for {shown.GetNameInfo(X509NameType.DnsName, false)}, not for {host.Name}");
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors))
            reasons.Add(
                "its certificate is not trusted: "
                    + string.Join(", ", (chain?.ChainStatus ?? []).Select(s => s.StatusInformation.TrimEnd('.', '\n', '\r')).Distinct())
            );
        return string.Join("; ", reasons);
    }
}
