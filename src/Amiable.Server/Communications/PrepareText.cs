using Amiable.Channels;
using Amiable.Contacts;
using Amiable.FollowUp;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Communications;

/// <summary>
/// Counts a text message, and says whether it could leave at all: a provider is set up, the number names its country, and whoever has it does not want none.
/// </summary>
public sealed class PrepareText(AppDb db, ReadSituation readSituation, FindUnwantedAddresses findUnwantedAddresses)
{
    /// <summary>Longer is no text message but a letter.</summary>
    public const int MostSegments = 6;

    /// <param name="account">Whose contact.</param>
    /// <param name="to">To whom.</param>
    /// <param name="text">What.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<PreparedText>> Run(AccountId account, ContactId to, string text, CancellationToken ct)
    {
        if ((await readSituation.Run([account], ct)).SingleOrDefault() is not { } facts)
            return new NotFound("account");
        if (await db.MailChannels.AsNoTracking().SingleOrDefaultAsync(ct) is not { Texts: { } settings })
            return new Invalid(
                "channel",
                "channel-not-available",
                "Nothing is set up that sends text messages: enter a provider under Settings → Channels."
            );
        if (facts.Contacts.FirstOrDefault(c => c.Id == to) is not { } contact)
            return new Invalid("to", "text.to", "Choose a contact of the account.");
        if (PhoneNumber.WithCountry(contact.Phone) is not { } number)
            return new Invalid("to", "text.number", "The number of this contact does not name its country: write it as +33 6 12 34 56 78.");
        if (contact.NoTextsSince is not null || (await findUnwantedAddresses.Run([number], ct)).Count > 0)
            return new Refused("text.stopped", "Whoever has this number wants no more text messages: none is sent to it again.");
        var words = text.Trim().ReplaceLineEndings("\n");
        if (words.Length == 0)
            return new Invalid("text", "communication.no-text", "The message is empty.");
        var counted = SmsText.Of(words);
        if (counted.Segments > MostSegments)
            return new Invalid("text", "text.long", $"A text message has at most {MostSegments} parts.") { Values = [MostSegments] };
        var count = new TextCount(counted.Segments, settings.CostOf(counted.Segments), settings.Currency);
        return new PreparedText(facts, settings, new(contact.Id, contact.FullName, number), words, counted, count);
    }
}

/// <summary>A text message that could leave, and what it would be charged as.</summary>
public sealed record PreparedText(AccountFacts Facts, TextSettings Settings, Recipient To, string Text, SmsText Counted, TextCount Count);
