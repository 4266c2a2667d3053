using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Amiable.Mail.Connections;
using Amiable.Mail.Smtp;

namespace Amiable.Bench;

/// <summary>
/// How many messages a second this process hands to a mail server on the same machine, which is also in this process and keeps nothing, and whether the
/// memory stays as it was. So half of the work measured is the server's.
/// </summary>
internal static class SmtpBench
{
    private const int Messages = 20_000;
    private const int Wanted = 1_000;
    private static readonly byte[] Message = Encoding.ASCII.GetBytes(
        "From: Bills <bills@example.org>\r\nTo: ann@example.com\r\nSubject: Invoice 4711\r\n\r\n"
            + string.Concat(Enumerable.Repeat("A line of text as there are many in a letter about an invoice.\r\n", 80))
    );

    public static async Task RunAsync()
    {
        using var certificate = SelfSigned();
        Console.WriteLine($"{Messages:N0} messages of {Message.Length:N0} bytes to a sink in this process");
        Console.WriteLine();
        Console.WriteLine("| connections | TLS | messages per second | live memory before | after | working set after |");
        Console.WriteLine("|------------:|-----|--------------------:|-------------------:|------:|------------------:|");
        var slowest = double.MaxValue;
        foreach (var (connections, tls) in ((int, bool)[])[(1, false), (4, false), (1, true), (4, true)])
            slowest = Math.Min(slowest, await MeasureAsync(connections, tls ? certificate : null));
        Console.WriteLine();
        Console.WriteLine(slowest > Wanted ? $"More than the {Wanted:N0} that are wanted." : $"Less than the {Wanted:N0} that are wanted.");
    }

    private static async Task<double> MeasureAsync(int connections, X509Certificate2? certificate)
    {
        await using var sink = new Sink(certificate);
        var host = new MailHost("127.0.0.1", sink.Port, certificate is null ? Encryption.None : Encryption.Implicit)
        {
            PinnedCertificate = certificate?.GetCertHashString(HashAlgorithmName.SHA256),
        };
        await SendAsync(host, connections, 2_000); // until the compiler has done its best
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var watch = Stopwatch.StartNew();
        await SendAsync(host, connections, Messages);
        var perSecond = Messages / watch.Elapsed.TotalSeconds;
        var after = GC.GetTotalMemory(forceFullCollection: true);
        Console.WriteLine(
            $"| {connections, 11} | {(certificate is null ? "no " : "yes")} | {perSecond, 19:N0} | {before / 1e6, 15:N2} MB | {after / 1e6:N2} MB "
                + $"| {Environment.WorkingSet / 1e6, 14:N0} MB |"
        );
        return perSecond;
    }

    private static Task SendAsync(MailHost host, int connections, int messages) =>
        Task.WhenAll(
            Enumerable
                .Range(0, connections)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        await using var client = new SmtpClient(new(host));
                        var envelope = new SmtpEnvelope("bills@example.org", ["ann@example.com"]);
                        for (var i = 0; i < messages / connections; i++)
                            if ((await client.SendAsync(envelope, SmtpMessage.Of(Message))).Outcome != SmtpOutcome.Accepted)
                                throw new InvalidOperationException("The sink takes everything.");
                        await client.QuitAsync();
                    })
                )
        );

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var made = new CertificateRequest("CN=sink", key, HashAlgorithmName.SHA256).CreateSelfSigned(
            new(2020, 1, 1, 0, 0, 0, default),
            new(2049, 1, 1, 0, 0, 0, default)
        );
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
