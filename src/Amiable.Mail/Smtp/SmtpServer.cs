using Amiable.Mail.Connections;

namespace Amiable.Mail.Smtp;

/// <summary>The server that takes our mail, and how long it may take for it.</summary>
/// <param name="Host">Where it is and who signs in.</param>
public sealed record SmtpServer(MailHost Host)
{
    /// <summary>
    /// What we call ourselves in EHLO: a full domain name. Without one, our own address in brackets as RFC 5321 section 4.1.4 has it.
    /// </summary>
    public string? ClientName { get; init; }

    /// <summary>How long to wait for what.</summary>
    public SmtpTimeouts Timeouts { get; init; } = SmtpTimeouts.Standard;

    /// <summary>Whether several commands leave at once when the server allows it (RFC 2920). Off for a server that says so and cannot.</summary>
    public bool Pipelining { get; init; } = true;
}

/// <summary>How long to wait for the server before the connection is given up; what RFC 5321 section 4.5.3.2 asks for at least, when not changed.</summary>
public sealed record SmtpTimeouts
{
    /// <summary>The figures of the RFC.</summary>
    public static SmtpTimeouts Standard { get; } = new();

    /// <summary>For the greeting (4.5.3.2.1).</summary>
    public TimeSpan Greeting { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>For the replies to MAIL, RCPT and all commands not named here (4.5.3.2.2, .3).</summary>
    public TimeSpan Command { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>For the reply to DATA (4.5.3.2.4).</summary>
    public TimeSpan DataStart { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>For each block of the message to leave (4.5.3.2.5).</summary>
    public TimeSpan DataBlock { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>For the reply to the final dot (4.5.3.2.6): long, because giving up here means not knowing.</summary>
    public TimeSpan DataEnd { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long the reply to the final dot is still waited for after the caller cancels, because then it would be unknown what became of the message.</summary>
    public TimeSpan DataEndWhenCancelled { get; init; } = TimeSpan.FromSeconds(5);
}
