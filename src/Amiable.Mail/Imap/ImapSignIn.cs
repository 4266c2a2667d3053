using System.Text;
using Amiable.Mail.Connections;

namespace Amiable.Mail.Imap;

/// <summary>AUTHENTICATE PLAIN (RFC 4616) and XOAUTH2, with the answer sent along where the server allows it (RFC 4959), and LOGIN.</summary>
internal static class ImapSignIn
{
    private const string Hidden = "•••";

    public static async Task RunAsync(ImapSession session, MailHost host, Credentials credentials, CancellationToken cancellation)
    {
        if (!session.Connection.IsEncrypted && !(host.AllowPlainSignInOnLoopback && session.Connection.IsLoopback))
            throw new MailServerFailed(
                MailFailure.NoEncryption,
                $"Signing in at {host} would send the password in clear; it was not sent."
            );
        var challenge = "";
        var reply = credentials switch
        {
            TokenCredentials token when session.Can("AUTH=XOAUTH2") => await SaslAsync("XOAUTH2", token.XOAuth2).ConfigureAwait(false),
            PasswordCredentials password when session.Can("AUTH=PLAIN") => await SaslAsync("PLAIN", password.Plain).ConfigureAwait(false),
            PasswordCredentials password when !session.Can("LOGINDISABLED") => await LoginAsync(session, password, cancellation)
                .ConfigureAwait(false),
            _ => throw new MailServerFailed(MailFailure.SignInUnavailable, $"{host} offers no way to sign in that we know."),
        };
        if (!reply.IsOk)
            throw new MailServerFailed(
                MailFailure.SignInRefused,
                Printable.Line(
                    session.Connection.Clean($"{host} does not accept the user {credentials.User}: {reply.Text} {challenge}").TrimEnd(),
                    500
                )
            )
            {
                IsPassing = reply.HasCode("UNAVAILABLE"),
            };
        // RFC 9051 section 6.2.2: more may be allowed now. Many servers say so unasked.
        if (!reply.HasCode("CAPABILITY"))
        {
            session.ForgetCapabilities();
            await session.RunAsync(new("CAPABILITY"), cancellation).ConfigureAwait(false);
        }

        Task<ImapResponse> SaslAsync(string way, string secret)
        {
            var atOnce = session.Can("SASL-IR");
            var command = new ImapCommand($"AUTHENTICATE {way}{(atOnce ? " " + secret : "")}")
            {
                Shown = $"AUTHENTICATE {way} {(atOnce ? Hidden : "")}",
            };
            var sent = atOnce;
            return session.ConverseAsync(
                command,
                text =>
                {
                    // A second question is XOAUTH2's way to give a reason; an empty answer acknowledges it.
                    (string, string?)? answer = sent ? ("", "") : (secret, Hidden);
                    challenge = sent ? Decoded(text) : challenge;
                    sent = true;
                    return Task.FromResult(answer);
                },
                cancellation
            );
        }
    }

    private static Task<ImapResponse> LoginAsync(ImapSession session, PasswordCredentials password, CancellationToken cancellation) =>
        session.AskAsync(
            new ImapCommand("LOGIN") { Shown = $"LOGIN {Hidden} {Hidden}" }
                .String(password.User)
                .String(password.Secret),
            null,
            cancellation
        );

    private static string Decoded(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var count) ? Encoding.UTF8.GetString(bytes, 0, count) : text;
    }
}
