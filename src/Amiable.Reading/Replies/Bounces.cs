using System.Text.RegularExpressions;
using Amiable.Reading.Understanding;

namespace Amiable.Reading.Replies;

/// <summary>Mail that came back, by who sends it and by what it says of the mailbox.</summary>
internal static partial class Bounces
{
    /// <summary>A mail server writes under such a name, people do not.</summary>
    public static bool IsSentByServer(ReplyToRead reply) => Server().IsMatch($"{reply.FromName} {reply.FromAddress}".ToLowerInvariant());

    /// <summary>The mailbox is not there any more, so somebody else must be written to; a full one will be emptied.</summary>
    public static bool SaysUnknown(WrittenText text) => Unknown().IsMatch(text.Folded) && !Full().IsMatch(text.Folded);

    [GeneratedRegex(@"\b(?:mailer-?daemon|postmaster|mail delivery (?:sub)?system|mail administrator)\b")]
    private static partial Regex Server();

    [GeneratedRegex(
        @"\b(?:does not exist|doesn't exist|no such (?:user|address|mailbox|recipient)|(?:user|recipient|address|mailbox) (?:is )?(?:unknown|not found)|unknown (?:user|recipient|address)|not found|inexistante?|n'existe (?:pas|plus)|inconnue?|unbekannt|nicht bekannt|existiert nicht|nicht gefunden|no existe|desconocid[oa]|no encontrad[oa]|inesistente|non esiste|sconosciut[oa]|onbekend|bestaat niet|nao existe|inexistente|desconhecid[oa]|nie istnieje|nieznan\w+)\b|\b5[57]0[ -]5\.1\.[1-6]\b"
    )]
    private static partial Regex Unknown();

    [GeneratedRegex(
        @"\b(?:mailbox (?:is )?full|over quota|quota exceeded|boite (?:\w+ )*(?:pleine|saturee)|saturee|postfach (?:ist )?voll|buzon (?:esta )?lleno|casella (?:e )?piena|postvak (?:is )?vol|caixa (?:de correio )?cheia|skrzynka (?:jest )?pelna)\b"
    )]
    private static partial Regex Full();
}
