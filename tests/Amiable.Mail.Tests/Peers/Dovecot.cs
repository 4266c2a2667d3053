using System.Diagnostics;
using Amiable.Mail.Connections;

namespace Amiable.Mail.Tests.Peers;

/// <summary>An IMAP server. Every user has the password "s3cret"; a new user name is a new, empty mailbox.</summary>
internal sealed class Dovecot : IAsyncDisposable
{
    private readonly string _folder = RealPeers.NewFolder("dovecot");
    private readonly int _plain = RealPeers.FreePort();
    private readonly int _tls = RealPeers.FreePort();
    private Process? _process;

    public const string Password = "s3cret";

    /// <summary>Where Postfix asks whether a password is right.</summary>
    public string AuthSocket => Path.Combine(_folder, "auth");

    public MailHost Host(string user, Encryption encryption = Encryption.StartTls) =>
        new("localhost", encryption == Encryption.Implicit ? _tls : _plain, encryption)
        {
            OwnRoots = TestAuthority.Roots,
            Credentials = new PasswordCredentials(user, Password),
        };

    public static async Task<Dovecot> StartAsync()
    {
        var dovecot = new Dovecot();
        var configuration = Path.Combine(dovecot._folder, "own.conf");
        await File.WriteAllTextAsync(configuration, dovecot.Configuration());
        var mail = Path.Combine(dovecot._folder, "mail");
        Directory.CreateDirectory(mail);
        RealPeers.Run("chown", "dovenull", mail);
        var log = Path.Combine(dovecot._folder, "log");
        dovecot._process = await RealPeers.StartAsync("dovecot", ["-F", "-c", configuration], log, dovecot._plain, dovecot._tls);
        return dovecot;
    }

    private string Configuration()
    {
        var (certificate, key) = TestAuthority.WriteTo(_folder);
        return $$"""
            protocols = imap
            base_dir = {{_folder}}/run
            state_dir = {{_folder}}/state
            log_path = {{_folder}}/log
            listen = 127.0.0.1
            ssl = yes
            ssl_cert = <{{certificate}}
            ssl_key = <{{key}}
            disable_plaintext_auth = yes
            login_trusted_networks =
            auth_mechanisms = plain login
            auth_failure_delay = 0
            mail_location = maildir:{{_folder}}/mail/%u
            mail_uid = {{RealPeers.Run("id", "-u", "dovenull")}}
            mail_gid = {{RealPeers.Run("id", "-g", "dovenull")}}
            first_valid_uid = 1
            default_login_user = dovenull
            default_internal_user = dovecot
            mail_max_userip_connections = 100
            mailbox_idle_check_interval = 1 s
            service imap-login {
              chroot =
              inet_listener imap {
                port = {{_plain}}
              }
              inet_listener imaps {
                port = {{_tls}}
                ssl = yes
              }
            }
            service anvil {
              chroot =
            }
            service stats {
              chroot =
            }
            service auth {
              unix_listener {{AuthSocket}} {
                mode = 0666
              }
            }
            passdb {
              driver = static
              args = password={{Password}}
            }
            userdb {
              driver = static
              args = home={{_folder}}/mail/%u
            }

            """;
    }

    public int PlainPort => _plain;

    private string Folder(string user) => Path.Combine(_folder, "mail", user);

    /// <summary>Puts a message into somebody's INBOX, as a delivery does.</summary>
    public void Deliver(string user, string name, byte[] message)
    {
        var folder = Folder(user);
        if (!Directory.Exists(folder))
        {
            foreach (var part in (string[])["new", "cur", "tmp"])
                Directory.CreateDirectory(Path.Combine(folder, part));
            RealPeers.Run("chown", "-R", "dovenull", folder);
        }
        var (tmp, now) = (Path.Combine(folder, "tmp", name), Path.Combine(folder, "new", name));
        File.WriteAllBytes(tmp, message);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(tmp, (UnixFileMode)0b110_110_110);
        File.Move(tmp, now);
    }

    public void Deliver(string user, string name) =>
        Deliver(user, name, System.Text.Encoding.UTF8.GetBytes($"Subject: {name}\r\n\r\nHello\r\n"));

    /// <summary>Numbers somebody's INBOX anew, as happens when it is restored from a backup.</summary>
    public void Renumber(string user)
    {
        var list = Path.Combine(Folder(user), "dovecot-uidlist");
        var lines = File.ReadAllLines(list);
        lines[0] = System.Text.RegularExpressions.Regex.Replace(
            lines[0],
            @"V\d+",
            match => "V" + (long.Parse(match.ValueSpan[1..], provider: null) + 7)
        );
        File.WriteAllLines(list, lines);
        foreach (var index in Directory.GetFiles(Folder(user), "dovecot.index*"))
            File.Delete(index);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            RealPeers.Run("kill", "-TERM", _process.Id.ToString(provider: null));
            await _process.WaitForExitAsync();
        }
        _process?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
