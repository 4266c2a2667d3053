using System.Text.RegularExpressions;
using Amiable.Mail.Mime;

namespace Amiable.Mail.DeliveryReports;

/// <summary>Vacation notes and other automatic answers (RFC 3834), also those of programs that do not say so in the field made for it.</summary>
public static partial class AutomaticAnswer
{
    /// <summary>Whether a program wrote the message, so that nothing must ever be answered to it (RFC 3834 section 2).</summary>
    public static bool Is(MimeMessage message)
    {
        var headers = message.Headers;
        var submitted = headers.Find("Auto-Submitted")?.Text.Split(';', ' ')[0].ToLowerInvariant();
        if (submitted is not (null or "" or "no"))
            return true;
        if (
            headers.Find("X-Autoreply") is not null
            || headers.Find("X-Autorespond") is not null
            || headers.Find("X-Auto-Response-From") is not null
        )
            return true;
        if (headers.Find("X-Cron-Env") is not null)
            return false;
        return (headers.Find("Precedence")?.Text ?? "").Contains("auto", StringComparison.OrdinalIgnoreCase)
            || (headers.Find("X-Auto-Reply")?.Text ?? "no") is not ("no" or "")
            || IsBySubject(message);
    }

    /// <summary>Whether its subject begins as programs begin theirs when somebody is away.</summary>
    internal static bool IsBySubject(MimeMessage message) => Subject().IsMatch(message.Subject);

    /// <summary>The report of an automatic answer, or null when it is none. The "recipient" is who is away; the diagnostic is what it says.</summary>
    internal static DeliveryReport? Read(MimeMessage message)
    {
        if (!Is(message))
            return null;
        var words = message.PlainText is { Body.Length: < 1_000_000 } part ? part.Text() : "";
        return new(
            ReportKind.AutoReply,
            message.From.FirstOrDefault()?.Address,
            null,
            null,
            DeliveryReason.Vacation,
            message.InReplyTo.FirstOrDefault() ?? message.References.LastOrDefault(),
            words.Length > 2000 ? words[..2000] : words
        );
    }

    [GeneratedRegex(
        @"^\s*(?:\[?(?:auto(?:matic)?[- ]?(?:re(?:ply|sponse)|: )|autoreply|autoresponder|out of (?:the )?office|ooo[: ]|away from|i am away|on vacation|vacation|absence|réponse automatique|absent(?:e)? du bureau|absence du bureau|automatische antwort|abwesenheit|abwesend|respuesta autom[aá]tica|fuera de (?:la )?oficina|risposta automatica|fuori (?:sede|ufficio)|automatisch antwoord|afwezig|resposta autom[aá]tica|fora do escrit[oó]rio|ausência|odpowiedź automatyczna|automatyczna odpowiedź|poza biurem|nieobecno|autosvar|frånvaro|自動応答|自動返信|不在))",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Subject();
}
