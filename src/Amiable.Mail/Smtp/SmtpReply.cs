namespace Amiable.Mail.Smtp;

/// <summary>What a server said to one command (RFC 5321 section 4.2).</summary>
/// <param name="Code">Three digits: 2xx done, 3xx go on, 4xx not now, 5xx never.</param>
/// <param name="Enhanced">The more exact code of RFC 3463, like 5.1.1; none where the server gives none.</param>
/// <param name="Text">Its words, several lines joined by a space, without codes, secrets and control characters.</param>
public sealed record SmtpReply(int Code, string? Enhanced, string Text)
{
    /// <summary>2xx.</summary>
    public bool IsDone => Code / 100 == 2;

    /// <summary>4xx: the same may work later.</summary>
    public bool IsPassing => Code / 100 == 4;

    /// <summary>5xx: the same will never work.</summary>
    public bool IsFinal => Code / 100 == 5;

    /// <summary>Codes and words, as they would stand in one line.</summary>
    public override string ToString() => Enhanced is null ? $"{Code} {Text}" : $"{Code} {Enhanced} {Text}";
}
