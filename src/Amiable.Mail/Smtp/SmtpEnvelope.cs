using System.Text;

namespace Amiable.Mail.Smtp;

/// <summary>Of what a recipient's server is asked to report (RFC 3461 section 4.1).</summary>
[Flags]
public enum ReportOn
{
    /// <summary>Nothing (NEVER).</summary>
    Nothing = 0,

    /// <summary>It was delivered.</summary>
    Success = 1,

    /// <summary>It could not be delivered.</summary>
    Failure = 2,

    /// <summary>It takes long.</summary>
    Delay = 4,
}

/// <summary>A wish for delivery reports (RFC 3461), passed on where the server offers DSN and otherwise left out.</summary>
/// <param name="On">When to report.</param>
/// <param name="HeadersOnly">Whether the report brings back the headers only (RET=HDRS) instead of the whole message.</param>
/// <param name="EnvelopeId">What the report names as Original-Envelope-Id (ENVID): printable ASCII, at most 100 characters as sent.</param>
public sealed record ReportWish(ReportOn On, bool HeadersOnly = true, string? EnvelopeId = null)
{
    internal string MailParameters()
    {
        if (EnvelopeId is null)
            return HeadersOnly ? " RET=HDRS" : " RET=FULL";
        var id = InXtext(EnvelopeId);
        if (id.Length is 0 or > 100 || EnvelopeId.Any(c => c is < ' ' or > '~'))
            throw new ArgumentException("An envelope id is printable ASCII, at most 100 characters as sent.");
        return (HeadersOnly ? " RET=HDRS" : " RET=FULL") + " ENVID=" + id;
    }

    internal string RecipientParameters(SmtpAddress recipient)
    {
        var names = new List<string>(3);
        if (On.HasFlag(ReportOn.Success))
            names.Add("SUCCESS");
        if (On.HasFlag(ReportOn.Failure))
            names.Add("FAILURE");
        if (On.HasFlag(ReportOn.Delay))
            names.Add("DELAY");
        var notify = " NOTIFY=" + (names.Count == 0 ? "NEVER" : string.Join(',', names));
        return recipient.NeedsUtf8 ? notify : $"{notify} ORCPT=rfc822;{InXtext(recipient.ToString())}";
    }

    /// <summary>RFC 3461 section 4: "+", "=" and what is not printable as + and two hexadecimal digits.</summary>
    private static string InXtext(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var c in text)
            if (c is > ' ' and <= '~' and not ('+' or '='))
                result.Append(c);
            else
                result.Append('+').Append(((int)c & 0xff).ToString("X2", provider: null));
        return result.ToString();
    }
}

/// <summary>Who sends to whom, as the server is told; what the headers of the message say is another matter (RFC 5321 section 2.3.1).</summary>
/// <param name="Sender">Where bounces go. Empty for none, as for automatic answers (RFC 3834 section 3.3; RFC 5321 section 4.5.5).</param>
/// <param name="Recipients">At least one.</param>
public sealed record SmtpEnvelope(string Sender, IReadOnlyList<string> Recipients)
{
    /// <summary>Delivery reports wanted; the server does as it likes when <see langword="null"/>.</summary>
    public ReportWish? Reports { get; init; }
}
