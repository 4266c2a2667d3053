using System.Text.RegularExpressions;
using Amiable.Mail.Mime;

namespace Amiable.Mail.DeliveryReports;

/// <summary>Tells a bounce without a delivery status from people's mail.</summary>
internal static partial class BounceGate
{
    /// <summary>Whether a mail server wrote it: by its sender, its subject, or the fields only servers write.</summary>
    public static bool IsBounce(MimeMessage message)
    {
        if (message.Headers.Find("X-Failed-Recipients") is not null)
            return true;
        if (message.Root.MediaType == "multipart/report" && message.Root.ContentType["report-type"] is null or "delivery-status")
            return true;
        var from = message.Headers.Find("From")?.Value ?? "";
        var nobody = message.Headers.Find("Return-Path")?.Text is "<>" or "<MAILER-DAEMON>";
        if (Robot().IsMatch(from) || (from.Trim() == "<>" && nobody))
            return true;
        var subject = message.Subject;
        if (PassedOn().IsMatch(subject))
            return false;
        if (!Subject().IsMatch(subject) && !nobody)
            return false;
        var text = BounceText.Of(message).Words;
        return Subject().IsMatch(subject)
            ? nobody || Words().IsMatch(text) || text.Length < 20
            : Words().IsMatch(text) && message.Headers.Find("Auto-Submitted")?.Text is null or "auto-generated";
    }

    /// <summary>Whether the server goes on trying.</summary>
    public static bool IsOnlyAWarning(MimeMessage message) => Warning().IsMatch(message.Subject);

    /// <summary>A person who passes a bounce on, or answers one.</summary>
    [GeneratedRegex(@"^\s*(?:re|fwd?|tr|wg|aw|rv|r|i|doorst|enc|pd|odp)\s?(?:\[\d+\])?\s?:", RegexOptions.IgnoreCase)]
    private static partial Regex PassedOn();

    [GeneratedRegex(
        @"mailer[-_. ]?daemon|postmaster|post_master|mail[-_. ]?deliver(y|er)[-_. ]?(sub)?system|mail delivery|mail administrator|mmsc ndr|mail[-_.]system|^<?(bounces?|delivery)@",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Robot();

    [GeneratedRegex(
        @"undeliver|returned mail|return(ed|ing) (message|to) |delivery (status|failure|failed|has failed|report|notification|problem)|failed delivery|fail(ure|ed)? (notice|delivery)|mail (delivery )?(fail|system error)|message delivery|delayed \d+ hour|could not be delivered|non remis|unzustellbar|nicht zustellbar|no se (ha podido|pudo) entregar|impossibile recapitare|mancato recapito|niet bezorgd|onbestelbaar|não (foi )?entregue|nie (została )?dostarczon|не доставлено|loop alert|退信|退回|non (distribu|recapit)|mensaje no entregado|entrega fallida|non consegnat|olevererbar|ikke lever|kunne ikke lever|delivery error|undelivered|message (you sent )?(blocked|rejected)|errors? (sending|from)|送信できません|配信不能|エラー",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Subject();

    [GeneratedRegex(
        @"delivery (to|attempt) .{0,60}failed|mail delivery|(message|mail) .{0,40}(not be|un)deliver|did not reach|failed permanently|permanent(ly)? (error|fail)|user unknown|unknown user|no such user|mailbox (is full|full|not |un)|returned to (you|sender)|\b[45]\d\d[ -][45]\.\d+\.\d+|nicht zugestellt|n['’]a pas pu être|no se ha podido|送信でき|duplicated message-id",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Words();

    [GeneratedRegex(
        @"delayed|\(delay\)|warning: |could not send message for|verzögert|retard|noch nicht zugestellt|ritard|retras",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Warning();
}
