using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Amiable.Mail.Tests.Peers;

/// <summary>A certificate authority made for this run, and certificates it signs.</summary>
internal static class TestAuthority
{
    private static readonly X509Certificate2 Root = MakeRoot();

    public static X509Certificate2Collection Roots => [X509CertificateLoader.LoadCertificate(Root.RawData)];

    public static X509Certificate2 Localhost { get; } = Issue("localhost");

    public static X509Certificate2 Issue(string name, bool expired = false)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        if (name == "localhost")
            names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        var (from, to) = expired ? (-20, -10) : (-5, 5);
        var signed = request.Create(Root, Day(from), Day(to), RandomNumberGenerator.GetBytes(12));
        // Through PKCS #12, without which SslStream does not find the key of a server certificate everywhere.
        return X509CertificateLoader.LoadPkcs12(signed.CopyWithPrivateKey(key).Export(X509ContentType.Pkcs12), null);
    }

    /// <summary>Certificate and key in files, as Dovecot and Postfix want them.</summary>
    public static (string Certificate, string Key) WriteTo(string folder)
    {
        var (certificate, key) = (Path.Combine(folder, "tls.crt"), Path.Combine(folder, "tls.key"));
        File.WriteAllText(certificate, Localhost.ExportCertificatePem() + "\n");
        File.WriteAllText(key, Localhost.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem() + "\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return (certificate, key);
    }

    private static X509Certificate2 MakeRoot()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Amiable test root", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        return request.CreateSelfSigned(Day(-30), Day(30));
    }

    private static DateTimeOffset Day(int fromToday) => DateTimeOffset.UtcNow.AddDays(fromToday);
}
