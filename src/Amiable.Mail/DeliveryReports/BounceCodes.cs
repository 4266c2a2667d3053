namespace Amiable.Mail.DeliveryReports;

/// <summary>What enhanced status codes (RFC 3463, 5248, 7372, 7505) and SMTP reply codes (RFC 5321 section 4.2.3) mean for the reason of a bounce.</summary>
internal static class BounceCodes
{
    /// <summary>The reason a status code gives by itself; <see cref="DeliveryReason.Undefined"/> for codes everything is put into.</summary>
    public static DeliveryReason OfStatus(string? status)
    {
        if (status is null || status.Length < 5)
            return DeliveryReason.Undefined;
        var detail = status[2..];
        var lasting = status[0] == '5';
        if (detail is "1.1" or "1.10" or "1.351" or "1.3")
            return DeliveryReason.UserUnknown;
        if (detail == "1.2")
            return lasting ? DeliveryReason.HostUnknown : DeliveryReason.NetworkError;
        if (detail.StartsWith("7.5", StringComparison.Ordinal) && detail.Length == 5)
            return DeliveryReason.PolicyViolation;
        if (detail.StartsWith("7.6", StringComparison.Ordinal) && detail.Length == 5)
            return DeliveryReason.Blocked;
        return detail switch
        {
            "1.6" => DeliveryReason.HasMoved,
            "1.7" or "1.8" => DeliveryReason.Rejected,
            "2.1" => DeliveryReason.Suspend,
            "2.2" => DeliveryReason.MailboxFull,
            "2.3" or "3.4" => DeliveryReason.MesgTooBig,
            "3.1" => DeliveryReason.SystemFull,
            "3.2" or "3.3" or "3.5" => DeliveryReason.SystemError,
            "4.1" or "4.2" or "4.7" => DeliveryReason.Expired,
            "4.4" => lasting ? DeliveryReason.HostUnknown : DeliveryReason.NetworkError,
            "4.3" or "4.5" or "4.6" => DeliveryReason.NetworkError,
            "5.3" => DeliveryReason.TooManyConn,
            "5.1" or "5.2" or "5.4" => DeliveryReason.SyntaxError,
            "6.1" or "6.2" or "6.3" => DeliveryReason.ContentError,
            "7.13" => DeliveryReason.Suspend,
            "7.20" or "7.21" or "7.22" or "7.23" or "7.24" or "7.26" or "7.29" or "7.30" => DeliveryReason.AuthFailure,
            "7.25" => DeliveryReason.RequirePtr,
            "7.9" => DeliveryReason.PolicyViolation,
            "7.28" => DeliveryReason.Speeding,
            _ => DeliveryReason.Undefined,
        };
    }

    /// <summary>Whether the code alone settles the matter of the address.</summary>
    public static bool IsExact(string? status) => status is "5.1.1" or "5.1.2" or "5.1.6" or "5.1.10" or "5.2.2" or "4.2.2";

    /// <summary>The reason a reply code gives when there is nothing better.</summary>
    public static DeliveryReason OfReply(string? reply, string command) =>
        reply switch
        {
            "421" or "450" or "451" => DeliveryReason.OnHold,
            "452" or "552" => DeliveryReason.MailboxFull,
            "500" or "501" or "502" or "503" or "504" => DeliveryReason.SyntaxError,
            "521" or "556" => DeliveryReason.NotAccept,
            "550" or "553" or "554" when command is "MAIL" or "HELO" => DeliveryReason.Rejected,
            "550" or "551" or "553" or "554" when command == "DATA" => DeliveryReason.Filtered,
            _ => DeliveryReason.Undefined,
        };
}
