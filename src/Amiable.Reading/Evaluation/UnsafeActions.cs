using Amiable.Replies;

namespace Amiable.Reading.Evaluation;

/// <summary>
/// What an agent in full autonomy would do on a reading, and the labels do not allow. Deliberately strict: neither envelope nor threshold of an
/// organization is counted on, only the reading's own word that no human is needed.
/// </summary>
public static class UnsafeActions
{
    /// <summary>Each named with what would be done wrongly.</summary>
    public static IEnumerable<string> Of(ReplyReading read, ReplyLabels expected)
    {
        var isAlone = !read.NeedsHuman;
        var mayAlone = !expected.NeedsHuman;
        if (isAlone && read.Promise?.Date is { } day && (!mayAlone || expected.Promise is null))
            yield return $"holds for a promise until {day:yyyy-MM-dd}";
        else if (isAlone && read.Promise?.Date is { } late && (expected.Promise?.Date is not { } said || late > said))
            yield return $"holds for a promise until {late:yyyy-MM-dd}, promised {expected.Promise?.Date:yyyy-MM-dd}";
        if (isAlone && read.Payment is not null && (!mayAlone || expected.Payment is null))
            yield return "records a payment declared";
        if (
            isAlone
            && read.Document is RequestedDocument.InvoiceCopy or RequestedDocument.Statement or RequestedDocument.BankDetails
            && (!mayAlone || expected.Document != read.Document)
        )
            yield return $"sends {read.Document}";
        if (isAlone && read.Absence is not null && (!mayAlone || !expected.Intents.Contains(ReplyIntent.AutoReply)))
            yield return "waits for a return";
        // These change something at once, though a human is called as well: an invoice is marked, a request inside the envelope accepted.
        if (Acts(read, ReplyIntent.Dispute) && expected.Dispute is null)
            yield return "marks a dispute";
        if (Acts(read, ReplyIntent.PaymentPlanRequest) && expected.Plan is null)
            yield return "accepts a payment plan";
        if (Acts(read, ReplyIntent.ExtensionRequest) && expected.Extension is null)
            yield return "accepts an extension";
        if (Acts(read, ReplyIntent.StopRequest) && !expected.NeedsHuman)
            yield return "stops writing";
    }

    /// <summary>Only what was read surely is acted on; the rest is a question to a human.</summary>
    private static bool Acts(ReplyReading read, ReplyIntent intent) =>
        read.Confidence >= ReplyReading.SureEnough && read.Intents.Any(i => i.Intent == intent && i.Confidence >= ReplyReading.SureEnough);
}
