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
        var reply = credentials switch
        {
            TokenCredentials token when session.Can("AUTH=XOAUTH2") => await SaslAsync(session, "XOAUTH2", token.XOAuth2, cancellation)
                .ConfigureAwait(false),
            PasswordCredentials password when session.Can("AUTH=PLAIN") => await SaslAsync(session, "PLAIN", password.Plain, cancellation)
                .ConfigureAwait(false),
            PasswordCredentials password when !session.Can("LOGINDISABLED") => await LoginAsync(session, password, cancellation)
                .ConfigureAwait(false),
            _ => throw new MailServerFailed(MailFailure.SignInUnavailable, $"{host} offers no way to sign in that we know."),
        };
        if (!reply.IsOk)
            throw new MailServerFailed(
                MailFailure.SignInRefused,
                Printable.Line(session.Connection.Clean($"{host} does not accept the user {credentials.User}: {reply.Text}"), 500)
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
    }

    private static async Task<ImapResponse> SaslAsync(ImapSession session, string way, string secret, CancellationToken cancellation)
    {
        var (isSent, reason) = (session.Can("SASL-IR"), "");
        var command = new ImapCommand(isSent ? $"AUTHENTICATE {way} {secret}" : $"AUTHENTICATE {way}")
        {
            Shown = isSent ? $"AUTHENTICATE {way} {Hidden}" : $"AUTHENTICATE {way}",
        };
        var reply = await session.ConverseAsync(command, text => Task.FromResult(Answer(text)), cancellation).ConfigureAwait(false);
        return reply with { Text = $"{reply.Text} {reason}".TrimEnd() };

        (string, string?)? Answer(string question)
        {
            // A second question is XOAUTH2's way to give a reason; an empty answer acknowledges it.
            (string, string?) answer = isSent ? ("", "") : (secret, Hidden);
            reason = isSent ? Decoded(question) : reason;
            isSent = true;
            return answer;
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
