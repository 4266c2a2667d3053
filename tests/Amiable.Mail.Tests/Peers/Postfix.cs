using System.Diagnostics;
using Amiable.Mail.Connections;

namespace Amiable.Mail.Tests.Peers;

/// <summary>
/// A mail server that keeps what is sent to ann and bob at example.test, knows nobody else there, and bounces what is sent to
/// gone.test, whose server refuses it. Whoever is
/// not signed in may send to nobody.
/// </summary>
internal sealed class Postfix : IAsyncDisposable
{
    private readonly string _folder = RealPeers.NewFolder("postfix");
    private readonly int _plain = RealPeers.FreePort();
    private readonly int _tls = RealPeers.FreePort();
    private readonly ScriptedServer _refusing = new(RefuseAsync);
    private Process? _process;

    public const int LargestMessage = 200_000;

    public MailHost Host(Encryption encryption) =>
        new("localhost", encryption == Encryption.Implicit ? _tls : _plain, encryption)
        {
            OwnRoots = TestAuthority.Roots,
            Credentials = new PasswordCredentials("ann", Dovecot.Password),
        };

    public static async Task<Postfix> StartAsync(Dovecot dovecot)
    {
        var postfix = new Postfix();
        var folder = postfix._folder;
        foreach (var part in (string[])["conf", "queue", "data", "mail"])
            Directory.CreateDirectory(Path.Combine(folder, part));
        RealPeers.Run("chown", "postfix", Path.Combine(folder, "data"), Path.Combine(folder, "mail"));
        await File.WriteAllTextAsync(Path.Combine(folder, "conf", "main.cf"), postfix.Main(dovecot));
        await File.WriteAllTextAsync(Path.Combine(folder, "conf", "master.cf"), postfix.Services());
        string[] arguments = ["-c", Path.Combine(folder, "conf"), "start-fg"];
        postfix._process = await RealPeers.StartAsync("postfix", arguments, Path.Combine(folder, "mail.log"), postfix._plain, postfix._tls);
        return postfix;
    }

    private string Main(Dovecot dovecot)
    {
        var (certificate, key) = TestAuthority.WriteTo(_folder);
        return $$"""
            compatibility_level = 3.6
            queue_directory = {{_folder}}/queue
            data_directory = {{_folder}}/data
            maillog_file = {{_folder}}/mail.log
            maillog_file_prefixes = {{_folder}}
            mail_owner = postfix
            setgid_group = postdrop
            myhostname = mx.example.test
            mydestination =
            inet_interfaces = 127.0.0.1
            inet_protocols = ipv4
            mynetworks =
            message_size_limit = {{LargestMessage}}
            virtual_mailbox_limit = 0
            virtual_mailbox_domains = example.test
            virtual_mailbox_base = {{_folder}}/mail
            virtual_mailbox_maps = inline:{ ann@example.test=ann/, bob@example.test=bob/ }
            virtual_uid_maps = static:{{RealPeers.Run("id", "-u", "postfix")}}
            virtual_gid_maps = static:{{RealPeers.Run("id", "-g", "postfix")}}
            virtual_minimum_uid = 1
            transport_maps = inline:{ gone.test=smtp:[127.0.0.1]:{{_refusing.Port}} }
            alias_maps =
            smtpd_error_sleep_time = 0
            smtpd_tls_cert_file = {{certificate}}
            smtpd_tls_key_file = {{key}}
            smtpd_tls_security_level = may
            smtpd_tls_auth_only = yes
            smtpd_sasl_auth_enable = yes
            smtpd_sasl_type = dovecot
            smtpd_sasl_path = {{dovecot.AuthSocket}}
            smtpd_relay_restrictions = permit_sasl_authenticated, reject
            smtpd_recipient_restrictions = permit_sasl_authenticated, reject

            """;
    }

    private string Services() =>
        $"""
            127.0.0.1:{_plain} inet n - n - - smtpd
            127.0.0.1:{_tls} inet n - n - - smtpd -o smtpd_tls_wrappermode=yes
            pickup unix n - n 60 1 pickup
            cleanup unix n - n - 0 cleanup
            qmgr unix n - n 300 1 qmgr
            tlsmgr unix - - n 1000? 1 tlsmgr
            rewrite unix - - n - - trivial-rewrite
            bounce unix - - n - 0 bounce
            defer unix - - n - 0 bounce
            trace unix - - n - 0 bounce
            verify unix - - n - 1 verify
            proxymap unix - - n - - proxymap
            error unix - - n - - error
            retry unix - - n - - error
            virtual unix - n n - - virtual
            smtp unix - - n - - smtp
            anvil unix - - n - 1 anvil
            postlog unix-dgram n - n - 1 postlogd

            """;

    private static async Task RefuseAsync(Visitor visitor, int number)
    {
        await visitor.SayAsync("220 gone.test ESMTP");
        while (await visitor.HearAsync() is { } line)
            await visitor.SayAsync(
                line.StartsWith("RCPT", StringComparison.Ordinal) ? "550 5.1.1 Nobody of this name"
                : line.StartsWith("EHLO", StringComparison.Ordinal) ? "250-gone.test\r\n250 DSN"
                : line == "DATA" ? "554 5.5.1 For whom?"
                : "250 2.0.0 Ok"
            );
    }

    /// <summary>Waits until somebody has got a message that holds this text.</summary>
    public async Task<string> DeliveredAsync(string user, string text)
    {
        var folder = Path.Combine(_folder, "mail", user, "new");
        for (var tries = 0; tries < 400; tries++)
        {
            foreach (var file in Directory.Exists(folder) ? Directory.GetFiles(folder) : [])
                if (await File.ReadAllTextAsync(file) is var message && message.Contains(text, StringComparison.Ordinal))
                    return message;
            await Task.Delay(50);
        }
        throw new InvalidOperationException(
            $"Not delivered; the log says: {await File.ReadAllTextAsync(Path.Combine(_folder, "mail.log"))}"
        );
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            RealPeers.Run(RealPeers.Find("postfix")!, "-c", Path.Combine(_folder, "conf"), "stop");
            await _process.WaitForExitAsync();
        }
        _process?.Dispose();
        await _refusing.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
