using System.Globalization;
using Amiable.Contacts;
using Amiable.Platform.Secrets;
using Amiable.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Channels;

/// <summary>A provider of text messages as it is typed.</summary>
/// <param name="Token">Empty to keep the one that is stored.</param>
/// <param name="Sender">A number, a name, or the id of a service of theirs, which begins with MG.</param>
/// <param name="Price">Of one message of the network; empty for unknown.</param>
public sealed record TextEntry(string Address, string AccountSid, string Token, string Sender, decimal? Price, string Currency);

/// <summary>From now on text messages leave by that provider.</summary>
public sealed class SaveTexts(AppDb db, SecretBox secrets, HookNetwork network, Today today)
{
    private const int LongestName = 11;
    private const int LongestToken = 200;
    private const decimal DearestPrice = 100;

    /// <param name="version">The version the change was made from; 0 when there was nothing.</param>
    /// <param name="entry">What was typed.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<Done>> Run(int version, TextEntry entry, CancellationToken ct)
    {
        var channel = await db.MailChannels.SingleOrDefaultAsync(ct);
        if ((channel?.Version ?? 0) != version)
            return new ChangedMeanwhile();
        var read = Read(entry, channel?.Texts);
        if (read.Problem is { } problem)
            return problem;
        (channel ?? db.AddChannel(secrets, today)).Texts = read.Value;
        return await db.SaveOnly(ct);
    }

    private Result<TextSettings> Read(TextEntry entry, TextSettings? former)
    {
        var (address, sid, sender) = (entry.Address.Trim().TrimEnd('/'), entry.AccountSid.Trim(), entry.Sender.Trim());
        if (network.Check(address) is Invalid wrong)
            return new Invalid("address", wrong.Code, wrong.Message);
        if (sid.Length is 0 or > 64 || !sid.All(char.IsAsciiLetterOrDigit))
            return new Invalid("accountSid", "texts.account", "Copy the account SID from your provider: letters and digits, mostly AC….");
        var isService = sender.Length == 34 && sender.StartsWith("MG", StringComparison.Ordinal);
        var number = PhoneNumber.WithCountry(sender);
        if (!isService && number is null && !IsName(sender))
            return new Invalid(
                "sender",
                "texts.sender",
                "Give a number with its country (+33…), a name of up to 11 letters and digits, or a service SID (MG…)."
            );
        if (entry.Token.Length > LongestToken || entry.Token.Any(char.IsControl))
            return new Invalid("token", "texts.token", "Copy the auth token from your provider.");
        // Whoever could change the address and keep the token could have it sent to a machine of their own.
        var kept = former is not null && former.Address == address && former.AccountSid == sid ? former.Secret : null;
        var secret = entry.Token.Length > 0 ? secrets.Hide(TextSettings.Purpose, entry.Token) : kept;
        if (secret is null)
            return new Invalid("token", "texts.token", "Copy the auth token from your provider.");
        var currency = entry.Currency.Trim().ToUpperInvariant();
        if (entry.Price is < 0 or > DearestPrice)
            return new Invalid("price", "texts.price", "Give the price of one message, or leave it empty.");
        if (entry.Price > 0 && !Currencies.IsKnown(currency))
            return new Invalid("currency", "texts.currency", "Give a currency by its three letters, such as EUR.");
        return new TextSettings
        {
            Address = address,
            AccountSid = sid,
            From = isService ? null : number ?? sender,
            Service = isService ? sender : null,
            Price = entry.Price ?? 0,
            Currency = currency,
            Secret = secret,
        };
    }

    // What networks show in place of a number: at least one letter, so that it is no number.
    private static bool IsName(string sender) =>
        sender.Length is > 0 and <= LongestName
        && sender.All(c => char.IsAsciiLetterOrDigit(c) || c == ' ')
        && sender.Any(char.IsAsciiLetter);
}

/// <summary>No text messages leave any more. The token is forgotten.</summary>
public sealed class StopTexts(AppDb db)
{
    public async Task<Result<Done>> Run(int version, CancellationToken ct)
    {
        var channel = await db.MailChannels.SingleOrDefaultAsync(ct);
        if ((channel?.Version ?? 0) != version)
            return new ChangedMeanwhile();
        if (channel is not null)
            channel.Texts = null;
        return await db.Save(ct);
    }
}
