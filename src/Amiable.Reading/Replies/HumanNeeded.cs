using Amiable.Replies;

namespace Amiable.Reading.Replies;

/// <summary>Whether a human must see a reply before anything else is done.</summary>
internal static class HumanNeeded
{
    public static bool For(ReplyReading reading, IReadOnlyList<ReadSentence> all, List<ReadSentence> told, bool isFromServer) =>
        reading.InstructsTheAgent
        || reading.Intents.Any(i => Always(i.Intent))
        || reading.Document is { } document
            && document is not (RequestedDocument.InvoiceCopy or RequestedDocument.Statement or RequestedDocument.BankDetails)
        || reading.Has(ReplyIntent.WrongContact) && reading.NewContact?.Email is null
        || reading.Confidence < ReplyReading.SureEnough
        // Who pays once something is done waits for somebody to do it.
        || reading.Has(ReplyIntent.PromiseToPay) && told.Any(s => s["CP"] > 0.5 && s["PP"] >= IntentChoice.Threshold)
        || told.Any(s => s["HO"] > 0.5)
        || reading.Primary == ReplyIntent.Other && told.Any(s => s["UN"] > 0.3)
        || reading.Primary == ReplyIntent.AutoReply && (isFromServer || all.Any(s => s.Means("UNDELIV")))
        // What nearly was something grave.
        || reading.Primary != ReplyIntent.AutoReply && told.Any(s => Grave.Any(l => s[l] > 0.3));

    private static readonly string[] Grave = ["DI", "PL", "EX", "ST", "IN", "HU", "LE", "BA", "IJ"];

    private static bool Always(ReplyIntent intent) =>
        intent
            is ReplyIntent.Dispute
                or ReplyIntent.PaymentPlanRequest
                or ReplyIntent.ExtensionRequest
                or ReplyIntent.StopRequest
                or ReplyIntent.Insolvency
                or ReplyIntent.HumanRequested
                or ReplyIntent.LegalThreat
                or ReplyIntent.BankDetailsChange;
}
