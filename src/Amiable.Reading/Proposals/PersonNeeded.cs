using Amiable.Replies;

namespace Amiable.Reading.Proposals;

/// <summary>When a person must see a reply by what was read alone, however surely it was read.</summary>
internal static class PersonNeeded
{
    /// <summary>What nobody may take out of a reading once one of two readers saw it: who overlooks one of these does harm.</summary>
    public static readonly IReadOnlySet<ReplyIntent> Grave = new HashSet<ReplyIntent>
    {
        ReplyIntent.Dispute,
        ReplyIntent.StopRequest,
        ReplyIntent.Insolvency,
        ReplyIntent.HumanRequested,
        ReplyIntent.LegalThreat,
        ReplyIntent.BankDetailsChange,
    };

    public static bool For(ReplyReading reading) =>
        reading.InstructsTheAgent
        || reading.Intents.Any(i => Grave.Contains(i.Intent) || i.Intent is ReplyIntent.PaymentPlanRequest or ReplyIntent.ExtensionRequest)
        || reading.Document is { } document
            && document is not (RequestedDocument.InvoiceCopy or RequestedDocument.Statement or RequestedDocument.BankDetails)
        || reading.Has(ReplyIntent.WrongContact) && reading.NewContact?.Email is null;
}
