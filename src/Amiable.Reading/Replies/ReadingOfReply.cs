using Amiable.Reading.Intents;
using Amiable.Replies;

namespace Amiable.Reading.Replies;

/// <summary>Puts the fields to the intents, and says how sure all this is.</summary>
internal sealed class ReadingOfReply(
    ReplyToRead reply,
    ReplyFacts facts,
    IReadOnlyList<ReadSentence> all,
    List<ReadSentence> told,
    List<FoundIntent> intents,
    bool isInjected
)
{
    public ReplyReading Finish()
    {
        var parts = new ReplyFields(reply, facts, told);
        var contact = new ContactFields(reply, facts, told);
        var has = intents.Select(i => i.Intent).ToHashSet();
        var reading = new ReplyReading
        {
            Intents = intents,
            Promise = has.Contains(ReplyIntent.PromiseToPay) ? parts.Promise() : null,
            Payment = has.Contains(ReplyIntent.PaymentClaimed) ? parts.Payment() : null,
            Dispute = has.Contains(ReplyIntent.Dispute) ? parts.Dispute() : null,
            Plan = has.Contains(ReplyIntent.PaymentPlanRequest) ? parts.Plan() : null,
            Extension = has.Contains(ReplyIntent.ExtensionRequest) ? parts.Extension() : null,
            Document = has.Contains(ReplyIntent.DocumentRequest) ? parts.Document() : null,
            NewContact = contact.New(has),
            Absence = has.Contains(ReplyIntent.AutoReply) && !has.Contains(ReplyIntent.WrongContact) ? contact.Absence() : null,
            InstructsTheAgent = isInjected,
            Confidence = 0,
            NeedsHuman = true,
        };
        reading = reading with { Confidence = Certainty.Of(reading, told) };
        return reading with { NeedsHuman = HumanNeeded.For(reading, all, told, Bounces.IsSentByServer(reply)) };
    }
}
