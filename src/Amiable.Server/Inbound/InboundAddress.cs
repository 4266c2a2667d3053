namespace Amiable.Inbound;

/// <summary>Where a mail server, or a provider, posts the mails that came for an organization.</summary>
public static class InboundAddress
{
    public const string Root = "/inbound";

    /// <summary>The path for a secret (an OwnedSecret of the mail channel, as text).</summary>
    public static string Of(string secret) => $"{Root}/{secret}";
}
